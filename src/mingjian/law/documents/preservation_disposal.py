"""登记保存物品处理决定书 disposal of preserved things. Article: 行政处罚法 §56."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="preservation_disposal",
    zh="登记保存物品处理决定书",
    en="Disposal of preserved things",
    made_by=("preservation_disposed", "preservation_lapsed"),
    signers=("office_head",),
    article="行政处罚法 §56",
    series="保处",
    sealed=True,
    to_party=True,
)

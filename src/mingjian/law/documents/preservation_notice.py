"""登记保存通知书 notice of preservation. Article: 行政处罚法 §56."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="preservation_notice",
    zh="登记保存通知书",
    en="Notice of preservation",
    made_by=("preserved",),
    signers=("office_head",),
    article="行政处罚法 §56",
    series="保",
    sealed=True,
    to_party=True,
)

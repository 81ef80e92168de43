"""行政处罚意见告知书 notice of the intended penalty. Article: 行政处罚法 §44，网信部门行政执法程序规定 §39."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="penalty_notice",
    zh="行政处罚意见告知书",
    en="Notice of the intended penalty",
    made_by=("notified",),
    signers=("office_head",),
    article="行政处罚法 §44，网信部门行政执法程序规定 §39",
    series="告",
    sealed=True,
    to_party=True,
)

"""听证通知书 notice of the hearing. Article: 行政处罚法 §64."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="hearing_notice",
    zh="听证通知书",
    en="Notice of the hearing",
    made_by=("hearing_notified",),
    signers=("office_head",),
    article="行政处罚法 §64",
    series="听",
    sealed=True,
    to_party=True,
)

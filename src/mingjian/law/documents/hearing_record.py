"""听证笔录 record of the hearing. Article: 行政处罚法 §64."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="hearing_record",
    zh="听证笔录",
    en="Record of the hearing",
    made_by=("hearing_held",),
    signers=("hearing_chair", "hearing_clerk", "handler", "party"),
    article="行政处罚法 §64",
)

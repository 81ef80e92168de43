"""陈述申辩笔录 record of statement and defence. Article: 行政处罚法 §45."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="defence_record",
    zh="陈述申辩笔录",
    en="Record of statement and defence",
    made_by=("defended", "defence_waived"),
    signers=("handler", "handler", "party"),
    article="行政处罚法 §45",
)

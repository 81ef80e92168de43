"""现场检查笔录 record of an on-site inspection. Article: 行政处罚法 §55."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="inspection_record",
    zh="现场检查笔录",
    en="Record of an on-site inspection",
    made_by=("party_contacted", "evidence_taken"),
    signers=("handler", "handler", "party"),
    article="行政处罚法 §55",
)

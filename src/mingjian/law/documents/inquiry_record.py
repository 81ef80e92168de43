"""询问笔录 record of questioning. Article: 行政处罚法 §55."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="inquiry_record",
    zh="询问笔录",
    en="Record of questioning",
    made_by=("statement_taken", "party_contacted"),
    signers=("handler", "handler", "party"),
    article="行政处罚法 §55",
)

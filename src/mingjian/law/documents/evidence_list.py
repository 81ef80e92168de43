"""证据清单 list of evidence with digests. Article: 行政处罚法 §46."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="evidence_list",
    zh="证据清单",
    en="List of evidence with digests",
    made_by=("evidence_taken",),
    signers=("handler", "handler"),
    article="行政处罚法 §46",
)

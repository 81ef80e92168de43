"""法制审核意见书 legal review. Article: 行政处罚法 §58."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="legal_review",
    zh="法制审核意见书",
    en="Legal review",
    made_by=("legal_reviewed",),
    signers=("legal_reviewer",),
    article="行政处罚法 §58",
)

"""陈述申辩复核意见书 review of the defence. Article: 行政处罚法 §45."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="defence_review",
    zh="陈述申辩复核意见书",
    en="Review of the defence",
    made_by=("defence_reviewed",),
    signers=("handler", "handler"),
    article="行政处罚法 §45",
)

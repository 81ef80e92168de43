"""行政处罚决定书 decision on a penalty. Article: 行政处罚法 §59."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="penalty_decision",
    zh="行政处罚决定书",
    en="Decision on a penalty",
    made_by=("decided",),
    signers=("office_head",),
    article="行政处罚法 §59",
    series="罚",
    sealed=True,
    to_party=True,
)

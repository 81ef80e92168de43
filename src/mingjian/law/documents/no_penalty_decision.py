"""不予行政处罚决定书 decision of no penalty. Article: 行政处罚法 §57."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="no_penalty_decision",
    zh="不予行政处罚决定书",
    en="Decision of no penalty",
    made_by=("decided",),
    signers=("office_head",),
    article="行政处罚法 §57",
    series="不罚",
    sealed=True,
    to_party=True,
)

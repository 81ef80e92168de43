"""没收物品凭证 receipt for confiscated things. Article: 行政处罚法 §74."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="confiscation_receipt",
    zh="没收物品凭证",
    en="Receipt for confiscated things",
    made_by=("performed",),
    signers=("handler", "handler", "party"),
    article="行政处罚法 §74",
    series="没",
    sealed=True,
    to_party=True,
)

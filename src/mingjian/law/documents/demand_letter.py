"""催告书 demand. Article: 行政强制法 §54."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="demand_letter",
    zh="催告书",
    en="Demand",
    made_by=("demanded",),
    signers=("office_head",),
    article="行政强制法 §54",
    series="催",
    sealed=True,
    to_party=True,
)

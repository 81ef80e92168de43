"""强制执行申请书 application for enforcement. Article: 行政强制法 §55."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="enforcement_application",
    zh="强制执行申请书",
    en="Application for enforcement",
    made_by=("court_applied",),
    signers=("office_head",),
    article="行政强制法 §55",
    series="强",
    sealed=True,
)

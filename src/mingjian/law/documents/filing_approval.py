"""立案审批表 approval of filing. Article: 网信部门行政执法程序规定 §18."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="filing_approval",
    zh="立案审批表",
    en="Approval of filing",
    made_by=("filed", "filing_extended"),
    signers=("handler", "office_head"),
    article="网信部门行政执法程序规定 §18",
    series="立",
)

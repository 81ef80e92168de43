"""撤销立案审批表 approval of withdrawing the filing. Article: 网信部门行政执法程序规定 §18."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="filing_withdrawal",
    zh="撤销立案审批表",
    en="Approval of withdrawing the filing",
    made_by=("filing_withdrawn",),
    signers=("handler", "office_head"),
    article="网信部门行政执法程序规定 §18",
)

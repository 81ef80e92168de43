"""不予立案审批表 approval of not filing. Article: 网信部门行政执法程序规定 §18."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="not_filing_approval",
    zh="不予立案审批表",
    en="Approval of not filing",
    made_by=("not_filed",),
    signers=("handler", "office_head"),
    article="网信部门行政执法程序规定 §18",
)

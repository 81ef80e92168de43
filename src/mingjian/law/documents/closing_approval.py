"""结案审批表 approval of closing. Article: 网信部门行政执法程序规定 §47-58."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="closing_approval",
    zh="结案审批表",
    en="Approval of closing",
    made_by=("closed",),
    signers=("handler", "office_head"),
    article="网信部门行政执法程序规定 §47-58",
)

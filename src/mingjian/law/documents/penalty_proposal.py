"""行政处罚建议书 proposal of a penalty. Article: 网信部门行政执法程序规定 §33."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="penalty_proposal",
    zh="行政处罚建议书",
    en="Proposal of a penalty",
    made_by=("concluded",),
    signers=("handler", "handler", "section_head"),
    article="网信部门行政执法程序规定 §33",
)

"""执法约谈笔录 record of an interview. Article: 网信部门行政执法程序规定 §38."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="interview_record",
    zh="执法约谈笔录",
    en="Record of an interview",
    made_by=("interview_held",),
    signers=("handler", "handler", "party"),
    article="网信部门行政执法程序规定 §38",
)

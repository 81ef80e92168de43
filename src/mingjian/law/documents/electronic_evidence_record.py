"""电子取证工作记录 record of taking electronic evidence. Article: 网信部门行政执法程序规定 §22、§30."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="electronic_evidence_record",
    zh="电子取证工作记录",
    en="Record of taking electronic evidence",
    made_by=("evidence_taken",),
    signers=("handler", "handler"),
    article="网信部门行政执法程序规定 §22、§30",
)

"""责令改正复查记录 record of checking a correction. Article: 网信部门行政执法程序规定 §34."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="correction_check",
    zh="责令改正复查记录",
    en="Record of checking a correction",
    made_by=("correction_checked",),
    signers=("handler", "handler"),
    article="网信部门行政执法程序规定 §34",
)

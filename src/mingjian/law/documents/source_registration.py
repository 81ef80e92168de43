"""案件来源登记表 registration of the source. Article: 网信部门行政执法程序规定 §17."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="source_registration",
    zh="案件来源登记表",
    en="Registration of the source",
    made_by=("source_registered",),
    signers=("intake_clerk",),
    article="网信部门行政执法程序规定 §17",
)

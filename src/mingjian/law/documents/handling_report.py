"""案件处理意见报告 report on handling the case. Article: 网信部门行政执法程序规定 §33."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="handling_report",
    zh="案件处理意见报告",
    en="Report on handling the case",
    made_by=("concluded",),
    signers=("handler", "handler"),
    article="网信部门行政执法程序规定 §33",
)

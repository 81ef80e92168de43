"""涉嫌犯罪案件情况的调查报告 investigation report on a suspected crime. Article: 移送涉嫌犯罪案件规定 §6."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="crime_report",
    zh="涉嫌犯罪案件情况的调查报告",
    en="Investigation report on a suspected crime",
    made_by=("crime_sent",),
    signers=("handler", "handler"),
    article="移送涉嫌犯罪案件规定 §6",
)

"""听证报告 report on the hearing. Article: 行政处罚法 §65."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="hearing_report",
    zh="听证报告",
    en="Report on the hearing",
    made_by=("hearing_reported",),
    signers=("hearing_chair",),
    article="行政处罚法 §65",
)

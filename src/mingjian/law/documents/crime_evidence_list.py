"""涉案物品清单 list of things and evidence handed over. Article: 移送涉嫌犯罪案件规定 §6."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="crime_evidence_list",
    zh="涉案物品清单",
    en="List of things and evidence handed over",
    made_by=("crime_sent",),
    signers=("handler", "handler"),
    article="移送涉嫌犯罪案件规定 §6",
)

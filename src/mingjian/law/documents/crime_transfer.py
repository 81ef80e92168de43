"""涉嫌犯罪案件移送书 transfer of a suspected crime. Article: 移送涉嫌犯罪案件规定 §6."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="crime_transfer",
    zh="涉嫌犯罪案件移送书",
    en="Transfer of a suspected crime",
    made_by=("crime_sent",),
    signers=("office_head",),
    article="移送涉嫌犯罪案件规定 §6",
    series="移刑",
    sealed=True,
)

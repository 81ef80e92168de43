"""涉嫌犯罪案件移送审批表 approval of a crime transfer. Article: 移送涉嫌犯罪案件规定 §5."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="crime_transfer_approval",
    zh="涉嫌犯罪案件移送审批表",
    en="Approval of a crime transfer",
    made_by=("crime_ruled",),
    signers=("handler", "handler", "office_head"),
    article="移送涉嫌犯罪案件规定 §5",
)

"""案件移送函 letter of transfer. Article: 行政处罚法 §25，网信部门行政执法程序规定 §12."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="transfer_letter",
    zh="案件移送函",
    en="Letter of transfer",
    made_by=("passed_on", "transferred"),
    signers=("office_head",),
    article="行政处罚法 §25，网信部门行政执法程序规定 §12",
    series="移",
    sealed=True,
)

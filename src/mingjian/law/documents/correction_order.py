"""责令改正通知书 order to correct. Article: 行政处罚法 §28，网信部门行政执法程序规定 §34."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="correction_order",
    zh="责令改正通知书",
    en="Order to correct",
    made_by=("correction_ordered",),
    signers=("office_head",),
    article="行政处罚法 §28，网信部门行政执法程序规定 §34",
    series="责改",
    sealed=True,
    to_party=True,
)

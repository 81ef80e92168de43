"""延期(分期)缴纳罚款通知书 deferral or instalments of a fine. Article: 行政处罚法 §66."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="deferral_approval",
    zh="延期(分期)缴纳罚款通知书",
    en="Deferral or instalments of a fine",
    made_by=("deferral_granted", "deferral_refused"),
    signers=("office_head",),
    article="行政处罚法 §66",
    series="延",
    sealed=True,
    to_party=True,
)

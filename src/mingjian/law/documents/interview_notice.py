"""约谈通知书 notice of an interview. Article: 网信部门行政执法程序规定 §38."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="interview_notice",
    zh="约谈通知书",
    en="Notice of an interview",
    made_by=("interview_held",),
    signers=("office_head",),
    article="网信部门行政执法程序规定 §38",
    series="约",
    sealed=True,
    to_party=True,
)

"""协助调查函 letter asking for assistance. Article: 网信部门行政执法程序规定 §20."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="assistance_letter",
    zh="协助调查函",
    en="Letter asking for assistance",
    made_by=("clock_paused",),
    signers=("office_head",),
    article="网信部门行政执法程序规定 §20",
    series="协",
    sealed=True,
)

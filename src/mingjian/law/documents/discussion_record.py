"""集体讨论记录 record of the collective discussion. Article: 行政处罚法 §57."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="discussion_record",
    zh="集体讨论记录",
    en="Record of the collective discussion",
    made_by=("discussed",),
    signers=("office_head",),
    article="行政处罚法 §57",
)

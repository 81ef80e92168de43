"""卷内目录 index of the file. Article: 档案法 §13."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="file_index",
    zh="卷内目录",
    en="Index of the file",
    made_by=("archived",),
    signers=("archivist",),
    article="档案法 §13",
)

"""送达回证 receipt of service. Article: 民事诉讼法 §87."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="service_receipt",
    zh="送达回证",
    en="Receipt of service",
    made_by=("served", "notified", "hearing_notified", "demanded"),
    signers=("handler", "handler", "party"),
    article="民事诉讼法 §87",
)

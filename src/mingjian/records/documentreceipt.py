"""Receipts: a party confirmed, on its side, that a document reached it; a proof of service beside the others."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record
from mingjian.records.document import Document
from mingjian.records.party import Party


class DocumentReceipt(Record):
    """One document and one party: when it was first opened, and when the party confirmed to have received it.

    Article: 行政处罚法 §61, 民事诉讼法 §90 (electronic service with consent).
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="receipts")
    party = models.ForeignKey(Party, models.PROTECT, related_name="receipts")
    opened_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "party"], name="one_receipt_per_document")]

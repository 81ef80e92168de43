"""Reports 举报 from the public: what was seen where; the reporter's contact is sealed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class ReportState(models.TextChoices):
    """The course of a report."""

    RECEIVED = "received"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    ANSWERED = "answered"


class Report(Record):
    """A report. `number` and the secret on the receipt together open it for the reporter; only the secret's digest is kept.

    `contact` is encrypted and never leaves the intake desk.
    """

    number = code_field(32, unique=True)
    secret_digest = models.BinaryField()
    channel = code_field(16, default="web")
    address = code_field(2000)
    host = code_field(253, blank=True, default="")
    category = code_field(32)
    description = models.TextField(blank=True, default="")
    contact = models.BinaryField(null=True)
    service = models.ForeignKey(OnlineService, models.PROTECT, null=True, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT)
    state = code_field(16, default=ReportState.RECEIVED)
    received_at = models.DateTimeField()
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True)
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "-received_at"], name="report_by_state")]

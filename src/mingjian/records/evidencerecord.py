"""Evidence records 电子取证工作记录: what two officers state about one bundle, signed, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class RecordState(models.TextChoices):
    """Made by one officer, confirmed by a second one, or given back."""

    MADE = "made"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class EvidenceRecord(Record):
    """A record of one bundle. `body` is what was stated, `statement` its signed form; the database refuses any change
    of a confirmed one.
    """

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="records")
    unit = models.ForeignKey(Unit, models.PROTECT)
    number = code_field(64, unique=True, null=True)
    digest = code_field(64)
    body = models.JSONField(default=dict)
    state = code_field(16, default=RecordState.MADE)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="made_records")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="confirmed_records")
    confirmed_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=500, blank=True, default="")
    statement = models.TextField(blank=True, default="")
    pdf = models.BinaryField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["capture"], condition=~models.Q(state="returned"), name="one_record_per_capture"
            )
        ]

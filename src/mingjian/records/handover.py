"""Handovers to public security 移交公安: findings whose content nobody in the office may see."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.finding import Finding
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class HandoverState(models.TextChoices):
    """Stated by one person with the receipt, confirmed by a second one, or given back to be done properly."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class Handover(Record):
    """That the evidence of one finding was handed to public security: to whom, how, and the number of their receipt."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="handovers")
    unit = models.ForeignKey(Unit, models.PROTECT)
    receiver = models.CharField(max_length=200)
    way = code_field(32)
    receipt_number = code_field(100)
    state = code_field(16, default=HandoverState.STATED)
    handed_on = models.DateField()
    stated_by = models.ForeignKey(Account, models.PROTECT, related_name="stated_handovers")
    stated_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_handovers")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], condition=~models.Q(state="returned"), name="one_handover_per_finding"
            )
        ]

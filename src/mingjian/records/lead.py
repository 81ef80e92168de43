"""Leads 线索: what is to be looked into, with all its sources."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class LeadState(models.TextChoices):
    """A lead is open, handled (every measure of it has its outcome), or closed without action with a reason."""

    OPEN = "open"
    HANDLED = "handled"
    CLOSED_NO_ACTION = "closed_no_action"


class Lead(Record):
    """A lead of one office about one service. One open lead per service: reports and findings join it."""

    number = code_field(64, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="leads")
    summary = models.TextField(blank=True, default="")
    victim = models.BooleanField(default=False)
    victim_because = models.CharField(max_length=500, blank=True, db_default="")
    state = code_field(24, default=LeadState.OPEN)
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="opened_leads")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="closed_leads")
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(state="open"), name="one_open_lead_per_service"
            )
        ]

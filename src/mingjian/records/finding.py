"""Findings: what the detectors hold against a service after a visit, until a person has judged it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.capturedview import CapturedView
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class FindingState(models.TextChoices):
    """Open until judged. `superseded`: a newer visit brought a newer finding. `known`: a measure is under way already."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    AGAIN = "again"
    SUPERSEDED = "superseded"
    KNOWN = "known"


class FindingOrigin(models.TextChoices):
    """A visit, with its capture; or the registers alone, without any content: such a finding convicts nobody."""

    VISIT = "visit"
    REGISTERS = "registers"


class Finding(Record):
    """A machine's finding. `marks`: detector, category, start, end, quote, surface, reason (code and params), weight, view.

    `victim`: the registered operator is the injured party (an expired domain taken over), never named in public.
    `police`: goes to the police path and its content is never shown. `capture` and `shown_view` are empty where the
    registers alone gave the finding (`origin`).
    """

    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, models.PROTECT)
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, related_name="findings")
    shown_view = models.ForeignKey(CapturedView, models.PROTECT, null=True)
    origin = code_field(16, default=FindingOrigin.VISIT, db_default=FindingOrigin.VISIT)
    verdict = code_field(16)
    score = models.FloatField()
    categories = ArrayField(code_field(32), default=list)
    context = code_field(16)
    marks = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    model = code_field(64)
    victim = models.BooleanField(default=False)
    police = models.BooleanField(default=False)
    state = code_field(16, default=FindingState.OPEN)
    found_at = models.DateTimeField()
    judged_by = models.ForeignKey(Account, models.PROTECT, null=True)
    judged_at = models.DateTimeField(null=True)
    judged_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(state="open"), name="one_open_finding_per_service"
            )
        ]
        indexes = [models.Index(fields=["unit", "-score"], condition=models.Q(state="open"), name="finding_open")]

"""Outcomes: what a later visit proved of a measure."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.measure import Measure
from mingjian.records.recheck import Recheck


class OutcomeResult(models.TextChoices):
    """What the visit showed; `back` and `not_back` of a measure that was lifted; `unclear` proves nothing."""

    VERIFIED = "verified"
    FAILED = "failed"
    REAPPEARED = "reappeared"
    BACK = "back"
    NOT_BACK = "not_back"
    UNCLEAR = "unclear"


class Outcome(Record):
    """The result of one recheck with the capture that proves it. `reasons` are codes with params."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="outcomes")
    recheck = models.OneToOneField(Recheck, models.PROTECT, related_name="outcome")
    capture = models.ForeignKey(Capture, models.PROTECT)
    result = code_field(16)
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()

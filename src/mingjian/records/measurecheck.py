"""Checks by an officer: what was seen of a measure that no visit can show, with the digest of what was seen."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.measure import Measure


class MeasureCheck(Record):
    """One check. `how` is a word of `law.measure_kind` (`verified_by`); `digest` of the capture, record, answer or look-up."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="checks")
    how = code_field(24)
    seen_on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT)
    holds = models.BooleanField()
    note = models.CharField(max_length=1000)
    capture = models.ForeignKey(Capture, models.PROTECT, null=True)
    digest = code_field(64)
    result = code_field(16)
    made_at = models.DateTimeField()

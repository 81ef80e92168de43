"""Rechecks: "this visit because of that measure"."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.measure import Measure
from mingjian.records.visit import Visit


class Recheck(Record):
    """A later look at the service of a measure. `step` is "1h", "1d", "7d", "30d", "90d", "hand" or "spot"; `visit` is empty until due.

    `wanted` is what the visit should show: "gone" while the measure holds, "back" after it was lifted.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="rechecks")
    step = code_field(8)
    due_at = models.DateTimeField()
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, related_name="recheck")
    wanted = code_field(8, db_default="gone")
    cancelled = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(visit=None, cancelled=False), name="recheck_waiting")
        ]

"""One run of a patrol plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.patrolplan import PatrolPlan
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class RunState(models.TextChoices):
    """A run is worked off, held, done, or stopped by hand."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


class PatrolRun(Record):
    """A run: its visits are the rows that workers claim. `started_by` is empty when the schedule started it."""

    plan = models.ForeignKey(PatrolPlan, models.PROTECT, related_name="runs")
    unit = models.ForeignKey(Unit, models.PROTECT)
    state = code_field(16, default=RunState.RUNNING)
    started_by = models.ForeignKey(Account, models.PROTECT, null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

"""Patrol plans: which services are visited, how often, in which views."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class PatrolPlan(Record):
    """A plan of one office for its subtree. `every_hours` 0 means by hand only; empty `tiers` means all tiers."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    name = models.CharField(max_length=100)
    tiers = ArrayField(models.PositiveSmallIntegerField(), default=list)
    views = ArrayField(code_field(16), default=list)
    every_hours = models.PositiveIntegerField(default=24)
    active = models.BooleanField(default=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    def __str__(self) -> str:
        return self.name

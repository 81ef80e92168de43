"""Patrol plans: which services are visited, how often, in which views, by which detectors they are judged."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class PatrolPlan(Record):
    """A plan of one office for its subtree, or for the part of it under the path `area`. `every_hours` 0: by hand only.

    `tiers`, `sectors` (of the operator), `categories` (of the service) and `tags` (campaigns) narrow it; empty means all.
    `tier_views` gives a tier ("1", "2", "3") views of its own instead of `views`. Empty `detectors` means all of them.
    Between `quiet_from` and `quiet_until` (Asia/Shanghai, may pass midnight) no visit of the plan begins.
    """

    unit = models.ForeignKey(Unit, models.PROTECT)
    name = models.CharField(max_length=100)
    tiers = ArrayField(models.PositiveSmallIntegerField(), default=list)
    views = ArrayField(code_field(16), default=list)
    every_hours = models.PositiveIntegerField(default=24)
    active = models.BooleanField(default=True)
    area = code_field(200, blank=True, default="", db_default="")
    sectors = ArrayField(code_field(32), default=list, db_default=[])
    categories = ArrayField(code_field(32), default=list, db_default=[])
    tags = ArrayField(code_field(40), default=list, db_default=[])
    tier_views = models.JSONField(default=dict, db_default={})
    detectors = ArrayField(code_field(48), default=list, db_default=[])
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    def __str__(self) -> str:
        return self.name

"""Series of document and record numbers: one per office, kind and year, without gaps."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.unit import Unit


class NumberSeries(Record):
    """The last number given. Its row is locked by the act that takes the next one."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    kind = code_field(32)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="one_series")]

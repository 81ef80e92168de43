"""Counts of the board of cases, kept as a rollup: an act folds the changes in, a page adds the tail."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import code_field
from mingjian.records.unit import Unit


class BoardCount(models.Model):
    """How many cases of an office have a key. `kind` "stage": key is the stage; "due": the due day of an open case."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    kind = code_field(8)
    key = code_field(24)
    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "key"], name="one_count_per_key")]


class BoardChange(models.Model):
    """One change of a count, written in the transaction of the act that caused it; nothing is locked for it."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    kind = code_field(8)
    key = code_field(24)
    change = models.SmallIntegerField()

"""Deputations 代理: who approves while the head of an office is away."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record
from mingjian.records.unit import Unit


class Deputation(Record):
    """`deputy` stands in for `absent` from `first` to `last`, both days included; `ended_on` ends it earlier."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="deputations")
    absent = models.ForeignKey(Account, models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Account, models.PROTECT, related_name="deputations")
    first = models.DateField()
    last = models.DateField()
    ended_on = models.DateField(null=True)
    because = models.CharField(max_length=500)
    appointed_by = models.ForeignKey(Account, models.PROTECT, related_name="appointed_deputations")
    appointed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "last"], name="deputation_by_last_day")]
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="deputation_days_in_order"),
            models.CheckConstraint(condition=~models.Q(absent=models.F("deputy")), name="deputy_is_another"),
        ]

"""Tellings: how the one who is hit by a measure was told, by whom, or why not, and the code by which to object."""

from __future__ import annotations

from django.db import models

from mingjian.records.agency import Agency
from mingjian.records.base import Record, code_field
from mingjian.records.measure import Measure


class MeasureNotice(Record):
    """One telling of one measure. `by` is the executor that hands the notice on; empty when the office serves it.

    Either `told_on`, or the reason why nobody was told, or neither while the executor has not said. `code_digest` is the
    keyed digest of the one-time code on the notice; the code itself is never kept.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="notices")
    by = models.ForeignKey(Agency, models.PROTECT, null=True)
    way = code_field(32, blank=True, default="")
    told_on = models.DateField(null=True)
    not_told_because = models.CharField(max_length=500, blank=True, default="")
    code_digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()

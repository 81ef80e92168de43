"""Folded keys of a bulk return: what it holds, small enough to be compared with everything else."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.bulkreturn import BulkReturn


class BulkReturnFold(Record):
    """The keys of the rows that count, for one measure and one month (its first day).

    `keys` are keyed digests of 16 bytes each, distinct and ascending, one after the other; `count` is how many.
    300,000 rows are 4.8 MB in a handful of rows of this table. The order of the day within the month is not kept.
    """

    bulk_return = models.ForeignKey(BulkReturn, models.PROTECT, related_name="folds")
    measure = code_field(48)
    month = models.DateField()
    count = models.IntegerField()
    keys = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk_return", "measure", "month"], name="one_fold_a_month"),
        ]

"""Sampled rows of a bulk return, each judged by an officer."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.bulkreturn import BulkReturn


class SampleResult(models.TextChoices):
    """What the officer found."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    FALSE = "false"


class BulkReturnSample(Record):
    """One row of the sample. `position` counts the draws from 1, `row` is the row of the file the draw fell on.

    `seen_how` says how it was checked (a code), `note` what was seen, `evidence` the SHA-256 of a file kept with it.
    """

    bulk_return = models.ForeignKey(BulkReturn, models.PROTECT, related_name="sample")
    position = models.IntegerField()
    row = models.IntegerField()
    key = models.BinaryField()
    content = models.JSONField()
    result = code_field(16, default=SampleResult.OPEN)
    seen_how = code_field(32, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")
    evidence = code_field(64, blank=True, default="")
    judged_by = models.ForeignKey(Account, models.PROTECT, null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk_return", "position"], name="one_row_a_draw"),
        ]

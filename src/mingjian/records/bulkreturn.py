"""Bulk returns 批量报送: a file in which a platform or an operator reports what it has done to accounts, items, numbers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.agency import Agency
from mingjian.records.base import Record, code_field
from mingjian.records.returnlink import ReturnLink
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class ReturnState(models.TextChoices):
    """The path of a return; only an accepted one counts."""

    SUBMITTED = "submitted"
    UNREADABLE = "unreadable"
    CHECKED = "checked"
    SAMPLED = "sampled"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


LIVE = (ReturnState.SUBMITTED, ReturnState.CHECKED, ReturnState.SAMPLED, ReturnState.ACCEPTED)


class BulkReturn(Record):
    """A return of one reporter for a category ("accounts", "items", "numbers"), a period and a campaign ("" for none).

    `digest` is the SHA-256 of the file as it came; the file itself lies sealed in the evidence store under `sealed`, the
    checked rows as Parquet under `rows_digest`. `rows` are all rows, `counted` those that may count, `repeated` those
    whose key an earlier row of the file has; `problems` says how many rows have each problem. `seed` (hex) comes from
    the head of the log of `seed_size` leaves. `judged` holds the sample's result and the rule that followed from it.
    """

    number = code_field(64, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    reporter = models.ForeignKey(Agency, models.PROTECT, related_name="returns")
    link = models.ForeignKey(ReturnLink, models.PROTECT, null=True, related_name="returns")
    category = code_field(16)
    period = code_field(16)
    first_day = models.DateField()
    last_day = models.DateField()
    campaign = code_field(64, blank=True, default="")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    filename = models.CharField(max_length=200)
    format = code_field(8)
    encoding = code_field(16, blank=True, default="")
    size = models.BigIntegerField()
    digest = code_field(64, db_index=True)
    sealed = code_field(64)
    state = code_field(16, default=ReturnState.SUBMITTED)
    received_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="received_returns")
    received_at = models.DateTimeField()
    read_so_far = models.IntegerField(default=0)
    refusal = models.JSONField(default=dict)
    rows = models.IntegerField(default=0)
    counted = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0)
    problems = models.JSONField(default=dict)
    unread_columns = models.JSONField(default=list)
    rows_digest = code_field(64, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    seed = code_field(64, blank=True, default="")
    seed_size = models.BigIntegerField(null=True)
    sample_size = models.IntegerField(default=0)
    drawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="drawn_samples")
    drawn_at = models.DateTimeField(null=True)
    judged = models.JSONField(default=dict)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_returns")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=1000, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-received_at"], name="return_by_state"),
            models.Index(fields=["category", "first_day", "last_day"], name="return_by_period"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "category", "period", "campaign"],
                condition=models.Q(state__in=LIVE, corrects=None),
                name="one_return_a_period",
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=models.Q(state__in=LIVE), name="one_correction_at_a_time"
            ),
        ]

"""Measures 处置: what the office orders, from the proposal to the proof."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from mingjian.records.account import Account
from mingjian.records.agency import Agency
from mingjian.records.base import Record, code_field
from mingjian.records.case import Case
from mingjian.records.lead import Lead
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.subject import Subject
from mingjian.records.unit import Unit


class MeasureState(models.TextChoices):
    """The path of a measure; nothing counts before `executed`."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ORDERED = "ordered"
    NOTIFIED = "notified"
    EXECUTED = "executed"
    VERIFIED = "verified"
    FAILED = "failed"
    REAPPEARED = "reappeared"
    LIFTED = "lifted"


class MeasureRows(ScopedRows["Measure"]):
    """Scope of measures."""

    def taken_part_by(self, account: Account) -> Self:
        """Joint measures in which an office of the account's subtree takes part; for looking at, never for acting on."""
        codes = list(Unit.objects.seen_by(account).values_list("code", flat=True))
        return self.filter(co_offices__overlap=codes)


class Measure(Record):
    """A measure against a service or subject. `basis` keeps the row of the catalogue as it stood on the day of the proposal.

    `case`: the case whose decision imposes it; empty for measures that are no penalties of a case.
    Days are days in Asia/Shanghai; `executed_on` decides the period in which the measure counts (counting.md), `quantity`
    how many targets were hit then. `executor_kind` is a word of `law.measure_kind` (`executors`), empty for the first.
    `agreement`: what the operator agreed to, where a measure rests on that. `term_from` and `term_to`: begin and end of a
    measure for a term, or the last day of an order to correct. `restored_on`: seen to be back after it was lifted.
    A joint act is one row: `unit` leads it, `co_offices` (codes of units) take part in it, `partners` (codes of agencies)
    act with it. `campaigns` are tags; a row with two of them counts in both and once in the total.
    """

    number = code_field(64, unique=True, null=True)
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="measures")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="measures", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT)
    code = code_field(48)
    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="measures")
    subject = models.ForeignKey(Subject, models.PROTECT)
    victim = models.BooleanField(default=False)
    basis_code = code_field(32)
    basis = models.JSONField()
    facts = models.TextField()
    executor = models.ForeignKey(Agency, models.PROTECT, null=True)
    executor_kind = code_field(32, blank=True, db_default="")
    quantity = models.PositiveBigIntegerField(db_default=1)
    agreement = models.CharField(max_length=500, blank=True, db_default="")
    term_from = models.DateField(null=True)
    term_to = models.DateField(null=True)
    state = code_field(16, default=MeasureState.PROPOSED)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="proposed_measures")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_measures")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True, default="")
    ordered_on = models.DateField(null=True)
    notified_on = models.DateField(null=True)
    notified_way = code_field(32, blank=True, default="")
    not_told_because = models.CharField(max_length=500, blank=True, default="")
    notice = models.TextField(blank=True, default="")
    executed_on = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    failed_on = models.DateField(null=True)
    executor_answer = models.CharField(max_length=500, blank=True, default="")
    answer_digest = code_field(64, blank=True, default="")
    lifting_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="proposed_liftings")
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="approved_liftings")
    lifted_on = models.DateField(null=True)
    lifted_because = models.CharField(max_length=500, blank=True, default="")
    restored_on = models.DateField(null=True)
    co_offices = ArrayField(code_field(32), default=list, db_default=[])
    partners = ArrayField(code_field(64), default=list, db_default=[])
    campaigns = ArrayField(code_field(64), default=list, db_default=[])

    objects: ClassVar[Any] = MeasureRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-proposed_at"], name="measure_by_state"),
            models.Index(fields=["code", "executed_on"], name="measure_by_execution"),
            models.Index(fields=["case"], name="measure_of_case"),
            models.Index(fields=["-proposed_at", "-id"], name="measure_newest"),
            models.Index(fields=["state", "-proposed_at", "-id"], name="measure_newest_by_state"),
            models.Index(fields=["unit", "-proposed_at", "-id"], name="measure_newest_of_unit"),
            GinIndex(fields=["campaigns"], name="measure_by_campaign"),
            models.Index(fields=["-proposed_at"], name="measure_newest_tagged", condition=~models.Q(campaigns=[])),
        ]

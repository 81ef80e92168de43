"""Cases 案件: the head of each case, a projection of its steps that boards and lists read."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.caseimport import CaseImport
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.subject import Subject
from mingjian.records.unit import Unit

NEVER = datetime.date(9999, 12, 31)
"""Stands in `sorted_due` for a case that waits for no day, so that boards sort and page on one column."""


class Case(Record):
    """The head of a case. What the steps say is never written here first: the head is rebuilt from them (`office.cases`).

    `stage`, `outcome`: codes of `law.case`. `due`: the last day of the next clock that runs, `due_rule` its period,
    `due_step` the step it bounds, `due_provisional` whether a year's holiday notice is missing. `open`: not closed,
    archived, or left unfiled. `handlers`: ids of accounts. `waiting`: kinds of steps proposed and not approved yet.
    `length`: the number of steps added up, `last_day` the day of the last. `void`: taken over by an import that was
    undone; such a case is shown nowhere.
    """

    number = code_field(64)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases")
    title = models.CharField(max_length=200)
    party_name = models.CharField(max_length=200)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="cases")
    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="cases")
    brought_by = models.ForeignKey(CaseImport, models.PROTECT, null=True, related_name="cases")
    void = models.BooleanField(default=False)
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="opened_cases")
    opened_on = models.DateField()
    stage = code_field(24, default="registered")
    outcome = code_field(24, default="open")
    open = models.BooleanField(default=True)
    due = models.DateField(null=True)
    due_rule = code_field(48, blank=True, default="")
    due_step = code_field(48, blank=True, default="")
    due_provisional = models.BooleanField(default=False)
    sorted_due = models.DateField(default=NEVER)
    bases = ArrayField(code_field(32), default=list)
    handlers = ArrayField(models.UUIDField(), default=list)
    waiting = ArrayField(code_field(48), default=list)
    length = models.PositiveIntegerField(default=0)
    last_day = models.DateField(null=True)
    updated_at = models.DateTimeField()

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=models.Q(void=False), name="one_case_per_number"),
            models.UniqueConstraint(
                fields=["unit", "year", "serial"], condition=models.Q(void=False), name="one_case_per_serial"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "sorted_due", "id"],
                condition=models.Q(open=True, void=False),
                name="case_by_due",
            ),
            models.Index(
                fields=["unit", "stage", "sorted_due", "id"],
                condition=models.Q(void=False),
                name="case_by_stage",
            ),
            models.Index(
                fields=["unit", "sorted_due", "id"],
                condition=models.Q(void=False) & ~models.Q(waiting=[]),
                name="case_that_waits",
            ),
            GinIndex(fields=["handlers"], condition=models.Q(open=True, void=False), name="case_by_handler"),
            models.Index(
                fields=["party_name"],
                opclasses=["varchar_pattern_ops"],
                condition=models.Q(void=False),
                name="case_by_party",
            ),
            models.Index(
                fields=["title"],
                opclasses=["varchar_pattern_ops"],
                condition=models.Q(void=False),
                name="case_by_title",
            ),
        ]

    def __str__(self) -> str:
        return self.number

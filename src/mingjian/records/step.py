"""Steps 办案步骤: the append-only sequence that a case is."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.case import Case


class Step(Record):
    """One step as `law.steps.Step` keeps it. The database refuses UPDATE, DELETE and TRUNCATE.

    `seq` counts from 1 within the case. `day` is the day of the step in Asia/Shanghai, `at` the moment where the hour
    matters. `by`: the officers as they were on that day (roles, office, card). `facts`: JSON as `law` defines them.
    `key`: whoever sends the same key again gets the same step, once. `entered_by`: who wrote it down (None: the system
    or the party). `acting_for`: the head in whose place an acting approver approved. `on_paper`: taken over from the
    paper file by an import.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    kind = code_field(48)
    day = models.DateField()
    at = models.DateTimeField(null=True)
    by = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    key = code_field(64)
    entered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="entered_steps")
    acting_for = models.ForeignKey(Account, models.PROTECT, null=True, related_name="steps_by_deputies")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_step_per_seq"),
            models.UniqueConstraint(fields=["case", "key"], name="one_step_per_key"),
        ]

"""The people of a case: handlers, legal reviewer, hearing chair, and who was recused."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.case import Case


class PersonRole(models.TextChoices):
    """What somebody is in one case. Article: 行政处罚法 §42, §43, §58, §64."""

    HANDLER = "handler"
    LEGAL_REVIEWER = "legal_reviewer"
    HEARING_CHAIR = "hearing_chair"
    RECUSED = "recused"


class CasePerson(Record):
    """One person in one role from the step that made it so (`since`) to the step that ended it (`until`, None: still)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="people")
    account = models.ForeignKey(Account, models.PROTECT, related_name="in_cases")
    role = code_field(24)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account", "role"], condition=models.Q(until=None), name="one_role_at_a_time"
            )
        ]

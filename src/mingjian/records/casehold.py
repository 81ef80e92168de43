"""Holds on a case 卷宗保全: while one stands, nothing of the case may be destroyed or withdrawn."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.case import Case


class CaseHold(Record):
    """One hold with its reason (a suit, an audit, a request of the procuratorate); it stands while `lifted_at` is empty."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    because = models.CharField(max_length=500)
    letter = code_field(100, blank=True, default="")
    placed_by = models.ForeignKey(Account, models.PROTECT, related_name="placed_case_holds")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="lifted_case_holds")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=500, blank=True, default="")

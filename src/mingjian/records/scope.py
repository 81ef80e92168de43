"""Scope: which rows an account may see. An office sees its own subtree; the province sees all."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.unit import Unit

Row = TypeVar("Row", bound=models.Model)


class ScopedRows(models.QuerySet[Row]):
    """Rows that belong to an office by their own column `unit`."""

    def seen_by(self, account: Account) -> Self:
        """Rows of the account's office and the offices below it."""
        units: Any = Unit.objects.seen_by(account).values("id")
        return self.filter(unit__in=units)

"""Offices of the province, its cities and counties, as a tree; an office sees its own subtree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from mingjian.records.base import Record, code_field

if TYPE_CHECKING:
    from mingjian.records.account import Account


class Level(models.TextChoices):
    """Levels of an office, lowest last; competence depends on it."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class UnitRows(models.QuerySet["Unit"]):
    """Scope of units."""

    def seen_by(self, account: Account) -> UnitRows:
        """The account's own office and every office below it."""
        return self.filter(path__startswith=account.unit.path)


class Unit(Record):
    """An office. `path` is the codes from the province down, each followed by a dot, so a subtree is a prefix."""

    code = code_field(32, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    level = code_field(16)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = code_field(200, unique=True)

    objects = UnitRows.as_manager()

    def __str__(self) -> str:
        return self.name_zh

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

    @property
    def territory_zh(self) -> str:
        """The office's territory in Chinese: 榕江省 of 榕江省网信办."""
        return self.name_zh.removesuffix("网信办")

    @property
    def territory_en(self) -> str:
        """The office's territory in English: Rongjiang Province of Rongjiang Provincial Cyberspace Office."""
        place = self.name_en.removesuffix(" Cyberspace Office")
        return f"{place.removesuffix('Provincial')}Province" if place.endswith(" Provincial") else place

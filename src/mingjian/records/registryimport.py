"""Imports of registry files 备案与域名注册数据: one file that the office received, taken in whole or not at all."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class ImportState(models.TextChoices):
    """Taken in, or taken back."""

    TAKEN = "taken"
    UNDONE = "undone"


class RegistryImport(Record):
    """One file. `digest` is its SHA-256 (hex): the same file is taken in once; `as_of` the day its issuer states."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    digest = code_field(64)
    as_of = models.DateField()
    rows = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    state = code_field(16, default=ImportState.TAKEN)
    taken_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="taken_imports")
    taken_at = models.DateTimeField()
    undone_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="undone_imports")
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "digest"], condition=models.Q(state="taken"), name="one_import_per_file"
            )
        ]

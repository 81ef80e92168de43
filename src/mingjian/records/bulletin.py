"""Bulletins 通报: the public account of a period, with the rows behind each figure."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class BulletinState(models.TextChoices):
    """Drafted by one person, approved and issued by another."""

    DRAFT = "draft"
    ISSUED = "issued"
    DISCARDED = "discarded"


class Bulletin(Record):
    """A bulletin of an office for a period ("2026Q4", "2026-11"). `figures` keeps key, value and the ids of the rows counted."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    period = code_field(16)
    first_day = models.DateField()
    last_day = models.DateField()
    as_of = models.DateTimeField()
    figures = models.JSONField(default=list)
    text_zh = models.TextField()
    text_en = models.TextField()
    digest = code_field(64)
    state = code_field(16, default=BulletinState.DRAFT)
    drafted_by = models.ForeignKey(Account, models.PROTECT, related_name="drafted_bulletins")
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="issued_bulletins")
    issued_at = models.DateTimeField(null=True)
    statement = models.TextField(blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

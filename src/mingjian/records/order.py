"""Orders to executors 交办函: one signed letter with many items."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.agency import Agency
from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class OrderAct(models.TextChoices):
    """What the letter asks for: to carry measures out, or to undo lifted ones."""

    EXECUTE = "execute"
    RESTORE = "restore"


class OrderState(models.TextChoices):
    """Out with the executor, every item answered, or taken back before any was."""

    OUT = "out"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Order(Record):
    """A letter to one executor. `due_on` is the last day for answers; `fetched_at` when it was first taken over.

    `fetched_way`: "api", or "file" where an officer took the file out to hand it over. `package` is the signed file as
    it was made, encrypted with a key outside of the database; `digest` its SHA-256 in clear.
    """

    number = code_field(64, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    executor = models.ForeignKey(Agency, models.PROTECT, related_name="orders")
    act = code_field(16, default=OrderAct.EXECUTE)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="made_orders")
    made_at = models.DateTimeField()
    sent_on = models.DateField()
    due_on = models.DateField()
    state = code_field(16, default=OrderState.OUT)
    items_count = models.PositiveBigIntegerField()
    fetched_at = models.DateTimeField(null=True)
    fetched_way = code_field(8, blank=True, default="")
    package = models.BinaryField(default=bytes)
    digest = code_field(64, blank=True, default="")
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-made_at"], name="order_by_unit"),
            models.Index(fields=["executor", "state", "id"], name="order_by_executor"),
        ]

    def __str__(self) -> str:
        return self.number

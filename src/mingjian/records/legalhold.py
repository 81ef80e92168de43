"""Legal holds 证据保全: as long as one stands, a bundle may not be destroyed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record
from mingjian.records.capture import Capture
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class LegalHold(Record):
    """A hold on one bundle with its reason (a case, a suit, a request of the prosecutor). Open while `lifted_at` is empty."""

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="holds")
    unit = models.ForeignKey(Unit, models.PROTECT)
    because = models.CharField(max_length=500)
    placed_by = models.ForeignKey(Account, models.PROTECT, related_name="placed_holds")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="lifted_holds")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

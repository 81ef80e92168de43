"""Destructions 依法销毁: a bundle whose content the law no longer lets the office keep."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class DestructionState(models.TextChoices):
    """Asked for by one person, refused or approved by another, and done once key and file are gone."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    APPROVED = "approved"
    DONE = "done"


class Destruction(Record):
    """A destruction of one bundle: `ground` is a code of `law.destruction`, `sealed` the digest the log keeps of it."""

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="destructions")
    unit = models.ForeignKey(Unit, models.PROTECT)
    ground = code_field(32)
    because = models.CharField(max_length=500)
    sealed = code_field(64, blank=True, default="")
    state = code_field(16, default=DestructionState.PROPOSED)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="proposed_destructions")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_destructions")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True, default="")
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["capture"], condition=~models.Q(state="refused"), name="one_destruction_per_capture"
            )
        ]

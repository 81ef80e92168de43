"""Events: every act, and every reading of a report or a case, as one row of an append-only table."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.unit import Unit


class Event(Record):
    """What happened, past tense. `actor` is empty when the system acted or the public did.

    The database refuses UPDATE, DELETE and TRUNCATE. Two columns are the database's alone, `seq` and `xid`: rows whose
    `xid` lies below the oldest running transaction can no longer be preceded by a late commit, so the sealer takes those.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(Account, models.PROTECT, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    verb = code_field(48)
    kind = code_field(32)
    object_id = models.UUIDField(null=True)
    content = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "at"], name="event_by_object")]

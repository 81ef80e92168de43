"""Tokens by which an executor's own system fetches its orders and answers them."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.agency import Agency
from mingjian.records.base import Record


class ExecutorToken(Record):
    """A token of one executor. Only its keyed digest is kept; it ends on `expires_on` (the day included) or when revoked."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.BinaryField(unique=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="made_tokens")
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="revoked_tokens")
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

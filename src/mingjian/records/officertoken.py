"""Tokens by which an officer's own program reads cases as that officer may read them."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record


class OfficerToken(Record):
    """A token of one officer. Only its keyed digest is kept; it ends on `expires_on` (the day included) or when revoked."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="revoked_officer_tokens")
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

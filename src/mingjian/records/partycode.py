"""Codes on a notice that open the party's side of a case; only their digests are kept."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.party import Party


class PartyCode(Record):
    """One code given to one party. `digest`: a slow digest of the code with its `salt`. `wrong`: how often a wrong one came.

    It opens nothing before `given_at`, from `expires_at` on, or once `revoked_at` stands; `used_at`: first opened.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="codes")
    reference = code_field(32, unique=True)
    salt = models.BinaryField()
    digest = models.BinaryField()
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="given_party_codes")
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)

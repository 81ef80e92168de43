"""Cosignings of logs: heads of other offices' logs that we cosigned as witness, and heads of ours that others cosigned."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.unit import Unit


class Cosigning(Record):
    """One cosigned head. `own` is true for our log; `note` is the signed note with the cosignature. Append-only."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    own = models.BooleanField()
    origin = code_field(200)
    size = models.BigIntegerField()
    root = models.BinaryField()
    note = models.TextField()
    witness = code_field(200)
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["origin", "-size"], name="cosigning_by_log")]

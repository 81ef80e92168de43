"""Files that a party handed in with what it stated or asked for; kept sealed in the evidence store."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.party import Party
from mingjian.records.step import Step


class PartyFile(Record):
    """One file. `kind`: as its bytes say (`papers.handed_in.TYPES`); `size` in bytes; `digest`: SHA-256 of its bytes, in hex.

    `address`: where the encrypted file lies in the evidence store. It is never opened by a program of the office's server.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="files")
    step = models.ForeignKey(Step, models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    kind = code_field(8)
    size = models.PositiveIntegerField()
    digest = code_field(64)
    address = code_field(64)
    handed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "digest"], name="one_file_per_step_and_digest")]

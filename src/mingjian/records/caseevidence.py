"""Evidence 证据 of a case: each piece by its digest, with the rule it was taken under and who took it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.case import Case


class CaseEvidence(Record):
    """One piece. `kind`: one of the eight of 行政处罚法 §46; `takers`: ids of accounts; `capture`: where a visit took it.

    `digest` is SHA-256 in hex; a file that is no capture lies in the evidence store under it. `lawful_basis` is never
    empty for a piece that is used.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence")
    digest = code_field(64)
    kind = code_field(24)
    capture = models.ForeignKey(Capture, models.PROTECT, null=True, related_name="as_evidence")
    lawful_basis = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=2000, blank=True, default="")
    tool = models.CharField(max_length=200, blank=True, default="")
    record = models.CharField(max_length=200, blank=True, default="")
    takers = ArrayField(models.UUIDField(), default=list)
    taken_on = models.DateField()
    reviewed = models.BooleanField(default=False)
    excluded = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="one_piece_per_digest")]

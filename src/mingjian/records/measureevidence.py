"""The evidence a measure rests on, by the digest that the proposer and the approver saw."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.measure import Measure


class MeasureEvidence(Record):
    """One capture under one measure. `digest` repeats the capture's, as it was shown when the measure was proposed."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="evidence")
    capture = models.ForeignKey(Capture, models.PROTECT)
    digest = code_field(64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "capture"], name="one_evidence_row")]

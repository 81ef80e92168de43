"""Which leads a case was opened from."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record
from mingjian.records.case import Case
from mingjian.records.lead import Lead


class CaseLead(Record):
    """One lead behind a case; a case keeps all of them, with their sources and captures."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="leads")
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="cases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "lead"], name="one_row_per_lead_of_case")]

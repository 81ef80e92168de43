"""Where a lead came from: the five kinds of source of the procedure provisions, with the finding or report behind it."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.finding import Finding
from mingjian.records.lead import Lead
from mingjian.records.report import Report


class SourceKind(models.TextChoices):
    """Kinds of source.

    Article: 网信部门行政执法程序规定 §17.
    """

    INSPECTION = "inspection"
    REPORT = "report"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    OTHER = "other"


class LeadSource(Record):
    """One source of a lead: exactly one of `finding` and `report`."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="sources")
    kind = code_field(16)
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, related_name="lead_source")
    report = models.OneToOneField(Report, models.PROTECT, null=True, related_name="lead_source")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finding__isnull=True) ^ models.Q(report__isnull=True), name="one_source_per_row"
            )
        ]

"""Publications 公开: a measure or a decision shown to everybody, after a test, by two people, until a day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.case import Case
from mingjian.records.measure import Measure
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class PublicationState(models.TextChoices):
    """Proposed by one person, published by another; taken back with reasons, or over when its time is."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Publication(Record):
    """The public statement of one measure, or of the decision of one case.

    `test` holds the answers of the test of social impact with their reasons, `masked` the codes of what is masked,
    `statement` what the public reads, frozen when it was proposed. `shown_until` is the last day of display. `fell_on`
    is the day on which the decision was changed or annulled: from it the term to take the statement back runs.
    """

    number = code_field(64, unique=True, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="publications")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="publications")
    test = models.JSONField()
    minor = models.BooleanField(default=False)
    masked = models.JSONField(default=list)
    statement = models.JSONField()
    digest = code_field(64)
    state = code_field(16, default=PublicationState.PROPOSED)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="proposed_publications")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_publications")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True, default="")
    published_on = models.DateField(null=True)
    shown_until = models.DateField(null=True)
    fell_on = models.DateField(null=True)
    fell_because = models.CharField(max_length=500, blank=True, default="")
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="withdrawn_publications")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-published_on"], name="publication_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=models.Q(state__in=["proposed", "published"]),
                name="one_publication_a_measure",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=["proposed", "published"]),
                name="one_publication_a_case",
            ),
            models.CheckConstraint(
                condition=models.Q(measure=None) ^ models.Q(case=None), name="publication_of_one_thing"
            ),
        ]

"""Visits: one service, once, in all views of the plan; also the queue that the workers claim from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.patrolrun import PatrolRun
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class VisitState(models.TextChoices):
    """Waiting to be claimed, claimed by a worker, done, or not to be done any more."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"
    DROPPED = "dropped"


class Visit(Record):
    """A visit to a service. `run` is empty for visits made because of a measure. A claim ends at `claimed_until`.

    `claimed_until` and `not_before` follow the machine's clock. `claims`: how often a worker took it. `unchanged`: the
    server said that nothing changed since the last visit. `changes`: what differs from then, as a list of {kind, view,
    before, after}.
    `address` is where to look if that is not the service's own: the page of a store, or of one item. Such a visit is
    no visit to the service: nothing on it is held against the service, and it is not compared with other visits.
    """

    run = models.ForeignKey(PatrolRun, models.PROTECT, null=True, related_name="visits")
    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Unit, models.PROTECT)
    address = code_field(2000, blank=True, db_default="")
    views = ArrayField(code_field(16), default=list)
    state = code_field(16, default=VisitState.WAITING)
    claimed_by = code_field(64, blank=True, default="")
    claimed_until = models.DateTimeField(null=True)
    visited_at = models.DateTimeField(null=True)
    reached = models.BooleanField(null=True)
    problem = models.CharField(max_length=1000, blank=True, default="")
    claims = models.BigIntegerField(default=0, db_default=0)
    not_before = models.DateTimeField(null=True)
    unchanged = models.BooleanField(default=False, db_default=False)
    changes = models.JSONField(default=list, db_default=[])

    objects: ClassVar[Any] = ScopedRows.as_manager()

    @property
    def where(self) -> str:
        """The address to look at: the visit's own, else the service's."""
        return self.address or self.service.address

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "service"], name="one_visit_per_run_and_service")]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="visit_waiting"),
            models.Index(fields=["service", "-visited_at"], name="visit_by_service"),
            models.Index(fields=["run", "id"], condition=models.Q(state__in=["waiting", "claimed"]), name="visit_open"),
            models.Index(fields=["claimed_until"], condition=models.Q(state="claimed"), name="visit_claimed"),
        ]

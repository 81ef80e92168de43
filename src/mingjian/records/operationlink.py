"""Links between services of one operation: proposed from their traces, confirmed or dismissed by an officer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class LinkState(models.TextChoices):
    """Proposed until a person has judged it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class OperationLink(Record):
    """The same operation on two services: `earlier` was known first, `later` came back. `reasons` are codes with params.

    `capture` is the one of the later service that showed the traces.
    """

    earlier = models.ForeignKey(OnlineService, models.PROTECT, related_name="links_onward")
    later = models.ForeignKey(OnlineService, models.PROTECT, related_name="links_back")
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="links")
    unit = models.ForeignKey(Unit, models.PROTECT)
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = code_field(16, default=LinkState.PROPOSED)
    proposed_at = models.DateTimeField()
    judged_by = models.ForeignKey(Account, models.PROTECT, null=True)
    judged_at = models.DateTimeField(null=True)
    judged_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["earlier", "later"], name="one_link_per_pair")]
        indexes = [models.Index(fields=["unit", "state", "-proposed_at"], name="link_by_state")]

"""Switches of the model that judges: asked for by one person, made by another, taken back at any time."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.detectionmodel import DetectionModel
from mingjian.records.unit import Unit


class SwitchState(models.TextChoices):
    """Asked until a second person has made or refused it, or the first has withdrawn it."""

    ASKED = "asked"
    MADE = "made"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ModelSwitch(Record):
    """One change of the model that judges. No model means the one that ships with the software.

    The newest switch that was made says which model judges now. `back`: a return to what judged before, which one
    person may make at once. `before`: the version that judged until then.
    """

    unit = models.ForeignKey(Unit, models.PROTECT)
    model = models.ForeignKey(DetectionModel, models.PROTECT, null=True, related_name="switches")
    back = models.BooleanField(default=False)
    before = code_field(64, default="")
    state = code_field(16, default=SwitchState.ASKED)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="asked_model_switches")
    asked_at = models.DateTimeField()
    asked_because = models.CharField(max_length=500)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_model_switches")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="asked"), name="one_switch_asked_for")
        ]
        indexes = [models.Index(fields=["-decided_at"], condition=models.Q(state="made"), name="switch_made")]

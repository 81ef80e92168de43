"""Changes of the office's signing keys: asked for by one person, approved by another, then carried out in the key folder."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.unit import Unit


class RotationState(models.TextChoices):
    """Asked until a second person has approved or refused it, or the first has withdrawn it; done once the keys are new."""

    ASKED = "asked"
    APPROVED = "approved"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class KeyRotation(Record):
    """One change of keys. No secret stands here: `statement` is the signed introduction of the new public keys.

    `retired` and `successor` are verifier keys, one a line. The moment of the decision names the change in the folder.
    """

    unit = models.ForeignKey(Unit, models.PROTECT)
    state = code_field(16, default=RotationState.ASKED)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="asked_key_rotations")
    asked_at = models.DateTimeField()
    asked_because = models.CharField(max_length=500)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_key_rotations")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True, default="")
    done_at = models.DateTimeField(null=True)
    retired = models.TextField(blank=True, default="")
    successor = models.TextField(blank=True, default="")
    statement = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(state__in=("asked", "approved")), name="one_rotation_at_a_time"
            )
        ]

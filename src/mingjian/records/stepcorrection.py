"""Corrections 更正 of typing errors: a record of its own beside the step, which itself is never changed."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.step import Step


class CorrectionState(models.TextChoices):
    """A correction is proposed by one person and approved or refused by another."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


class StepCorrection(Record):
    """One field of one step: the value as it was typed, the value as it should be, why, and who agreed.

    Approved corrections are laid over the facts of the step whenever the case is added up; both values stay readable.
    """

    step = models.ForeignKey(Step, models.PROTECT, related_name="corrections")
    field = code_field(48)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    because = models.CharField(max_length=500)
    state = code_field(16, default=CorrectionState.PROPOSED)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="proposed_corrections")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_corrections")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step", "field"], condition=models.Q(state="proposed"), name="one_open_correction_per_field"
            )
        ]

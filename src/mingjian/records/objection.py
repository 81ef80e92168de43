"""Objections 异议: what those who are hit say against a measure, the executor's answer, and the office's ruling."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.measure import Measure
from mingjian.records.measurenotice import MeasureNotice
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class ObjectionState(models.TextChoices):
    """Received, answered by a first person, ruled on by a second; an upheld one lifts its measure."""

    RECEIVED = "received"
    ANSWERED = "answered"
    UPHELD = "upheld"
    REJECTED = "rejected"


class Objection(Record):
    """One objection. `notice` is the one whose code was used; empty where an officer registered a paper.

    `contact` is encrypted with a key outside of the database. `proposal` is what the first person proposes to rule:
    upheld or rejected.
    """

    number = code_field(64, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="objections")
    notice = models.OneToOneField(MeasureNotice, models.PROTECT, null=True, related_name="objection")
    statement = models.TextField()
    contact = models.BinaryField(default=bytes)
    registered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="registered_objections")
    received_at = models.DateTimeField()
    due_on = models.DateField()
    state = code_field(16, default=ObjectionState.RECEIVED)
    executor_says = models.TextField(blank=True, default="")
    executor_said_on = models.DateField(null=True)
    answer = models.TextField(blank=True, default="")
    proposal = code_field(16, blank=True, default="")
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="answered_objections")
    answered_at = models.DateTimeField(null=True)
    ruled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="ruled_objections")
    ruled_at = models.DateTimeField(null=True)
    ruling = models.TextField(blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=models.Q(state__in=["received", "answered"]),
                name="one_open_objection_per_measure",
            )
        ]
        indexes = [models.Index(fields=["unit", "state", "-received_at"], name="objection_by_state")]

"""Reminders 催办: what was not answered in time is reminded, then escalated."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.order import Order


class ReminderStep(models.TextChoices):
    """First to the executor, then to the office's head."""

    REMINDED = "reminded"
    ESCALATED = "escalated"


class Reminder(Record):
    """One reminder of one order; `waiting` items were silent on that day."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="reminders")
    step = code_field(16)
    on = models.DateField()
    waiting = models.PositiveBigIntegerField()
    text = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "step"], name="one_reminder_per_step")]

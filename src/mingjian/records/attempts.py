"""Attempts from outside, counted so that nobody floods a form or guesses a code; no address is kept."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field


class Attempts(Record):
    """How often one place tried one thing since a moment. `who` is a keyed digest of its address, new every day."""

    purpose = code_field(32)
    who = models.BinaryField()
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "who", "since"], name="one_count_of_attempts")]
        indexes = [models.Index(fields=["since"], name="attempts_by_age")]

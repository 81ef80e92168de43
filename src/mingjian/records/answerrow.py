"""Rows of an answer: what the executor said of one item, and what became of it. Append-only."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.orderanswer import OrderAnswer
from mingjian.records.orderitem import OrderItem


class RowFate(models.TextChoices):
    """Taken as it is, taken with a mark (late, corrected), or refused; always with its reasons."""

    TAKEN = "taken"
    MARKED = "marked"
    REFUSED = "refused"


class AnswerRow(Record):
    """One row. `line` is its number in the file or call, from 1; `said` what it said; `reasons` codes with params."""

    answer = models.ForeignKey(OrderAnswer, models.PROTECT, related_name="rows")
    line = models.PositiveBigIntegerField()
    item = models.ForeignKey(OrderItem, models.PROTECT, null=True, related_name="rows")
    fate = code_field(16)
    said = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "line"], name="one_row_per_line")]

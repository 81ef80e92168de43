"""Items of an order: one measure, or one target of a measure with many, and the answer that holds."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.measure import Measure
from mingjian.records.measuretarget import MeasureTarget
from mingjian.records.order import Order


class ItemResult(models.TextChoices):
    """What the executor answered; `waiting` before it did, `withdrawn` if the office took the item back."""

    WAITING = "waiting"
    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    WITHDRAWN = "withdrawn"


class OrderItem(Record):
    """One item, numbered from 1 within its letter. `evidence_digest` is the SHA-256 of what the executor keeps as its proof.

    `late`: answered after the last day. `corrected`: a later answer took the place of an earlier one.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="items")
    position = models.PositiveBigIntegerField()
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="order_items")
    target = models.ForeignKey(MeasureTarget, models.PROTECT, null=True, related_name="order_items")
    result = code_field(16, default=ItemResult.WAITING)
    answered_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="")
    reference = models.CharField(max_length=200, blank=True, default="")
    evidence_digest = code_field(64, blank=True, default="")
    late = models.BooleanField(default=False)
    corrected = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="one_item_per_position"),
            models.UniqueConstraint(
                fields=["order", "measure", "target"], nulls_distinct=False, name="one_item_per_target"
            ),
        ]
        indexes = [
            models.Index(fields=["order", "position"], condition=models.Q(result="waiting"), name="item_waiting")
        ]

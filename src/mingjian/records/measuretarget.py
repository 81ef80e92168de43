"""What a measure hits besides the service: an account, a store's listing, items of content, numbers."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.measure import Measure
from mingjian.records.platformaccount import PlatformAccount
from mingjian.records.storelisting import StoreListing


class TargetKind(models.TextChoices):
    """Kinds of targets."""

    ACCOUNT = "account"
    LISTING = "listing"
    ITEM = "item"
    NUMBER = "number"


class MeasureTarget(Record):
    """One target of a measure, in its order. An account or a listing stands alone; items and numbers may be many.

    `key` is what must be distinct when it is counted: platform and uid, platform and package, the digest of an item's
    address, the keyed digest (HMAC) of a number. `address` is an item's; a number's digits are only in `sealed`,
    encrypted with a key outside of the database, and `label` shows what may be shown. `result` is the executor's, "" until
    it answered.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="targets")
    position = models.PositiveBigIntegerField()
    kind = code_field(16)
    key = code_field(300)
    label = models.CharField(max_length=300, blank=True, default="")
    account = models.ForeignKey(PlatformAccount, models.PROTECT, null=True, related_name="targets")
    listing = models.ForeignKey(StoreListing, models.PROTECT, null=True, related_name="targets")
    address = code_field(2000, blank=True, default="")
    sealed = models.BinaryField(null=True)
    result = code_field(16, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "position"], name="one_target_per_position"),
            models.UniqueConstraint(fields=["measure", "key"], name="one_target_per_key"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="target_by_key")]

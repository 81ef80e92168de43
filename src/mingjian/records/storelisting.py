"""Listings of an app in a store, each with its own state: a delisting is per store."""

from __future__ import annotations

from django.db import models

from mingjian.records.agency import Agency
from mingjian.records.app import App
from mingjian.records.base import Record, code_field


class ListingState(models.TextChoices):
    """Whether the store shows the app; `returned` after a delisting."""

    LISTED = "listed"
    DELISTED = "delisted"
    REMOVED_BY_PUBLISHER = "removed_by_publisher"
    RETURNED = "returned"


class StoreListing(Record):
    """One app in one store. `address` is the store's page, where a visit looks; `as_of` the day of what is known."""

    app = models.ForeignKey(App, models.PROTECT, related_name="listings")
    store = models.ForeignKey(Agency, models.PROTECT, related_name="listings")
    address = code_field(2000, blank=True, default="")
    state = code_field(24, default=ListingState.LISTED)
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app", "store"], name="one_listing_per_store")]

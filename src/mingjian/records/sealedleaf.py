"""Leaves of the log: the place that the sealer gave to an event, and the digest it sealed there."""

from __future__ import annotations

from django.db import models

from mingjian.records.event import Event


class SealedLeaf(models.Model):
    """Leaf number `index` (from 0, without gaps). Append-only like the events."""

    index = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="leaf")
    digest = models.BinaryField()

"""Seals: the root over all leaves up to a size."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record


class Seal(Record):
    """The root of the tree of `size` leaves; `frontier` lets the next seal go on without reading the leaves again.

    `through_xid` and `through_seq` name the last event sealed, in the order that `Event` describes.
    """

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    through_xid = models.BigIntegerField()
    through_seq = models.BigIntegerField()
    checkpoint = models.TextField(blank=True, default="")
    sealed_at = models.DateTimeField()

"""Captures: the evidence bundle that a visit left, known by its digest."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.visit import Visit


class Capture(Record):
    """One evidence bundle. `digest` is the SHA-256 of the file, in hex; the file lies in the evidence store under it."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="capture")
    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="captures")
    digest = code_field(64)
    size = models.BigIntegerField()
    taken_at = models.DateTimeField()
    stamped = models.BooleanField(default=False)
    tool = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["digest"], name="capture_by_digest")]

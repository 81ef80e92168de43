"""Captures: the evidence bundle that a visit left, known by its digest."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.visit import Visit


class Capture(Record):
    """One evidence bundle. `digest` is the SHA-256 of the file, in hex.

    `stored`: the name under which the store holds it, encrypted under its own key (empty: in clear, under `digest`);
    `sealed`: the salted digest that the log keeps; `facts`: JSON with source and time (`capture.facts_of`); `gone_at`:
    when it was destroyed by law: then `digest` is empty too.
    """

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="capture")
    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="captures")
    digest = code_field(64)
    size = models.BigIntegerField()
    taken_at = models.DateTimeField()
    stamped = models.BooleanField(default=False)
    tool = models.CharField(max_length=100)
    stored = code_field(64, blank=True, default="", db_default="")
    sealed = code_field(64, blank=True, default="", db_default="")
    facts = models.JSONField(null=True)
    gone_at = models.DateTimeField(null=True)

    @property
    def log_name(self) -> str:
        """The name under which the log may speak of it: the salted digest, for old bundles the plain one."""
        return self.sealed or self.digest

    class Meta:
        indexes = [models.Index(fields=["digest"], name="capture_by_digest")]

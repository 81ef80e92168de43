"""Traces of who runs a service that did wrong: accounts, contacts, certificates, fingerprints, as a capture showed them."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture
from mingjian.records.onlineservice import OnlineService


class Trace(Record):
    """One trace of one service: `kind` such as "analytics:baidu" or "template", `value` what others can share.

    Kept only of captures that gave a finding; `capture` is the one that showed it first.
    """

    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="traces")
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="traces")
    kind = code_field(32)
    value = code_field(200)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value", "service"], name="one_trace_per_service")]

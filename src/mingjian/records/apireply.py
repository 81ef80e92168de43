"""Replies of the API kept under the caller's key, so that a request sent twice is done once."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.executortoken import ExecutorToken


class ApiReply(Record):
    """The reply to one POST under one `Idempotency-Key`. `request` is the SHA-256 of what was asked; `status` 0 while it runs."""

    token = models.ForeignKey(ExecutorToken, models.PROTECT, related_name="replies")
    key = code_field(200)
    request = code_field(64)
    status = models.PositiveBigIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_reply_per_key")]

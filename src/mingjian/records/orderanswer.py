"""Answers of executors as they came in, whether they could be taken or not."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.agency import Agency
from mingjian.records.base import Record, code_field
from mingjian.records.executortoken import ExecutorToken
from mingjian.records.order import Order


class OrderAnswer(Record):
    """One file or one call of an executor about one order. `digest` is the SHA-256 of the file or body.

    `taken`, `marked` and `refused` count its rows; the rows themselves say why. An officer (`by`) read a file in, a
    token sent a call.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="answers")
    executor = models.ForeignKey(Agency, models.PROTECT)
    way = code_field(8)
    name = models.CharField(max_length=200, blank=True, default="")
    digest = code_field(64)
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    token = models.ForeignKey(ExecutorToken, models.PROTECT, null=True)
    received_at = models.DateTimeField()
    taken = models.PositiveBigIntegerField(default=0)
    marked = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["order", "received_at"], name="answer_by_order")]

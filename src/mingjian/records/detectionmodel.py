"""Detection models: what the detectors learned from the office's own judgements, kept whole and never changed."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.unit import Unit


class DetectionModel(Record):
    """A local model as `./mj train` made it. The database refuses UPDATE and DELETE: a version is a version for good.

    `content`: the model file (a NumPy archive, at most a few megabytes); `digest`: SHA-256 over its arrays and
    settings, in hexadecimal. `figures`: how it does on judgements it has not seen, beside the model it was made from
    (rows, hits, misses, false_alarms, loss), and what it learned from. `canaries`: how many texts it was tried on and
    their digest; a model that raised one alarm is never stored.
    """

    unit = models.ForeignKey(Unit, models.PROTECT)
    version = code_field(64, unique=True)
    digest = code_field(64, unique=True)
    base = code_field(64)
    content = models.BinaryField()
    figures = models.JSONField()
    canaries = models.JSONField()
    trained_by = models.ForeignKey(Account, models.PROTECT, null=True)
    trained_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-trained_at"], name="model_newest")]

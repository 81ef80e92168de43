"""Attachments of an objection, as they were handed in."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.objection import Objection


class ObjectionFile(Record):
    """One attachment. `sealed` is its content, encrypted with a key outside of the database; `digest` its SHA-256 in clear."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = code_field(64)
    size = models.PositiveBigIntegerField()
    digest = code_field(64)
    sealed = models.BinaryField()

"""Filings 备案: our mirror of the telecom authority's register."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService


class FilingState(models.TextChoices):
    """Only the telecom authority changes a filing; ours is a mirror as of a day."""

    VALID = "valid"
    STALE = "stale"
    CANCELLED_BY_HOLDER = "cancelled_by_holder"
    CANCELLED_BY_AUTHORITY = "cancelled_by_authority"


class Filing(Record):
    """A filing number with its holder, as of a day."""

    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="filings")
    number = code_field(64, unique=True)
    holder = models.CharField(max_length=200)
    state = code_field(32, default=FilingState.VALID)
    as_of = models.DateField()
    source = models.CharField(max_length=200)

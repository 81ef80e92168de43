"""The clock of the entrances: UTC now, and the working day in Asia/Shanghai; in the demo it can be moved forward."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

SHANGHAI = ZoneInfo("Asia/Shanghai")


class ClockShift(models.Model):
    """By how many seconds the demo's clock runs ahead. One row; outside the demo the table stays empty and unread."""

    seconds = models.BigIntegerField(default=0)


def now() -> datetime.datetime:
    """The present moment, UTC. In the demo, moved forward by `ClockShift`."""
    present = datetime.datetime.now(datetime.UTC)
    if not settings.DEMO:
        return present
    shift = ClockShift.objects.values_list("seconds", flat=True).first() or 0
    return present + datetime.timedelta(seconds=shift)


def day_of(moment: datetime.datetime) -> datetime.date:
    """The calendar day of a moment in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def today() -> datetime.date:
    """The present day in Asia/Shanghai."""
    return day_of(now())

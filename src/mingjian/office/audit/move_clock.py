"""Move the demo's clock forward; outside the demo there is no such clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.records.clock import ClockShift
from mingjian.records.models import Account


@transaction.atomic
def move_clock(forward: timedelta, *, by: Account | None, at: datetime) -> None:
    """Move the clock of the demo forward, never back.

    Raises: BadInput, outside the demo, or for a step that is not between nothing and a year.
    """
    if not settings.DEMO:
        raise BadInput("Only the demonstration has a clock that can be moved.", "只有演示环境可以调整时钟。")
    if not timedelta(0) < forward <= timedelta(days=366):
        raise BadInput("Move the clock forward by up to a year.", "时钟只能向前拨，最多一年。")
    shift, _ = ClockShift.objects.select_for_update().get_or_create(pk=1)
    shift.seconds += int(forward.total_seconds())
    shift.save(update_fields=["seconds"])
    log_event("demo_clock_moved", None, by=by, at=at, content={"seconds": int(forward.total_seconds())})

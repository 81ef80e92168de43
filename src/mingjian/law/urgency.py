"""How near a due day is: a counted period and a day in, one of five words out, for boards and clocks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mingjian.law.calendar import WorkCalendar, shipped
from mingjian.law.counting import Due, day_of

URGENCY: dict[str, tuple[str, str]] = {
    "overdue": ("已逾期", "overdue"),
    "urgent": ("两个工作日内到期", "due within two working days"),
    "soon": ("五个工作日内到期", "due within five working days"),
    "running": ("进行中", "running"),
    "paused": ("已暂停", "paused"),
}


def working_days_left(found: Due, moment: date | datetime, *, calendar: WorkCalendar | None = None) -> int:
    """Working days after `moment` up to the due day, both as days; 0 on the due day and after it."""
    days, day, left = calendar or shipped(), day_of(moment), 0
    while day < found.day:
        day += timedelta(days=1)
        left += days.works(day)
    return left


def urgency(found: Due, moment: date | datetime, *, paused: bool = False, calendar: WorkCalendar | None = None) -> str:
    """One of `URGENCY`: overdue, within 2 working days, within 5, or running; a paused clock is only paused."""
    if paused:
        return "paused"
    if found.over(moment):
        return "overdue"
    left = working_days_left(found, moment, calendar=calendar)
    return "urgent" if left <= 2 else "soon" if left <= 5 else "running"

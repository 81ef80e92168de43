"""Preservations that lapse by themselves after seven working days: recorded by the system, once, on the day after."""

from __future__ import annotations

import datetime

from django.db import transaction

from mingjian.law.clocks import CLOCKS
from mingjian.law.course import fold, may_take
from mingjian.law.people import Officer
from mingjian.law.steps import Step as LawStep
from mingjian.office.cases.course import law_steps
from mingjian.office.cases.take_step import Sent, locked, write_step
from mingjian.records import clock
from mingjian.records.models import Case

SYSTEM = Officer("system", frozenset({"system"}))


def lapse_preservations(*, at: datetime.datetime, limit: int = 100) -> int:
    """Record the lifting of every preservation whose days are over. Returns how many were recorded.

    Article: 行政处罚法 §56，网信部门行政执法程序规定 §29.
    """
    today = clock.day_of(at)
    due = Case.objects.filter(void=False, open=True, due_step="preservation_disposed", due__lt=today)
    return sum(_lapse(case, today, at) for case in due.order_by("due")[:limit])


@transaction.atomic
def _lapse(case: Case, today: datetime.date, at: datetime.datetime) -> int:
    case = locked(case)
    written = 0
    steps = law_steps(case)
    state = fold(steps)
    for kept in [row for row in state.preservations if not row.disposed]:
        clock_of = CLOCKS["preservation"](state.with_(preservations=(kept,)), today)
        if clock_of is None or not clock_of.over(today):
            continue
        step = LawStep("preservation_lapsed", today, (SYSTEM,), {"number": kept.number})
        if may_take(fold(steps), step):
            write_step(case, steps, step, Sent(today, f"lapse-{kept.number}"[:64]), by=None, at=at)
            steps = [*steps, step]
            written += 1
    return written

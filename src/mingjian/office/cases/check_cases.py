"""Compare the head of every case with what its steps add up to, and write the ones that differ anew."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from mingjian.law.course import fold
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.course import law_steps
from mingjian.office.cases.take_step import locked
from mingjian.office.cases.write_head import differences, write_head
from mingjian.records import clock
from mingjian.records.models import Case


@dataclass(slots=True)
class Checked:
    """How many cases were compared, which differ and in what (by number), and how many heads were written anew."""

    checked: int = 0
    differ: dict[str, list[str]] = field(default_factory=dict)
    mended: int = 0


def check_cases(*, mend: bool = False) -> Checked:
    """Compare all heads, a few at a time; with `mend` those that differ are written anew from their steps, with an event."""
    found = Checked()
    for case in Case.objects.filter(void=False).select_related("service", "unit").iterator(chunk_size=500):
        found.checked += 1
        what = differences(case)
        if what:
            found.differ[case.number] = what
            if mend:
                rebuild_head(case, at=clock.now())
                found.mended += 1
    return found


@transaction.atomic
def rebuild_head(case: Case, *, at: datetime.datetime) -> Case:
    """Write the head, people and evidence of a case anew from its steps, which are never touched."""
    case = locked(case)
    what = differences(case)
    if what:
        steps = law_steps(case)
        write_head(case, steps, fold(steps), at=at)
        log_event("case_head_rebuilt", case, by=None, at=at, content={"differed": what})
    return case

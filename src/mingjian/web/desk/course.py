"""The course of a measure as a line: each step with its day, what is now, what is still to come."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mingjian.records import clock
from mingjian.records.models import Measure
from mingjian.web.language import say


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a course: its word, its day if it was reached, and its tone ("", "now", "next", "bad")."""

    label: str
    day: datetime.date | None
    tone: str


def course_of(measure: Measure) -> list[Stop]:
    """The steps of a measure in order."""
    verified = measure.verified_on
    labels = [
        (say("提出", "Proposed"), clock.day_of(measure.proposed_at)),
        (say("批准", "Approved"), measure.ordered_on),
        (say("告知", "Told"), measure.notified_on),
        (say("执行", "Carried out"), measure.executed_on),
        (say("复核", "Verified"), verified),
    ]
    stops: list[Stop] = []
    reached = True
    for label, day in labels:
        tone = "" if day else ("now" if reached else "next")
        reached = reached and day is not None
        stops.append(Stop(label, day, tone))
    ends = {
        "refused": say("未批准", "Refused"),
        "withdrawn": say("撤回", "Withdrawn"),
        "failed": say("未落实", "Failed"),
        "reappeared": say("复活", "Came back"),
        "lifted": say("撤销", "Lifted"),
    }
    if measure.state in ends:
        kept = [stop for stop in stops if stop.day]
        decided = (
            clock.day_of(measure.decided_at) if measure.decided_at and measure.state == "refused" else measure.lifted_on
        )
        return [*kept, Stop(ends[measure.state], decided, "bad")]
    return stops

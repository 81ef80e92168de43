"""After a lifting: the target is looked at until it is back; what was lifted and stays gone is known."""

from __future__ import annotations

from datetime import datetime, timedelta

from mingjian.law.measures import measure as kind_of
from mingjian.office.audit.log_event import log_event
from mingjian.records import clock
from mingjian.records.models import Measure, Outcome, OutcomeResult, Recheck

BACK_STEPS = {"1h": timedelta(hours=1), "1d": timedelta(days=1), "7d": timedelta(days=7)}
SEEN = ("closure", "delisting", "account_closure", "update_suspension")
"""Measures whose undoing can be seen from outside."""
_AGAIN = timedelta(days=7)


def watched(measure: Measure) -> bool:
    """Whether the return of a lifted measure's target can be seen by a visit."""
    return measure.code in SEEN and measure.executed_on is not None and kind_of(measure.code).by_others


def plan_return(measure: Measure, *, at: datetime) -> None:
    """Plan the looks after a lifting, where there is something to see."""
    if watched(measure):
        Recheck.objects.bulk_create(
            [
                Recheck(measure=measure, step=step, due_at=at + later, wanted="back")
                for step, later in BACK_STEPS.items()
            ]
        )


def conclude_return(recheck: Recheck, measure: Measure, answered: bool, *, at: datetime) -> Outcome:
    """Write whether a lifted measure's target is back; while it is not, another look is planned."""
    assert recheck.visit is not None, "a recheck is concluded after its visit"
    if answered and measure.restored_on is None:
        measure.restored_on = clock.day_of(at)
        measure.save(update_fields=["restored_on"])
        Recheck.objects.filter(measure=measure, visit=None, wanted="back").update(cancelled=True)
    result = OutcomeResult.BACK if answered else OutcomeResult.NOT_BACK
    outcome = Outcome.objects.create(
        measure=measure,
        recheck=recheck,
        capture=recheck.visit.capture,
        result=result,
        reasons=[{"code": "answers_again" if answered else "still_gone", "params": {}}],
        found_at=at,
    )
    if not answered and not Recheck.objects.filter(measure=measure, visit=None, cancelled=False).exists():
        Recheck.objects.create(measure=measure, step="7d", due_at=at + _AGAIN, wanted="back")
    content = {"result": str(result), "capture": recheck.visit.capture.digest}
    log_event("return_looked_for", measure, by=None, at=at, content=content)
    return outcome

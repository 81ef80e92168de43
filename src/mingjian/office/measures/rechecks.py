"""The later visits of a measure: planned when it is executed, made when they are due, and what they proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mingjian.law.measure_rules import after, may_move
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.returning import conclude_return
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Finding,
    Lead,
    LeadState,
    Measure,
    MeasureState,
    OnlineService,
    Outcome,
    OutcomeResult,
    Recheck,
    ServiceState,
    Visit,
    VisitState,
)

STEPS = {
    "1h": timedelta(hours=1),
    "1d": timedelta(days=1),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
    "90d": timedelta(days=90),
}
VIEWS = ("plain", "search", "crawler", "phone")
DONE = (MeasureState.VERIFIED, MeasureState.LIFTED, MeasureState.REFUSED, MeasureState.WITHDRAWN)


def plan_rechecks(measure: Measure, *, at: datetime) -> None:
    """Plan the visits after an execution; those of an earlier execution that are still to come are cancelled."""
    Recheck.objects.filter(measure=measure, visit=None).update(cancelled=True)
    Recheck.objects.bulk_create(
        [Recheck(measure=measure, step=step, due_at=at + later) for step, later in STEPS.items()]
    )


@transaction.atomic
def check_now(measure: Measure, *, by: Account, at: datetime) -> Recheck:
    """Have the service of an executed measure visited at once, by hand.

    Raises: ForbiddenAct.
    """
    require("measure.verify", by=by, about=measure)
    recheck = Recheck.objects.create(measure=measure, step="hand", due_at=at)
    log_event("recheck_asked", measure, by=by, at=at)
    return recheck


@transaction.atomic
def open_due_rechecks(*, at: datetime, limit: int = 500) -> int:
    """Turn rechecks that are due into waiting visits. Returns how many."""
    waiting = Recheck.objects.select_for_update(skip_locked=True).filter(visit=None, cancelled=False, due_at__lte=at)
    rows = list(waiting.order_by("due_at").select_related("measure__service")[:limit])
    for recheck in rows:
        service = recheck.measure.service
        recheck.visit = Visit.objects.create(service=service, unit_id=service.unit_id, views=list(VIEWS))
        recheck.save(update_fields=["visit"])
    return len(rows)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a later visit saw: whether any view answered with content, and the worst verdict of the detectors."""

    answered: bool
    verdict: str


def holds(code: str, seen: Seen) -> tuple[bool, str]:
    """Whether a measure is seen to hold, and the reason's code.

    A closed site must not answer with content; other measures hold when nothing is promoted any more.
    """
    if code == "closure":
        return (False, "still_answers") if seen.answered else (True, "no_longer_answers")
    if seen.verdict in ("polluted", "suspect"):
        return False, "still_promotes"
    return True, "no_longer_promotes"


def _seen(visit: Visit) -> Seen:
    views = visit.capture.views.all()
    answered = any(view.status is not None and view.status < 400 for view in views)
    finding = Finding.objects.filter(capture=visit.capture).first()
    return Seen(answered, finding.verdict if finding else "clean")


def _move(measure: Measure, held: bool, at: datetime) -> OutcomeResult:
    if held:
        if may_move(measure.state, "verify"):
            measure.state, measure.verified_on = after(measure.state, "verify"), clock.day_of(at)
        return OutcomeResult.VERIFIED
    if measure.state == MeasureState.VERIFIED:
        measure.state = after(measure.state, "record_return")
        return OutcomeResult.REAPPEARED
    if may_move(measure.state, "record_failure"):
        measure.state = after(measure.state, "record_failure")
    return OutcomeResult.FAILED


def _settle(measure: Measure, result: OutcomeResult, at: datetime) -> None:
    """The service is supervised again when it came back; a lead whose measures are all done is handled."""
    if result != OutcomeResult.VERIFIED:
        if measure.code == "closure":
            OnlineService.objects.filter(pk=measure.service_id).update(state=ServiceState.FILED)
        return
    close_lead_if_done(measure, at)


def close_lead_if_done(measure: Measure, at: datetime) -> None:
    """A lead whose measures are all over, or seen to hold, is handled."""
    lead = Lead.objects.select_for_update().get(pk=measure.lead_id)
    if lead.state == LeadState.OPEN and not lead.measures.exclude(state__in=DONE).exists():
        lead.state, lead.closed_at = LeadState.HANDLED, at
        lead.save(update_fields=["state", "closed_at"])
        log_event("lead_handled", lead, by=None, at=at)


@transaction.atomic
def conclude_recheck(recheck: Recheck, *, at: datetime) -> Outcome | None:
    """Write what a made visit proved of its measure. Returns None if it was concluded already."""
    recheck = Recheck.objects.select_for_update(of=("self",)).select_related("visit__capture").get(pk=recheck.pk)
    if Outcome.objects.filter(recheck=recheck).exists() or recheck.visit is None:
        return None
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=recheck.measure_id)
    if recheck.wanted == "back":
        return conclude_return(recheck, measure, _seen(recheck.visit).answered, at=at)
    held, reason = holds(measure.code, _seen(recheck.visit))
    result = _move(measure, held, at)
    measure.save()
    outcome = Outcome.objects.create(
        measure=measure,
        recheck=recheck,
        capture=recheck.visit.capture,
        result=result,
        reasons=[{"code": reason, "params": {}}],
        found_at=at,
    )
    content = {"result": str(result), "capture": recheck.visit.capture.log_name}
    log_event("outcome_found", measure, by=None, at=at, content=content)
    _settle(measure, result, at)
    return outcome


def conclude_rechecks(*, at: datetime, limit: int = 500) -> int:
    """Conclude every recheck whose visit is done. Returns how many outcomes were written."""
    rows = Recheck.objects.filter(visit__state=VisitState.DONE, outcome=None).order_by("due_at")[:limit]
    return sum(conclude_recheck(recheck, at=at) is not None for recheck in rows)

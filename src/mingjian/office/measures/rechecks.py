"""The later visits of a measure: planned when it is executed, made when they are due, and what they proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mingjian.law.measure_rules import after, may_move
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.returning import conclude_return
from mingjian.office.measures.target_page import GONE_WHEN_DONE, judged_by_its_page, page_of, still_there
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    AccountState,
    Finding,
    Lead,
    LeadState,
    ListingState,
    Measure,
    MeasureState,
    OnlineService,
    Outcome,
    OutcomeResult,
    PlatformAccount,
    Recheck,
    ServiceState,
    StoreListing,
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
        service, page = recheck.measure.service, page_of(recheck.measure)
        if not (page or service.address):  # nothing to look at: an officer checks it in the measure's own way
            recheck.cancelled = True
            recheck.save(update_fields=["cancelled"])
            continue
        recheck.visit = Visit.objects.create(service=service, unit_id=service.unit_id, views=list(VIEWS), address=page)
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
        elif measure.code == "delisting":
            StoreListing.objects.filter(targets__measure=measure).update(
                state=ListingState.RETURNED, as_of=clock.day_of(at)
            )
        elif measure.code == "account_closure":
            PlatformAccount.objects.filter(targets__measure=measure).update(
                state=AccountState.ACTIVE, as_of=clock.day_of(at)
            )
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
        return conclude_return(recheck, measure, _is_back(measure, recheck.visit), at=at)
    held, reason = _holds(measure, recheck.visit)
    result = OutcomeResult.UNCLEAR if held is None else _move(measure, held, at)
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
    if result != OutcomeResult.UNCLEAR:
        _settle(measure, result, at)
    return outcome


def _holds(measure: Measure, visit: Visit) -> tuple[bool | None, str]:
    """Whether a visit shows that a measure holds; None where it proves nothing."""
    if measure.code in GONE_WHEN_DONE and judged_by_its_page(measure, visit):
        there, reason = still_there(visit)
        return None if there is None else not there, reason
    return holds(measure.code, _seen(visit))


def _is_back(measure: Measure, visit: Visit) -> bool:
    if measure.code in GONE_WHEN_DONE and judged_by_its_page(measure, visit):
        return still_there(visit)[0] is True
    return _seen(visit).answered


def conclude_rechecks(*, at: datetime, limit: int = 500) -> int:
    """Conclude every recheck whose visit is done. Returns how many outcomes were written."""
    rows = Recheck.objects.filter(visit__state=VisitState.DONE, outcome=None).order_by("due_at")[:limit]
    return sum(conclude_recheck(recheck, at=at) is not None for recheck in rows)

"""Claim waiting visits in batches, renew the claims while the work goes on, and give them back.

Claims follow the machine's clock, whatever the demo's clock says. A worker that dies renews nothing, so its claims run
out and the visits wait again; a visit that took too many workers with it is given up, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from mingjian.capture import QuietHours
from mingjian.office.audit.log_event import log_event
from mingjian.office.patrol.finish_run import finish_run
from mingjian.records.models import PatrolRun, RunState, Visit, VisitState

CLAIM = timedelta(minutes=3)
"""How long a claim holds without being renewed."""
MOST_CLAIMS = 5
"""How often a visit is tried when workers die over it."""

_CLAIM = """
WITH picked AS MATERIALIZED (
    SELECT w.id FROM records_visit w
    WHERE w.state = 'waiting' AND {run}
      AND (w.not_before IS NULL OR w.not_before <= %(now)s)
    ORDER BY w.id LIMIT %(count)s FOR UPDATE SKIP LOCKED)
UPDATE records_visit v SET state = 'claimed', claimed_by = %(worker)s, claimed_until = %(until)s, claims = v.claims + 1
FROM picked WHERE v.id = picked.id
RETURNING v.id
"""
# Materialized, for a subquery may be run again for each row that is updated, and find the next visits each time.


@transaction.atomic
def claim_visits(worker: str, count: int, *, at: datetime) -> list[Visit]:
    """Take up to `count` visits for `worker`. No two workers get the same.

    Visits made because of a measure or a doubt come first; what is left is shared among the runs that go on, so that a
    small run never waits for the end of a large one. A plan's quiet hours hold its visits back.
    """
    take_back_claims(at=at)
    ids = _claim(worker, count, None, at)
    runs = _running(at)
    for place, run in enumerate(runs):
        left = count - len(ids)
        ids += _claim(worker, -(-left // (len(runs) - place)), run, at)
    visits = Visit.objects.filter(pk__in=ids).select_related("service__subject", "service__unit", "run__plan")
    return list(visits.order_by("id"))


def _running(at: datetime) -> list[Any]:
    """The runs that may be worked on now; the one that was started last comes last and gets what others leave."""
    runs = PatrolRun.objects.filter(state=RunState.RUNNING).order_by("id").select_related("plan")
    return [run.pk for run in runs if not _quiet(run, at)]


def _quiet(run: PatrolRun, at: datetime) -> bool:
    plan = run.plan
    if plan.quiet_from is None or plan.quiet_until is None:
        return False
    return QuietHours(plan.quiet_from, plan.quiet_until).end(at) is not None


def _claim(worker: str, count: int, run: Any, at: datetime) -> list[Any]:
    if count < 1:
        return []
    with connection.cursor() as cursor:
        words = {"worker": worker, "until": at + CLAIM, "now": at, "count": count, "run": run}
        condition = "w.run_id IS NULL" if run is None else "w.run_id = %(run)s"
        cursor.execute(_CLAIM.format(run=condition), words)
        return [row[0] for row in cursor.fetchall()]


def renew_claims(worker: str, visits: Iterable[Visit], *, at: datetime) -> int:
    """Hold the claims of visits that are still under way. Returns how many are still the worker's."""
    mine = Visit.objects.filter(pk__in=[visit.pk for visit in visits], claimed_by=worker, state=VisitState.CLAIMED)
    return int(mine.update(claimed_until=at + CLAIM))


def release_claims(worker: str) -> int:
    """Let the visits wait again that a worker leaves behind when it is told to stop. Returns how many."""
    mine = Visit.objects.filter(claimed_by=worker, state=VisitState.CLAIMED)
    return int(mine.update(state=VisitState.WAITING, claimed_by="", claimed_until=None, claims=F("claims") - 1))


@transaction.atomic
def take_back_claims(*, at: datetime) -> int:
    """Let visits wait again whose worker did not renew its claim; drop them where their run was stopped meanwhile."""
    late = Visit.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=VisitState.CLAIMED, claimed_until__lt=at
    )
    rows = list(late.select_related("run")[:1_000])
    for visit in rows:
        _give_back(visit, "gave_up", at)
    return len(rows)


@transaction.atomic
def give_back(visit: Visit, worker: str, *, at: datetime) -> None:
    """Let a visit wait again that its worker could not finish by a fault of ours; it is given up in the end."""
    row = _mine(visit, worker)
    if row is not None:
        _give_back(row, "fault_of_ours", at)


@transaction.atomic
def postpone_visit(visit: Visit, worker: str, until: datetime, *, at: datetime) -> None:
    """Let a visit wait until its host may be asked again; where that is too late for the run, drop it and say why."""
    row = _mine(visit, worker)
    if row is None:
        return
    row.claims -= 1  # nobody died over it
    if until - at > LONGEST_WAIT and row.run_id:
        _drop(row, "host_asked_for_later", {"until": until.isoformat(timespec="minutes")}, at)
        return
    row.state, row.claimed_by, row.claimed_until, row.not_before = VisitState.WAITING, "", None, until
    row.save(update_fields=["state", "claimed_by", "claimed_until", "not_before", "claims"])


LONGEST_WAIT = timedelta(hours=1)
"""How long a run waits for a host that asks to be left alone."""


def _mine(visit: Visit, worker: str) -> Visit | None:
    rows = Visit.objects.select_for_update(of=("self",)).select_related("run")
    found: Visit | None = rows.filter(pk=visit.pk, state=VisitState.CLAIMED, claimed_by=worker).first()
    return found


def _give_back(visit: Visit, why: str, at: datetime) -> None:
    stopped = visit.run is not None and visit.run.state == RunState.STOPPED
    if visit.claims >= MOST_CLAIMS or stopped:
        _drop(visit, "run_stopped" if stopped else why, {"times": visit.claims}, at)
        return
    visit.state, visit.claimed_by, visit.claimed_until = VisitState.WAITING, "", None
    visit.save(update_fields=["state", "claimed_by", "claimed_until"])


def _drop(visit: Visit, code: str, params: dict[str, Any], at: datetime) -> None:
    visit.state, visit.problem = VisitState.DROPPED, json.dumps({"code": code, "params": params})
    visit.claimed_by, visit.claimed_until = "", None
    visit.save(update_fields=["state", "problem", "claims", "claimed_by", "claimed_until"])
    log_event("visit_dropped", visit, by=None, at=at, content={"why": code})
    if visit.run_id:
        finish_run(visit.run_id, at)

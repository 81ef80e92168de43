"""Runs of patrol plans: start, pause, resume, stop."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.patrol.plan_patrol import views_for
from mingjian.office.people.authority import require
from mingjian.records.base import new_id, written_at
from mingjian.records.models import (
    Account,
    OnlineService,
    PatrolPlan,
    PatrolRun,
    RunState,
    ServiceState,
    VisitState,
)

GONE = (ServiceState.CLOSED, ServiceState.GONE)
_COPY = """
COPY records_visit (id, recorded_at, run_id, service_id, unit_id, views, state, claimed_by, problem, claims)
FROM STDIN
"""


def services_of(plan: PatrolPlan) -> Any:
    """The sites that a run of the plan visits: in its area, as it narrows them, not closed or gone."""
    area = plan.area or plan.unit.path
    services = OnlineService.objects.filter(unit__path__startswith=area, kind="site").exclude(address="")
    services = services.exclude(state__in=GONE)
    if plan.tiers:
        services = services.filter(tier__in=plan.tiers)
    if plan.sectors:
        services = services.filter(subject__sector__in=plan.sectors)
    if plan.categories:
        services = services.filter(category__in=plan.categories)
    return services.filter(tags__overlap=plan.tags) if plan.tags else services


@transaction.atomic
def start_run(plan: PatrolPlan, *, by: Account | None, at: datetime) -> PatrolRun:
    """Start a run: one waiting visit for each service of the plan. `by` is empty when the schedule starts it.

    Raises: BadInput, if the plan's last run still goes on, or no service falls under the plan.
    """
    plan = PatrolPlan.objects.select_for_update().select_related("unit").get(pk=plan.pk)
    if by is not None:
        require("patrol.run", by=by, about=plan)
    if plan.runs.filter(state__in=[RunState.RUNNING, RunState.PAUSED]).exists():
        raise BadInput(
            f"A run of {plan.name!r} still goes on; wait for it or stop it.",
            f"“{plan.name}”的上一轮还没有结束，请等它完成或先停止。",
        )
    run = PatrolRun(plan=plan, unit=plan.unit, started_by=by, started_at=at)
    if not services_of(plan).exists():
        raise BadInput(
            f"No service falls under {plan.name!r}; register services or widen the plan.",
            f"“{plan.name}”没有可巡查的服务，请先登记服务或放宽计划。",
        )
    run.save(force_insert=True)
    log_event("run_started", run, by=by, at=at, content={"services": _open_visits(run)})
    return run


def _open_visits(run: PatrolRun) -> int:
    """One waiting visit for each service of the run's plan, key services first. Returns how many."""
    rows = list(services_of(run.plan).order_by("tier", "id").values_list("pk", "unit_id", "tier"))
    views = {tier: views_for(run.plan, tier) for _, _, tier in rows}
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for service, unit, tier in rows:
            copy.write_row([new_id(), written_at(), run.pk, service, unit, views[tier], "waiting", "", "", 0])
    return len(rows)


_STOPPED = '{"code": "run_stopped", "params": {}}'
_CHANGES = {
    "pause_run": (RunState.RUNNING, RunState.PAUSED, "run_paused"),
    "resume_run": (RunState.PAUSED, RunState.RUNNING, "run_resumed"),
}


@transaction.atomic
def change_run(run: PatrolRun, change: str, *, by: Account, at: datetime) -> PatrolRun:
    """Pause or resume a run (`change` is "pause_run" or "resume_run").

    Raises: BadInput, if the run is not in the state that the change needs.
    """
    run = PatrolRun.objects.select_for_update(of=("self",)).select_related("unit").get(pk=run.pk)
    require("patrol.run", by=by, about=run)
    before, after, verb = _CHANGES[change]
    if run.state != before:
        raise BadInput("The run has moved on; look at it again.", "这一轮巡查的状态已经变化，请刷新后再看。")
    run.state = after
    run.save(update_fields=["state"])
    log_event(verb, run, by=by, at=at)
    return run


@transaction.atomic
def stop_run(run: PatrolRun, *, by: Account, at: datetime) -> PatrolRun:
    """Stop a run: visits that wait are dropped, those under way end as they end.

    Raises: BadInput, if the run has ended.
    """
    run = PatrolRun.objects.select_for_update(of=("self",)).select_related("unit").get(pk=run.pk)
    require("patrol.run", by=by, about=run)
    if run.state not in (RunState.RUNNING, RunState.PAUSED):
        raise BadInput("The run has ended already.", "这一轮巡查已经结束。")
    dropped = run.visits.filter(state=VisitState.WAITING).update(state=VisitState.DROPPED, problem=_STOPPED)
    run.state, run.finished_at = RunState.STOPPED, at
    run.save(update_fields=["state", "finished_at"])
    log_event("run_stopped", run, by=by, at=at, content={"dropped": dropped})
    return run

"""Patrol plans and their runs: plan, start, pause, resume, stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import (
    Account,
    OnlineService,
    PatrolPlan,
    PatrolRun,
    RunState,
    ServiceState,
    Unit,
    Visit,
    VisitState,
)

GONE = (ServiceState.CLOSED, ServiceState.GONE)
VIEWS = ("plain", "search", "crawler", "phone")


@transaction.atomic
def plan_patrol(
    unit: Unit,
    name: str,
    *,
    views: Sequence[str] = VIEWS,
    tiers: Sequence[int] = (),
    every_hours: int = 24,
    by: Account | None,
    at: datetime,
) -> PatrolPlan:
    """Make a patrol plan for the subtree of `unit`.

    Raises: BadInput, if a view is unknown or none is named.
    """
    if by is not None:
        require("patrol.plan", by=by)
    if not views or set(views) - set(VIEWS):
        raise BadInput(f"Choose views among {', '.join(VIEWS)}.", "请在直接访问、搜索来访、爬虫、手机中选择来访方式。")
    plan = PatrolPlan.objects.create(
        unit=unit, name=name, views=list(views), tiers=list(tiers), every_hours=every_hours
    )
    log_event("patrol_planned", plan, by=by, at=at, content={"name": name, "views": list(views)})
    return plan


def services_of(plan: PatrolPlan) -> Any:
    """The sites that a run of the plan visits: in the subtree of its office, of its tiers, not closed or gone."""
    services = OnlineService.objects.filter(unit__path__startswith=plan.unit.path, kind="site").exclude(address="")
    services = services.exclude(state__in=GONE)
    return services.filter(tier__in=plan.tiers) if plan.tiers else services


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
    services = list(services_of(plan))
    if not services:
        raise BadInput(
            f"No service falls under {plan.name!r}; register services or widen the plan.",
            f"“{plan.name}”没有可巡查的服务，请先登记服务或放宽计划。",
        )
    run = PatrolRun.objects.create(plan=plan, unit=plan.unit, started_by=by, started_at=at)
    Visit.objects.bulk_create(
        [Visit(run=run, service=service, unit_id=service.unit_id, views=plan.views) for service in services],
        batch_size=2_000,
    )
    log_event("run_started", run, by=by, at=at, content={"services": len(services)})
    return run


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
    dropped = run.visits.filter(state=VisitState.WAITING).update(state=VisitState.DROPPED)
    run.state, run.finished_at = RunState.STOPPED, at
    run.save(update_fields=["state", "finished_at"])
    log_event("run_stopped", run, by=by, at=at, content={"dropped": dropped})
    return run

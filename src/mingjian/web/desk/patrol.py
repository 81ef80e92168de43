"""Patrol 巡查: plans and their runs, a run with live progress, services and their history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.figures.patrol_progress import progress_of
from mingjian.office.patrol.start_run import VIEWS, change_run, plan_patrol, start_run, stop_run
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Finding, OnlineService, PatrolPlan, PatrolRun, Visit
from mingjian.web.language import say
from mingjian.web.paging import page


def plans_over(user: Any) -> Any:
    """The plans of the officer's territory, and those of the offices above that reach into it."""
    codes = user.unit.path.rstrip(".").split(".")
    above = [".".join(codes[:depth]) + "." for depth in range(1, len(codes))]
    return PatrolPlan.objects.seen_by(user) | PatrolPlan.objects.filter(unit__path__in=above)


def patrol(request: HttpRequest) -> HttpResponse:
    """The plans with their last runs."""
    user: Any = request.user
    last = Prefetch("runs", PatrolRun.objects.order_by("-started_at"))
    plans = plans_over(user).select_related("unit").prefetch_related(last).order_by("id")
    shown = [(plan, plan.runs.all()[:5], plan.unit.path.startswith(user.unit.path)) for plan in plans]
    return render(request, "desk/patrol.html", {"plans": shown, "may_run": may_do("patrol.run", user), "views": VIEWS})


def add_plan(request: HttpRequest) -> HttpResponse:
    """Make a plan for the officer's own office."""
    user: Any = request.user
    name, hours = request.POST.get("name", "").strip(), request.POST.get("every_hours", "")
    if not name or not hours.isdigit() or int(hours) > 8760:
        raise BadInput(
            "Give the plan a name and the hours between two runs (0: by hand).",
            "请填写计划名称和间隔小时数（0 为手动）。",
        )
    plan_patrol(
        user.unit, name[:100], views=request.POST.getlist("views"), every_hours=int(hours), by=user, at=clock.now()
    )
    messages.success(request, say("计划“{name}”已建立。", "The plan “{name}” was made.", name=name))
    return redirect("patrol")


def begin_run(request: HttpRequest, key: str) -> HttpResponse:
    """Start a run of a plan by hand."""
    user: Any = request.user
    plan = get_object_or_404(PatrolPlan.objects.seen_by(user), pk=key)
    return redirect("run", key=start_run(plan, by=user, at=clock.now()).pk)


def run(request: HttpRequest, key: str) -> HttpResponse:
    """One run: how far it is, what it found, what was not reached and why."""
    user: Any = request.user
    row = get_object_or_404(PatrolRun.objects.seen_by(user).select_related("plan", "started_by"), pk=key)
    visits = Visit.objects.filter(run=row).select_related("service")
    words = {
        "run": row,
        "progress": progress_of(row),
        "found": Finding.objects.filter(capture__visit__run=row, police=False)
        .select_related("service")
        .order_by("-score"),
        "unreached": visits.filter(reached=False).order_by("id")[:100],
        "may_run": may_do("patrol.run", user),
    }
    return render(request, "desk/run.html", words)


def steer_run(request: HttpRequest, key: str) -> HttpResponse:
    """Pause, resume or stop a run."""
    user: Any = request.user
    row = get_object_or_404(PatrolRun.objects.seen_by(user), pk=key)
    change = request.POST.get("change", "")
    if change == "stop_run":
        stop_run(row, by=user, at=clock.now())
    elif change in ("pause_run", "resume_run"):
        change_run(row, change, by=user, at=clock.now())
    else:
        raise BadInput("Choose pause, resume or stop.", "请选择暂停、继续或停止。")
    return redirect("run", key=key)


def services(request: HttpRequest) -> HttpResponse:
    """The register of services with its filters."""
    user: Any = request.user
    wanted, state, kind = (request.GET.get(name, "").strip() for name in ("q", "state", "kind"))
    rows = OnlineService.objects.seen_by(user).select_related("unit", "subject")
    if wanted:
        rows = (
            rows.filter(name__icontains=wanted)
            | rows.filter(host__icontains=wanted)
            | rows.filter(subject__name__icontains=wanted)
        )
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    shown = page(rows, ("name", "id"), request.GET.get("after", ""))
    return render(request, "desk/services.html", {"page": shown, "q": wanted, "state": state, "kind": kind})


def _beat(visit: Visit, verdicts: dict[Any, str]) -> str:
    """The tone of one beat of a service's history."""
    if not visit.reached:
        return "none"
    return {"polluted": "late", "suspect": "wait"}.get(verdicts.get(visit.pk, ""), "")


def service(request: HttpRequest, key: str) -> HttpResponse:
    """One service: subject, filing, domain, the heartbeat of its visits, findings, leads and measures."""
    user: Any = request.user
    row = get_object_or_404(OnlineService.objects.seen_by(user).select_related("subject", "unit"), pk=key)
    visits = list(row.visits.filter(state="done").select_related("capture").order_by("-visited_at")[:60])
    found = Finding.objects.filter(capture__visit__in=visits).values_list("capture__visit_id", "verdict")
    verdicts = dict(found)
    words = {
        "service": row,
        "beats": [(visit, _beat(visit, verdicts)) for visit in reversed(visits)],
        "visits": [(visit, verdicts.get(visit.pk, "clean")) for visit in visits[:20]],
        "findings": row.findings.filter(police=False).order_by("-found_at")[:20],
        "leads": row.leads.order_by("-opened_at"),
        "measures": row.measures.order_by("-proposed_at"),
    }
    return render(request, "desk/service.html", words)

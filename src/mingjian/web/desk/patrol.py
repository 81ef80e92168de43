"""A run of a patrol on the desk: how far it is, what it found, what changed, what was not reached and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.figures.patrol_progress import progress_of
from mingjian.office.patrol.start_run import change_run, stop_run
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Finding, PatrolRun, Visit
from mingjian.web.paging import page

SHOWN = 50


def run(request: HttpRequest, key: str) -> HttpResponse:
    """One run, live: the part that changes is asked for every two seconds while it goes on."""
    user: Any = request.user
    row = get_object_or_404(PatrolRun.objects.seen_by(user).select_related("plan", "started_by"), pk=key)
    found = Finding.objects.filter(capture__visit__run=row, police=False)
    over = Visit.objects.filter(run=row).select_related("service")
    words = {
        "run": row,
        "progress": progress_of(row, at=clock.now()),
        "found": found.select_related("service").order_by("-score")[:SHOWN],
        "count": found.count(),
        "changed": over.filter(state="done").exclude(changes=[]).order_by("-visited_at")[:SHOWN],
        "postponed": over.filter(state="waiting", not_before__isnull=False).order_by("not_before")[:SHOWN],
        "may_run": may_do("patrol.run", user),
    }
    if not request.headers.get("HX-Request"):
        missed = over.filter(reached=False) | over.filter(state="dropped")
        words["unreached"] = page(missed, ("id",), request.GET.get("after", ""))
    return render(request, "desk/run_part.html" if request.headers.get("HX-Request") else "desk/run.html", words)


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

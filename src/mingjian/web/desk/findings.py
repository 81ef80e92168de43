"""Findings: the list, and the page on which one is judged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html

from mingjian.capture import VIEWS
from mingjian.errors import BadInput
from mingjian.office.patrol.judge_finding import confirm_finding, dismiss_finding, look_again, undo_judgement
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Event, Finding, SealedLeaf
from mingjian.web.desk.undo import undo_button
from mingjian.web.language import say
from mingjian.web.paging import page


def _rows(user: Any) -> Any:
    return Finding.objects.seen_by(user).filter(police=False).select_related("service")


def findings(request: HttpRequest) -> HttpResponse:
    """The list of findings with its filters in the address."""
    state, category, wanted = (request.GET.get(key, "") for key in ("state", "category", "q"))
    rows = _rows(request.user)
    if state:
        rows = rows.filter(state=state)
    if category:
        rows = rows.filter(categories__contains=[category])
    if wanted:
        rows = rows.filter(service__name__icontains=wanted) | rows.filter(service__host__icontains=wanted)
    shown = page(rows, ("-found_at", "-id"), request.GET.get("after", ""))
    return render(request, "desk/findings.html", {"page": shown, "state": state, "category": category, "q": wanted})


def _queue(finding: Finding, user: Any) -> dict[str, Any]:
    """The neighbours of an open finding in the order of Today, and its place."""
    ids = list(_rows(user).filter(state="open").order_by("-score", "id").values_list("pk", flat=True)[:200])
    if finding.pk not in ids:
        return {"next": ids[0] if ids else None}
    place = ids.index(finding.pk)
    return {
        "place": place + 1,
        "length": len(ids),
        "before": ids[place - 1] if place else None,
        "next": ids[place + 1] if place + 1 < len(ids) else None,
    }


def _sides(finding: Finding) -> list[dict[str, Any]]:
    """The views to set side by side: the plain one and the one that shows the finding, with the marks of each."""
    if finding.capture is None or finding.shown_view is None:
        return []  # the registers alone gave it
    views = {view.view: view for view in finding.capture.views.all()}
    shown = finding.shown_view
    order: list[str] = [view for view in VIEWS if view in views]
    other = next((views[view] for view in order if view != shown.view and views[view].text != shown.text), None)
    sides = sorted(
        {view.view: view for view in (other, shown) if view is not None}.values(),
        key=lambda view: order.index(view.view),
    )
    return [
        {"view": view, "marks": [mark for mark in finding.marks if mark.get("view", shown.view) == view.view]}
        for view in sides
    ]


def finding(request: HttpRequest, key: str) -> HttpResponse:
    """One finding from top to bottom: both sides, why, evidence, and the three answers."""
    row = get_object_or_404(
        _rows(request.user).select_related("capture__visit", "shown_view", "service__subject", "judged_by"), pk=key
    )
    seen = row.capture.visit_id if row.capture else None
    leaf = SealedLeaf.objects.filter(event__kind="visit", event__object_id=seen).first() if seen else None
    words = {
        "finding": row,
        "sides": _sides(row),
        "leaf": leaf,
        "queue": _queue(row, request.user),
        "may_judge": row.state == "open" and may_do("finding.judge", request.user),  # type: ignore[arg-type]
        "events": Event.objects.filter(kind="finding", object_id=row.pk).select_related("actor").order_by("at"),
        "lead": getattr(getattr(row, "lead_source", None), "lead", None),
        "reports": row.service.reports.exclude(state="refused").count(),
    }
    return render(request, "desk/finding.html", words)


def _onward(request: HttpRequest) -> HttpResponse:
    following = request.POST.get("next", "")
    known = following and _rows(request.user).filter(pk=following, state="open").exists()
    return redirect("finding", key=following) if known else redirect("today")


def judge(request: HttpRequest, key: str) -> HttpResponse:
    """The answer to a finding: confirm, dismiss, again, or undo."""
    row = get_object_or_404(_rows(request.user), pk=key)
    user: Any = request.user
    answer, now = request.POST.get("answer", ""), clock.now()
    if answer == "confirm":
        lead = confirm_finding(row, by=user, at=now)
        said = say(
            "“{name}”属实，已立为线索 {number}。",
            "“{name}” is confirmed as lead {number}.",
            name=row.service.name,
            number=lead.number,
        )
    elif answer == "dismiss":
        dismiss_finding(row, request.POST.get("because", ""), by=user, at=now)
        said = say("“{name}”不属实，理由已记下。", "“{name}” is dismissed; the reason is kept.", name=row.service.name)
    elif answer == "again":
        look_again(row, by=user, at=now)
        messages.success(
            request, say("“{name}”会再看一次。", "“{name}” will be looked at again.", name=row.service.name)
        )
        return _onward(request)
    elif answer == "undo":
        undo_judgement(row, by=user, at=now)
        messages.success(request, say("判断已撤回。", "The judgement is taken back."))
        return redirect("finding", key=key)
    else:
        raise BadInput("Choose an answer.", "请选择一种判断。")
    messages.success(request, format_html("{} {}", said, undo_button(request, "judge_finding", row.pk)))
    return _onward(request)

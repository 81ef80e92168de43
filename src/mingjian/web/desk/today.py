"""Today 今日: what waits for my judgement, what waits for my approval, what is due, what came back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.figures.desk_counts import approvals_for, desk_counts
from mingjian.records import clock
from mingjian.records.models import Finding, Outcome, Report
from mingjian.web.desk.cases import waiting_for
from mingjian.web.desk.due import due_items

TABS = ("judge", "approve", "due", "back")


def _judge(user: Any) -> dict[str, Any]:
    rows = Finding.objects.seen_by(user).filter(state="open", police=False)
    return {"findings": rows.select_related("service").order_by("-score", "id")[:50]}


def _approve(user: Any) -> dict[str, Any]:
    measures, liftings, bulletins = (rows.select_related("unit")[:50] for rows in approvals_for(user))  # type: ignore[attr-defined]
    return {"approvals": measures, "liftings": liftings, "bulletins": bulletins}


def _back(user: Any) -> dict[str, Any]:
    rows = Outcome.objects.filter(measure__unit__path__startswith=user.unit.path)
    reports = Report.objects.seen_by(user).filter(
        state="accepted", lead_source__lead__state__in=["handled", "closed_no_action"]
    )
    return {
        "outcomes": rows.select_related("measure__service", "recheck").order_by("-found_at")[:30],
        "to_answer": reports.select_related("service")[:30],
    }


def today(request: HttpRequest) -> HttpResponse:
    """The first screen of the day."""
    user: Any = request.user
    day = clock.today()
    items = due_items(user, day)
    counts, case_approvals = desk_counts(user, now=clock.now()), waiting_for(user, day)
    tab = request.GET.get("tab", "judge")
    words: dict[str, Any] = {
        "day": day,
        "counts": counts,
        "tab": tab if tab in TABS else "judge",
        "overdue": [item for item in items if item.overdue],
        "to_approve": counts.to_approve + len(case_approvals),
        "due_number": counts.due + sum(item.kind == "case" for item in items),
        "case_approvals": case_approvals,
        "due_today": sum(item.due_on == day for item in items),
    }
    if words["tab"] == "due":
        words["due_items"] = items
    else:
        words |= {"judge": _judge, "approve": _approve, "back": _back}[words["tab"]](user)
    return render(request, "desk/today.html", words)

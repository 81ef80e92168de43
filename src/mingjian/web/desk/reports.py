"""Reports 举报: the list, one report, and what is decided on it; each reading is logged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.office.intake.decide_report import (
    accept_report,
    answer_report,
    mark_duplicate,
    read_contact,
    read_report,
    refuse_report,
)
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Event, OnlineService, Report
from mingjian.web.language import say
from mingjian.web.paging import page


def _rows(user: Any) -> Any:
    return Report.objects.seen_by(user).select_related("service", "unit", "decided_by")


def reports(request: HttpRequest) -> HttpResponse:
    """The list of reports; those that wait come first by default."""
    state, wanted = request.GET.get("state", "received"), request.GET.get("q", "").strip()
    rows = _rows(request.user)
    if state != "all":
        rows = rows.filter(state=state)
    if wanted:
        rows = rows.filter(address__icontains=wanted) | rows.filter(number__iexact=wanted)
    shown = page(rows, ("-received_at", "-id"), request.GET.get("after", ""))
    return render(request, "desk/reports.html", {"page": shown, "state": state, "q": wanted})


def report(request: HttpRequest, key: str) -> HttpResponse:
    """One report: what was seen where, the service it is about, and the decision."""
    user: Any = request.user
    row = read_report(get_object_or_404(_rows(user), pk=key), by=user, at=clock.now())
    same = Report.objects.seen_by(user).filter(host=row.host).exclude(pk=row.pk) if row.host else Report.objects.none()
    words = {
        "report": row,
        "same": same.exclude(state="duplicate").order_by("received_at")[:10],
        "candidates": _candidates(row, user),
        "events": Event.objects.filter(kind="report", object_id=row.pk).select_related("actor").order_by("at"),
        "lead": getattr(getattr(row, "lead_source", None), "lead", None),
        "may_decide": may_do("report.accept", user),
        "may_contact": may_do("reporter.read", user) and row.contact,
        "contact": request.session.pop(f"contact:{row.pk}", None),
    }
    return render(request, "desk/report.html", words)


def _candidates(report: Report, user: Any) -> list[OnlineService]:
    """Services that the report may be about: the one of its host first."""
    if report.service:
        return [report.service]
    tail = ".".join(report.host.split(".")[-2:]) if report.host else ""
    rows = OnlineService.objects.seen_by(user)
    return list(rows.filter(host__endswith=tail)[:5]) if tail else []


def _service(request: HttpRequest, user: Any) -> OnlineService:
    wanted = request.POST.get("service", "").strip()
    rows = OnlineService.objects.seen_by(user)
    found = rows.filter(host=wanted.lower()).first() or (rows.filter(pk=wanted).first() if len(wanted) == 36 else None)
    if found is None:
        raise BadInput(
            f"No registered service {wanted!r}; register it first or write its host as in the register.",
            f"没有登记“{wanted}”这项服务，请先登记，或按登记的主机名填写。",
        )
    return found


def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Accept, refuse, mark as duplicate, answer, or look at the contact."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    answer, because, now = request.POST.get("answer", ""), request.POST.get("because", ""), clock.now()
    if answer == "accept":
        lead = accept_report(row, _service(request, user), by=user, at=now)
        messages.success(
            request, say("已受理，并入线索 {number}。", "Accepted; it is part of lead {number}.", number=lead.number)
        )
    elif answer == "refuse":
        refuse_report(row, because, by=user, at=now)
        messages.success(request, say("已记为不予受理。", "Recorded as not accepted."))
    elif answer == "duplicate":
        original = get_object_or_404(_rows(user), number=request.POST.get("original", "").strip().upper())
        mark_duplicate(row, original, by=user, at=now)
        messages.success(request, say("已并入 {number}。", "Merged into {number}.", number=original.number))
    elif answer == "answer":
        answer_report(row, request.POST.get("text", ""), by=user, at=now)
        messages.success(
            request,
            say("答复已记下，举报人凭回执可以看到。", "The answer is kept; the reporter sees it with the receipt."),
        )
    elif answer == "contact":
        request.session[f"contact:{row.pk}"] = read_contact(row, because, by=user, at=now)
    else:
        raise BadInput("Choose what to do with the report.", "请选择如何处理这条举报。")
    return redirect("report", key=key)

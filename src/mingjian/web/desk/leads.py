"""Leads 线索: the list, and one lead with its sources and what may be done about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.law.counting import due
from mingjian.office.leads.open_lead import close_lead, read_lead
from mingjian.office.measures.choices import choices
from mingjian.office.measures.propose_measure import captures_of, propose_measure
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Event, Lead
from mingjian.web.language import code, say
from mingjian.web.paging import page


def _rows(user: Any) -> Any:
    return Lead.objects.seen_by(user).select_related("service__subject", "unit", "opened_by")


def leads(request: HttpRequest) -> HttpResponse:
    """The list of leads, open ones by default."""
    state, wanted = request.GET.get("state", "open"), request.GET.get("q", "").strip()
    rows = _rows(request.user)
    if state != "all":
        rows = rows.filter(state=state)
    if wanted:
        rows = (
            rows.filter(service__name__icontains=wanted)
            | rows.filter(number__icontains=wanted)
            | rows.filter(service__host__icontains=wanted)
        )
    shown = page(rows, ("-opened_at", "-id"), request.GET.get("after", ""))
    return render(request, "desk/leads.html", {"page": shown, "state": state, "q": wanted})


def lead(request: HttpRequest, key: str) -> HttpResponse:
    """One lead: where it came from, the evidence, the measures, and what may be proposed now."""
    user: Any = request.user
    row = read_lead(get_object_or_404(_rows(user), pk=key), by=user, at=clock.now())
    day = clock.today()
    offered = choices(row, user.unit.level, day) if row.state == "open" and may_do("measure.propose", user) else []
    words = {
        "lead": row,
        "sources": row.sources.select_related("finding__judged_by", "report").order_by("recorded_at"),
        "captures": captures_of(row),
        "measures": row.measures.select_related("proposed_by").order_by("proposed_at"),
        "choices": [choice for choice in offered if choice.bases],
        "cannot": [(choice, choice.refusal.say(code())) for choice in offered if not choice.bases],
        "deadline": due("CAC14-18.filing", clock.day_of(row.opened_at)),
        "day": day,
        "may_close": row.state == "open" and may_do("lead.check", user),
        "events": Event.objects.filter(kind="lead", object_id=row.pk).select_related("actor").order_by("at"),
    }
    return render(request, "desk/lead.html", words)


def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose a measure on the lead. The form sends measure and basis together as "code basis"."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    kind, _, basis = request.POST.get("choice", "").partition(" ")
    measure = propose_measure(row, kind, basis, request.POST.get("facts", "")[:4000], by=user, at=clock.now())
    messages.success(request, say("已提请审批；须由另一人批准。", "Put up for approval; another person decides."))
    return redirect("measure", key=measure.pk)


def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close the lead without action, with a reason."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    close_lead(row, request.POST.get("because", ""), by=user, at=clock.now())
    messages.success(request, say("线索已办结。", "The lead is closed."))
    return redirect("lead", key=key)

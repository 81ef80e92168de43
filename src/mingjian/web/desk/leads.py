"""Leads 线索: the list, and one lead with its sources and what may be done about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.law.counting import due
from mingjian.law.measures import measure as kind_of
from mingjian.office.leads.open_lead import close_lead, read_lead
from mingjian.office.measures.choices import categories_of, choices
from mingjian.office.measures.propose_measure import captures_of, propose_measure
from mingjian.office.measures.victims import mark_victim
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Event, Lead
from mingjian.web.desk.case_open import may_open
from mingjian.web.desk.proposing import form_of, served_case, terms_of
from mingjian.web.joint_form import joint_choices, joint_given
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
    may_propose = row.state == "open" and may_do("measure.propose", user)
    offered = (
        choices(row, user.unit.level, day, categories=categories_of(row), case=served_case(row)) if may_propose else []
    )
    possible = [choice for choice in offered if choice.bases]
    wanted = request.GET.get("measure", "")
    chosen = next((choice for choice in possible if choice.kind.code == wanted), None) or next(iter(possible), None)
    words = {
        "lead": row,
        "sources": row.sources.select_related("finding__judged_by", "report").order_by("recorded_at"),
        "captures": captures_of(row),
        "measures": row.measures.select_related("proposed_by").order_by("proposed_at"),
        "choices": possible,
        "chosen": chosen,
        "form": form_of(row, chosen.kind) if chosen else None,
        "joint": joint_choices(user.unit) if chosen else None,
        "may_mark": row.state == "open" and may_do("lead.check", user),
        "cannot": [(choice, choice.refusal.say(code())) for choice in offered if not choice.bases],
        "cases": [link.case for link in row.cases.filter(case__void=False).select_related("case")],
        "may_open_case": may_open(user, row),
        "deadline": due("CAC14-18.filing", clock.day_of(row.opened_at)),
        "day": day,
        "may_close": row.state == "open" and may_do("lead.check", user),
        "events": Event.objects.filter(kind="lead", object_id=row.pk).select_related("actor").order_by("at"),
    }
    return render(request, "desk/lead.html", words)


def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose a measure on the lead, or one for each account or store chosen; "choice" is "code basis"."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    kind, _, basis = request.POST.get("choice", "").partition(" ")
    facts, now = request.POST.get("facts", "")[:4000], clock.now()
    with transaction.atomic():
        joint = joint_given(request.POST)
        asked = terms_of(request.POST, row, kind_of(kind), by=user, at=now)
        wanted = [replace(terms, joint=joint) for terms in asked]
        made = [propose_measure(row, kind, basis, facts, terms, by=user, at=now) for terms in wanted]
    said = say(
        "已提请审批（{n} 项）；须由另一人批准。", "Put up for approval ({n}); another person decides.", n=len(made)
    )
    messages.success(request, said)
    return redirect("measure", key=made[0].pk) if len(made) == 1 else redirect("lead", key=row.pk)


def mark(request: HttpRequest, key: str) -> HttpResponse:
    """Mark the operator as a victim, or take the mark back, with a reason."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    victim = request.POST.get("victim") == "yes"
    mark_victim(row, victim, request.POST.get("because", ""), by=user, at=clock.now())
    said = (
        say("已认定为受害方，不得处罚。", "Marked as a victim; no penalty is possible.")
        if victim
        else say("已取消受害方认定。", "The mark of a victim is taken back.")
    )
    messages.success(request, said)
    return redirect("lead", key=key)


def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close the lead without action, with a reason."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    close_lead(row, request.POST.get("because", ""), by=user, at=clock.now())
    messages.success(request, say("线索已办结。", "The lead is closed."))
    return redirect("lead", key=key)

"""Open a case from a lead: a form with what the lead already says."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import MingjianError
from mingjian.law.articles import cite
from mingjian.law.case import CaseState
from mingjian.law.procedure import KINDS
from mingjian.office.cases.open_case import open_case, source_of
from mingjian.office.cases.take_step import Sent
from mingjian.records import clock
from mingjian.records.models import Case, Lead
from mingjian.web.components.facts import first_facts
from mingjian.web.desk.case_choices import Choices
from mingjian.web.desk.case_fields import facts_from, widgets
from mingjian.web.language import code, say
from mingjian.web.refusals import CODES

KIND = KINDS["source_registered"]


def may_open(user: Any, lead: Lead) -> bool:
    """Whether the page of a lead offers to open a case: an open lead of an offender that has none, and a role for it."""
    taken = lead.cases.filter(case__void=False).exists()
    return lead.state == "open" and not lead.victim and not taken and user.has_role(*KIND.by)


def open_from_lead(request: HttpRequest, key: str) -> HttpResponse:
    """The form of the registration of the source; POST opens the case and leads to it."""
    user: Any = request.user
    lead = get_object_or_404(Lead.objects.seen_by(user).select_related("service__subject", "unit"), pk=key)
    values: dict[str, Any] = {"source": source_of(lead), "summary": first_facts(lead.sources.all())}
    values["found_on"] = clock.day_of(lead.opened_at).isoformat()
    error: MingjianError | None = None
    if request.method == "POST":
        values = facts_from(KIND, request.POST, user.unit)
        sent = Sent(clock.today(), request.POST.get("key", "")[:64])
        try:
            case = open_case([lead], values, sent, by=user, at=clock.now())
        except MingjianError as refused:
            error = refused
        else:
            messages.success(request, say("已登记案件来源：{n}。", "The source is registered: {n}.", n=case.number))
            return redirect("case", key=case.pk)
    choices = Choices(
        Case(unit=user.unit, service=lead.service, subject=lead.service.subject), CaseState(), user, clock.today()
    )
    words = {
        "lead": lead,
        "kind": KIND,
        "article": cite(KIND.article, code()),
        "widgets": widgets(KIND, choices, values),
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "error": error.say(code()) if error else "",
    }
    status = next((number for kind, number in CODES.items() if isinstance(error, kind)), 400) if error else 200
    return render(request, "desk/case_open.html", words, status=status)

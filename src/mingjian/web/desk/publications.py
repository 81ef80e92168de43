"""Publication 公开: what may be published, what is, what must be taken back by when."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.law.measure_kind import COUNTED_FROM
from mingjian.law.publication import QUESTIONS, Answer
from mingjian.office.cases.enter_publications import refused_by_case
from mingjian.office.people.authority import may_do
from mingjian.office.publications.publish import measures_of, propose_publication, publish, refuse_publication
from mingjian.office.publications.statement import write_statement
from mingjian.office.publications.withdraw import note_fallen, withdraw, withdrawal_due
from mingjian.records import clock
from mingjian.records.models import Event, Measure, Publication
from mingjian.web.language import code, say
from mingjian.web.paging import page

CANDIDATES = 30


def _rows(user: Any) -> Any:
    return Publication.objects.seen_by(user).select_related(
        "unit", "measure", "case", "proposed_by", "decided_by", "withdrawn_by"
    )


def _candidates(user: Any) -> Any:
    """Measures in force that are neither proposed for publication nor public."""
    taken = Publication.objects.filter(state__in=("proposed", "published"))
    rows = Measure.objects.seen_by(user).filter(state__in=COUNTED_FROM, lifted_on=None).exclude(code="publication")
    rows = rows.exclude(pk__in=taken.filter(measure__isnull=False).values("measure"))
    rows = rows.exclude(case__in=taken.filter(case__isnull=False).values("case"))
    return rows.select_related("service", "subject", "unit").order_by("-executed_on", "-id")[:CANDIDATES]


def publications(request: HttpRequest) -> HttpResponse:
    """What must be taken back first, then the list, then what may be proposed."""
    user: Any = request.user
    state = request.GET.get("state", "").strip()
    rows = _rows(user).filter(state=state) if state else _rows(user)
    urgent = [(row, withdrawal_due(row)) for row in _rows(user).filter(state="published", fell_on__isnull=False)]
    words = {
        "page": page(rows, ("-proposed_at", "-id"), request.GET.get("after", "")),
        "state": state,
        "states": ("proposed", "published", "withdrawn", "refused"),
        "urgent": urgent,
        "today": clock.today(),
        "may_propose": may_do("publication.propose", user),
        "candidates": _candidates(user) if may_do("publication.propose", user) else [],
    }
    return render(request, "desk/publications.html", words)


def propose(request: HttpRequest, key: str) -> HttpResponse:
    """The test and the facts for one measure, and what the public would read; POST proposes it."""
    user: Any = request.user
    measure = get_object_or_404(
        Measure.objects.seen_by(user).select_related("service", "subject", "unit", "case", "lead"), pk=key
    )
    if request.method == "POST":
        answers = {
            one.code: Answer(
                request.POST.get(f"{one.code}_holds") == "yes", request.POST.get(f"{one.code}_because", "")
            )
            for one in QUESTIONS
        }
        row = propose_publication(
            measure,
            answers,
            request.POST.get("facts", ""),
            minor=request.POST.get("minor") == "yes",
            by=user,
            at=clock.now(),
        )
        messages.success(request, say("已提请公开，须由另一人批准。", "Proposed; another person decides."))
        return redirect("publication", key=row.pk)
    statement, masked = write_statement(measures_of(measure), measure.facts)
    words = {"measure": measure, "questions": QUESTIONS, "statement": statement, "masked": masked}
    return render(request, "desk/publication_new.html", words)


def publication(request: HttpRequest, key: str) -> HttpResponse:
    """One publication: what the public reads, the test with its reasons, and what may be done."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    asked = [(question, row.test.get(question.code, {})) for question in QUESTIONS]
    clock_of = withdrawal_due(row)
    may_decide = row.state == "proposed" and row.proposed_by_id != user.pk and may_do("publication.approve", user)
    asks_case = row.state != "proposed" or may_decide
    refused = refused_by_case(row, by=user, at=clock.now()) if asks_case else None
    words = {
        "publication": row,
        "statement": row.statement,
        "asked": asked,
        "due": clock_of,
        "refused": refused.say(code()) if refused else "",
        "late": clock_of is not None and clock_of.over(clock.today()),
        "today": clock.today(),
        "over": row.shown_until is not None and row.shown_until < clock.today(),
        "may_decide": may_decide,
        "may_note": row.state == "published" and row.fell_on is None and may_do("publication.propose", user),
        "may_withdraw": row.state == "published" and may_do("publication.approve", user),
        "events": Event.objects.filter(kind="publication", object_id=row.pk).select_related("actor").order_by("at"),
    }
    return render(request, "desk/publication.html", words)


def act(request: HttpRequest, key: str) -> HttpResponse:
    """Every act on a publication: `act` names it."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    named, because, now = request.POST.get("act", ""), request.POST.get("because", ""), clock.now()
    if named == "publish":
        publish(row, by=user, at=now)
        said = say("已公开，公众可以看到。", "Published; everybody can read it.")
    elif named == "refuse":
        refuse_publication(row, because, by=user, at=now)
        said = say("不予公开，理由已记下。", "Not published; the reason is kept.")
    elif named == "fell":
        try:
            day = datetime.date.fromisoformat(request.POST.get("fell_on", ""))
        except ValueError:
            raise BadInput("Write the day as 2026-11-24.", "请把日期写成 2026-11-24。") from None
        note_fallen(row, day, because, by=user, at=now)
        said = say("已记下，撤回期限开始计算。", "Noted; the term to take it back runs.")
    elif named == "withdraw":
        withdraw(row, because, by=user, at=now)
        said = say("已撤回，理由已公开。", "Taken back; the reasons are public.")
    else:
        raise BadInput("Choose an act.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("publication", key=key)

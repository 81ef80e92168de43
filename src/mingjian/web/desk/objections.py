"""Objections 异议: the list, and one objection from what was stated to the ruling of a second person."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.office.measures.objections import (
    answer_objection,
    asks_restoring,
    contact_of,
    content_of,
    hear_executor,
    read_objection,
    rule_objection,
)
from mingjian.office.people.authority import may_do
from mingjian.papers.handed_in import TYPES
from mingjian.records import clock
from mingjian.records.models import Event, Objection, ObjectionFile
from mingjian.web.language import say
from mingjian.web.paging import page

OPEN = ("received", "answered")


def _rows(user: Any) -> Any:
    return Objection.objects.seen_by(user).select_related(
        "measure__service", "measure__executor", "unit", "answered_by", "ruled_by"
    )


def objections(request: HttpRequest) -> HttpResponse:
    """The objections, open ones by default, with the day by which each must be ruled on."""
    state = request.GET.get("state", "open")
    rows = _rows(request.user)
    if state == "open":
        rows = rows.filter(state__in=OPEN)
    elif state != "all":
        rows = rows.filter(state=state)
    shown = page(rows, ("-received_at", "-id"), request.GET.get("after", ""))
    return render(request, "desk/objections.html", {"page": shown, "state": state, "day": clock.today()})


def objection(request: HttpRequest, key: str) -> HttpResponse:
    """One objection; opening it is logged."""
    user: Any = request.user
    row = read_objection(get_object_or_404(_rows(user), pk=key), by=user, at=clock.now())
    working = row.state in OPEN and may_do("objection.answer", user)
    words = {
        "objection": row,
        "measure": row.measure,
        "files": row.files.defer("sealed").order_by("recorded_at"),
        "contact": contact_of(row) if may_do("objection.answer", user) or may_do("objection.rule", user) else "",
        "may_answer": working,
        "may_rule": row.state == "answered" and row.answered_by_id != user.pk and may_do("objection.rule", user),
        "asks_restoring": asks_restoring(row.measure),
        "today": clock.today(),
        "events": Event.objects.filter(kind="objection", object_id=row.pk).select_related("actor").order_by("at"),
    }
    return render(request, "desk/objection.html", words)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("Write the day as 2026-11-24.", "日期请写成 2026-11-24。") from error


def act_on_objection(request: HttpRequest, key: str) -> HttpResponse:
    """Every act on an objection: `act` names it."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    named, text, now = request.POST.get("act", ""), request.POST.get("text", ""), clock.now()
    if named == "hear":
        hear_executor(row, text, _day(request.POST.get("on", "")), by=user, at=now)
        said = say("执行方的意见已记下。", "What the executor says is kept.")
    elif named == "answer":
        answer_objection(row, request.POST.get("proposal", ""), text, by=user, at=now)
        said = say("已提出处理意见；须由另一人裁定。", "Proposed; another person rules.")
    elif named == "rule":
        ruled = rule_objection(row, request.POST.get("ruling", ""), text, by=user, at=now)
        said = (
            say("异议成立，处置已撤销。", "Upheld; the measure is lifted.")
            if ruled.state == "upheld"
            else say("异议不成立，理由已记下。", "Rejected; the reasons are kept.")
        )
    else:
        raise BadInput("Choose an act.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("objection", key=key)


def attachment(request: HttpRequest, key: str) -> HttpResponse:
    """One attachment, as it was handed in; always as a download."""
    user: Any = request.user
    row = get_object_or_404(ObjectionFile, pk=key, objection__in=Objection.objects.seen_by(user))
    answer = HttpResponse(content_of(row), content_type="application/octet-stream")
    kind = next((kind for kind, media_type in TYPES.items() if media_type == row.media_type), "bin")
    answer["Content-Disposition"] = f'attachment; filename="{row.digest[:16]}.{kind}"'
    return answer

"""Measures 处置: the list, and one measure from its basis to its proof."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.office.measures.carry_out import WAYS, notify_measure, record_execution
from mingjian.office.measures.lift_measure import approve_lifting, propose_lifting
from mingjian.office.measures.propose_measure import approve_measure, refuse_measure, withdraw_measure
from mingjian.office.measures.rechecks import check_now
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Event, Measure
from mingjian.web.desk.course import course_of
from mingjian.web.language import say
from mingjian.web.paging import page


def _rows(user: Any) -> Any:
    return Measure.objects.seen_by(user).select_related(
        "service", "subject", "unit", "lead", "executor", "proposed_by", "decided_by"
    )


def measures(request: HttpRequest) -> HttpResponse:
    """The list of measures with its filters."""
    state, code, wanted = (request.GET.get(name, "").strip() for name in ("state", "code", "q"))
    rows = _rows(request.user)
    if state:
        rows = rows.filter(state=state)
    if code:
        rows = rows.filter(code=code)
    if wanted:
        rows = (
            rows.filter(service__name__icontains=wanted)
            | rows.filter(number__icontains=wanted)
            | rows.filter(service__host__icontains=wanted)
        )
    shown = page(rows, ("-proposed_at", "-id"), request.GET.get("after", ""))
    return render(request, "desk/measures.html", {"page": shown, "state": state, "code": code, "q": wanted})


def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One measure: its course, what is next and who may do it, basis, facts, evidence, notice, answer, outcomes."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    mine = row.proposed_by_id == user.pk
    words = {
        "measure": row,
        "course": course_of(row),
        "mine": mine,
        "may_approve": row.state == "proposed" and not mine and may_do("measure.approve", user),
        "may_notify": row.state == "ordered" and may_do("measure.notify", user),
        "may_record": row.state in ("notified", "failed") and may_do("measure.record_execution", user),
        "may_check": row.state in ("executed", "verified") and may_do("measure.verify", user),
        "may_lift": row.state in ("notified", "executed", "verified")
        and not row.lifting_by_id
        and may_do("lifting.propose", user),
        "may_approve_lifting": row.lifting_by_id
        and not row.lifted_on
        and row.lifting_by_id != user.pk
        and may_do("lifting.approve", user),
        "ways": WAYS,
        "today": clock.today(),
        "evidence": row.evidence.select_related("capture"),
        "rechecks": row.rechecks.filter(cancelled=False).select_related("outcome__capture", "visit").order_by("due_at"),
        "events": Event.objects.filter(kind="measure", object_id=row.pk).select_related("actor").order_by("at"),
    }
    return render(request, "desk/measure.html", words)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            f"{text!r} is no day; write it as 2026-11-24.", f"“{text}”不是日期，请写成 2026-11-24。"
        ) from error


def act(request: HttpRequest, key: str) -> HttpResponse:
    """Every act on a measure: `act` names it."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    named, because, now = request.POST.get("act", ""), request.POST.get("because", ""), clock.now()
    if named == "approve":
        approve_measure(row, by=user, at=now)
        said = say("已批准，处置生效。", "Approved; the measure is ordered.")
    elif named == "refuse":
        refuse_measure(row, because, by=user, at=now)
        said = say("已退回，理由已记下。", "Refused; the reason is kept.")
    elif named == "withdraw":
        withdraw_measure(row, by=user, at=now)
        said = say("已撤回。", "Withdrawn.")
    elif named == "notify":
        notify_measure(row, request.POST.get("way", ""), not_told_because=because, by=user, at=now)
        said = say("告知已记下，文书见下。", "The notice is kept below as it was served.")
    elif named == "record":
        done, day = request.POST.get("done") == "yes", _day(request.POST.get("executed_on", ""))
        record_execution(row, done=done, answer=request.POST.get("text", ""), executed_on=day, by=user, at=now)
        said = say("执行方的答复已记下。", "The executor's answer is kept.")
    elif named == "check":
        check_now(row, by=user, at=now)
        said = say("已安排复核，结果马上会出现在这里。", "A visit is on its way; its outcome will appear here.")
    elif named == "lift":
        propose_lifting(row, because, by=user, at=now)
        said = say("撤销已提请审批。", "The lifting waits for approval.")
    elif named == "approve_lifting":
        approve_lifting(row, by=user, at=now)
        said = say("处置已撤销。", "The measure is lifted.")
    else:
        raise BadInput("Choose an act.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("measure", key=key)

"""Measures 处置: the list, and one measure from its basis to its proof."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingjian.errors import BadInput
from mingjian.law.executors import by_letter
from mingjian.law.measures import measure as kind_of
from mingjian.office.measures.carry_out import WAYS, notify_measure, record_execution, show_code
from mingjian.office.measures.check_measure import captures_of, check_measure
from mingjian.office.measures.joint import campaigns_known
from mingjian.office.measures.lift_measure import approve_lifting, propose_lifting
from mingjian.office.measures.objections import register_objection
from mingjian.office.measures.order_paper import notice_paper, sealed_pdf
from mingjian.office.measures.propose_measure import approve_measure, refuse_measure, withdraw_measure
from mingjian.office.measures.rechecks import check_now
from mingjian.office.people.authority import may_do, require
from mingjian.office.people.kept_secrets import objection_code
from mingjian.office.people.office_seal import office_name
from mingjian.records import clock
from mingjian.records.models import Event, Measure, MeasureNotice, OperationLink
from mingjian.web.desk.course import course_of
from mingjian.web.desk.measure_lists import VIEWS, executing_bodies, measure_page
from mingjian.web.document_file import file_answer
from mingjian.web.joint_form import joint_words
from mingjian.web.language import say


def _rows(user: Any, *, taking_part: bool = False) -> Any:
    """The measures of the officer's offices; with `taking_part` also joint ones led elsewhere, to be looked at."""
    rows = Measure.objects.seen_by(user)
    if taking_part:
        rows |= Measure.objects.taken_part_by(user)
    return rows.select_related("service", "subject", "unit", "lead", "executor", "proposed_by", "decided_by")


def measures(request: HttpRequest) -> HttpResponse:
    """The desk of measures: one list in several views, with a selection that goes into one letter."""
    user: Any = request.user
    view = request.GET.get("view", "all")
    asked = {name: request.GET.get(name, "").strip() for name in ("state", "code", "executor", "campaign", "q")}
    letters = {"to_order": "execute", "not_back": "restore"}
    words = {
        "page": measure_page(user, view, asked, request.GET.get("after", "")),
        "view": view if view in VIEWS else "all",
        "views": [(key, say(*pair)) for key, pair in VIEWS.items()],
        "asked": asked,
        "letter": letters.get(view, "") if may_do("measure.notify", user) else "",
        "executors": executing_bodies(),
        "campaigns": campaigns_known(user.unit),
    }
    return render(request, "desk/measures.html", words)


def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One measure: its course, what is next and who may do it, basis, facts, evidence, notice, answer, outcomes."""
    user: Any = request.user
    row = get_object_or_404(_rows(user, taking_part=True), pk=key)
    mine = row.proposed_by_id == user.pk
    here = row.unit.path.startswith(user.unit.path)
    words = {
        "measure": row,
        "course": course_of(row),
        "mine": mine,
        "joint": joint_words(row),
        "may_approve": row.state == "proposed" and not mine and may_do("measure.approve", user),
        "may_notify": row.state == "ordered" and may_do("measure.notify", user),
        "by_letter": by_letter(row.executor_kind) if row.executor_kind else kind_of(row.code).by_others,
        "may_record": row.state in ("notified", "failed")
        and not row.order_items.filter(result="waiting").exists()
        and may_do("measure.record_execution", user),
        "may_check": row.state in ("executed", "verified") and may_do("measure.verify", user),
        "may_lift": row.state in ("executed", "verified") and not row.lifting_by_id and may_do("lifting.propose", user),
        "may_approve_lifting": row.lifting_by_id
        and not row.lifted_on
        and row.lifting_by_id != user.pk
        and may_do("lifting.approve", user),
        "ways": WAYS,
        "kind": kind_of(row.code),
        "here": here,
        "may_object": row.state in ("notified", "executed", "verified") and may_do("objection.register", user),
        "targets": row.targets.select_related("account", "listing__store").order_by("position")[:500],
        "letters": row.order_items.select_related("order__executor", "target").order_by("order__made_at", "position")[
            :500
        ],
        "notices": row.notices.select_related("by").order_by("made_at"),
        "checks": row.checks.select_related("by", "capture").order_by("made_at"),
        "objections": row.objections.order_by("received_at"),
        "captures": captures_of(row).select_related("service").order_by("-taken_at")[:8],
        "links": OperationLink.objects.filter(earlier=row.service_id, state="confirmed").select_related("later"),
        "today": clock.today(),
        "evidence": row.evidence.select_related("capture"),
        "rechecks": row.rechecks.filter(cancelled=False).select_related("outcome__capture", "visit").order_by("due_at"),
        "events": Event.objects.filter(kind="measure", object_id=row.pk).select_related("actor").order_by("at"),
    }
    if not here:
        words |= {name: False for name in words if name.startswith("may_")}
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
    elif named == "seen":
        taken = request.POST.get("capture", "")
        capture = get_object_or_404(captures_of(row), pk=taken) if taken else None
        given = request.FILES.get("file")
        check_measure(
            row,
            holds=request.POST.get("holds") == "yes",
            note=request.POST.get("text", ""),
            seen_on=_day(request.POST.get("seen_on", "")),
            capture=capture,
            content=given.read() if given else b"",
            by=user,
            at=now,
        )
        said = say("核查已记下。", "The check is kept.")
    elif named == "object":
        objection = register_objection(row, request.POST.get("text", ""), by=user, at=now)
        messages.success(request, say("异议已登记。", "The objection is registered."))
        return redirect("objection", key=objection.pk)
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


def _notice(request: HttpRequest, key: str) -> tuple[Measure, MeasureNotice]:
    """A notice in the officer's scope; whoever sees its one-time code stands in the log."""
    user: Any = request.user
    notice = get_object_or_404(MeasureNotice.objects.select_related("measure"), pk=key)
    row = get_object_or_404(_rows(user), pk=notice.measure_id)
    require("measure.notify", by=user, about=row)
    show_code(row, by=user, at=clock.now())
    return row, notice


def slip(request: HttpRequest, key: str) -> HttpResponse:
    """The slip with the one-time code that goes out with a notice."""
    row, notice = _notice(request, key)
    words = {"measure": row, "notice": notice, "code": objection_code(notice.pk)}
    return render(request, "desk/notice_slip.html", words)


def notice_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The notice with its code as a PDF sealed by the office, to be served on paper or by electronic means."""
    row, notice = _notice(request, key)
    where = request.build_absolute_uri(reverse("object_to_measure"))
    paper = notice_paper(office_name(row.unit), row.number or "", row.notice, objection_code(notice.pk), where)
    return file_answer(sealed_pdf(paper, row.unit, at=clock.now()), "application/pdf", f"{row.number}-notice.pdf")

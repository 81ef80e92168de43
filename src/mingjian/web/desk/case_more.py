"""Beside the course of a case: corrections of typing errors, handing over many cases, acting approvers."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput, MingjianError
from mingjian.office.cases.correct_step import correctable, decide_correction, propose_correction
from mingjian.office.cases.course import kind_of_row
from mingjian.office.cases.hand_over import MOST, hand_over
from mingjian.office.people.authority import may_do
from mingjian.office.people.depute import STANDING_IN, appoint_deputy, end_deputation
from mingjian.records import clock
from mingjian.records.models import Account, Case, Deputation, StepCorrection
from mingjian.web.desk.case import rows_for
from mingjian.web.desk.case_fields import number_of
from mingjian.web.desk.case_people import is_id
from mingjian.web.desk.cases import kind_word
from mingjian.web.language import code, say
from mingjian.web.refusals import CODES

REASSIGN = ("section_head", "office_head")


def _status(error: MingjianError | None) -> int:
    return next((number for kind, number in CODES.items() if isinstance(error, kind)), 400) if error else 200


def correct_step(request: HttpRequest, key: str, seq: int) -> HttpResponse:
    """Propose that one field of a step be read otherwise; another person decides."""
    user: Any = request.user
    case = get_object_or_404(rows_for(user), pk=key)
    row = get_object_or_404(case.steps.all(), seq=seq)
    fields = correctable(row)
    if not fields:
        raise Http404
    error: MingjianError | None = None
    named = request.POST.get("field", fields[0].name)
    if request.method == "POST":
        field = next((known for known in fields if known.name == named), fields[0])
        text = request.POST.get("new", "").strip()[:4000]
        new: object = number_of(text) if field.kind == "number" else text
        try:
            propose_correction(case, seq, field.name, new, request.POST.get("because", ""), by=user, at=clock.now())
        except MingjianError as refused:
            error = refused
        else:
            messages.success(request, say("更正已提请审批。", "The correction waits for approval."))
            return redirect("case", key=key)
    words = {
        "case": case,
        "row": row,
        "word": kind_word(kind_of_row(row)),
        "fields": [(field.name, field.label(code()), row.facts.get(field.name)) for field in fields],
        "field": named,
        "new": request.POST.get("new", ""),
        "because": request.POST.get("because", ""),
        "error": error.say(code()) if error else "",
    }
    return render(request, "desk/case_correct.html", words, status=_status(error))


def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Approve or refuse a proposed correction."""
    user: Any = request.user
    correction = get_object_or_404(StepCorrection.objects.filter(step__case__in=rows_for(user)), pk=key)
    approve = request.POST.get("act") == "approve"
    case: Case = correction.step.case
    decide_correction(correction, approve=approve, by=user, at=clock.now())
    approved = say("已同意更正，案件已重新计算。", "Corrected; the case was added up anew.")
    said = approved if approve else say("更正未获同意。", "The correction was refused.")
    messages.success(request, said)
    return redirect("case", key=case.pk)


def reassign(request: HttpRequest) -> HttpResponse:
    """Hand the cases of one handler over to another, those that are ticked."""
    user: Any = request.user
    office = Account.objects.filter(unit=user.unit, is_active=True, roles__contains=["handler"]).order_by("name_zh")
    chosen = request.POST.get("from") or request.GET.get("from", "")
    old = office.filter(pk=chosen).first() if is_id(chosen) else None
    cases: list[Case] = []
    if old:
        held = Case.objects.filter(handlers__contains=[old.pk], open=True, void=False, unit=user.unit)
        cases = list(held.order_by("sorted_due", "id")[:MOST])
    words: dict[str, Any] = {
        "office": office,
        "old": old,
        "cases": cases,
        "day": clock.today(),
        "may": user.has_role(*REASSIGN),
        "key": uuid.uuid4().hex,
    }
    if request.method == "POST" and old:
        new = office.filter(pk=request.POST.get("to", "")).first() if is_id(request.POST.get("to", "")) else None
        ticked = [case for case in cases if str(case.pk) in request.POST.getlist("case")]
        if new is None or not ticked:
            raise BadInput("Tick the cases and choose who takes them over.", "请勾选案件，并选择接办人。")
        because, sent = request.POST.get("because", ""), request.POST.get("key", "")[:64]
        words["results"] = hand_over(ticked, old, new, because, key=sent, by=user, at=clock.now())
        words["new"] = new
    return render(request, "desk/hand_over.html", words)


def deputations(request: HttpRequest) -> HttpResponse:
    """Who approves while a head is away; heads name and end deputations here."""
    user: Any = request.user
    may = may_do("account.approve", user)
    error: MingjianError | None = None
    if request.method == "POST":
        try:
            _appoint(request, user)
        except MingjianError as refused:
            error = refused
        else:
            return redirect("deputations")
    rows = Deputation.objects.filter(unit__path__startswith=user.unit.path)
    words = {
        "rows": rows.select_related("absent", "deputy", "unit", "appointed_by").order_by("-last", "-appointed_at")[
            :100
        ],
        "may": may,
        "day": clock.today(),
        "heads": Account.objects.filter(unit=user.unit, roles__overlap=["office_head", "main_head"], is_active=True),
        "deputies": Account.objects.filter(unit=user.unit, roles__overlap=list(STANDING_IN), is_active=True),
        "error": error.say(code()) if error else "",
    }
    return render(request, "desk/deputations.html", words, status=_status(error))


def _appoint(request: HttpRequest, user: Account) -> None:
    if is_id(request.POST.get("end", "")):
        row = get_object_or_404(Deputation, pk=request.POST["end"])
        end_deputation(row, clock.today(), by=user, at=clock.now())
        messages.success(request, say("代理已结束。", "The deputation has ended."))
        return
    absent, deputy = (_account(request.POST.get(name, ""), user) for name in ("absent", "deputy"))
    first, last = (_day(request.POST.get(name, "")) for name in ("first", "last"))
    appoint_deputy(absent, deputy, first, last, request.POST.get("because", ""), by=user, at=clock.now())
    messages.success(request, say("代理已记下，到期自动结束。", "Recorded; it ends by itself."))


def _account(key: str, user: Account) -> Account:
    found: Account | None = (
        Account.objects.filter(pk=key, unit=user.unit).select_related("unit").first() if is_id(key) else None
    )
    if found is None:
        raise BadInput("Choose who is away and who stands in.", "请选择被代理人和代理人。")
    return found


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            f"{text!r} is no day; write it as 2026-11-24.", f"“{text}”不是日期，请写成 2026-11-24。"
        ) from error

"""Letters to executors: a selection looked at, sent, what is out with whom since when, and the answers row by row."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingjian.errors import BadInput
from mingjian.office.measures.answer_files import LARGEST, read_answer
from mingjian.office.measures.carry_out import WAYS
from mingjian.office.measures.joint import join_measures
from mingjian.office.measures.send_order import open_package, preview_order, send_order, take_over, withdraw_order
from mingjian.office.measures.spot_checks import spot_check
from mingjian.office.measures.take_answer import take_answer
from mingjian.office.people.authority import may_do, require
from mingjian.records import clock
from mingjian.records.models import Agency, AnswerRow, Event, Measure, Order
from mingjian.web.joint_form import joint_choices, joint_given
from mingjian.web.language import code, say
from mingjian.web.paging import page

MOST_PICKED = 1000
ROWS = 1000


def _rows(user: Any) -> Any:
    return Order.objects.seen_by(user).defer("package").select_related("executor", "unit", "made_by")


def orders(request: HttpRequest) -> HttpResponse:
    """The letters, those that are out first to be looked for: to whom, since when, how much is answered."""
    state, executor = request.GET.get("state", "out"), request.GET.get("executor", "")
    rows = _rows(request.user)
    if state != "all":
        rows = rows.filter(state=state)
    if executor:
        rows = rows.filter(executor__code=executor)
    shown = page(rows, ("-made_at", "-id"), request.GET.get("after", ""))
    keys = [row.pk for row in shown.rows]
    waiting = Count("items", filter=Q(items__result="waiting"))
    tally = dict(Order.objects.filter(pk__in=keys).annotate(n=waiting).values_list("pk", "n"))
    steps = dict(Order.objects.filter(pk__in=keys).values_list("pk", "reminders__step").order_by("reminders__on"))
    for row in shown.rows:
        row.silent, row.step = tally[row.pk], steps.get(row.pk)
    words = {"page": shown, "state": state, "executor": executor, "day": clock.today(), "executors": _executors()}
    return render(request, "desk/orders.html", words)


def _executors() -> Any:
    return Agency.objects.filter(orders__isnull=False).distinct().order_by("code")


def picked(request: HttpRequest) -> list[Measure]:
    """The measures of a selection, in the officer's scope, with what a letter needs."""
    user: Any = request.user
    keys = list(dict.fromkeys(request.POST.getlist("pick")))[:MOST_PICKED]
    try:
        rows = Measure.objects.seen_by(user).filter(pk__in=keys)
        return list(rows.select_related("service", "subject", "executor", "unit").order_by("number"))
    except (ValueError, TypeError, ValidationError) as error:
        raise BadInput("The selection cannot be read; choose again.", "所选内容无法识别，请重新选择。") from error


def _act(request: HttpRequest) -> str:
    return "restore" if request.POST.get("act") == "restore" else "execute"


def preview(request: HttpRequest) -> HttpResponse:
    """What a letter with the selection would hold, and what cannot stand in it and why; nothing is changed."""
    rows, act = picked(request), _act(request)
    if not rows:
        raise BadInput("Choose at least one measure.", "请至少选择一项处置。")
    named = {row.executor for row in rows if row.executor}
    wanted = request.POST.get("executor", "")
    executor = next((one for one in named if one.code == wanted), None) or next(iter(named), None)
    if executor is None:
        raise BadInput("None of these goes to an executor by letter.", "所选处置都不需要发交办函。")
    seen = preview_order(rows, executor, act)
    words = {
        "act": act,
        "executor": executor,
        "executors": sorted(named, key=lambda one: one.code),
        "fit": [row.measure for row in seen if row.verdict],
        "unfit": [(row.measure, row.verdict.say(code())) for row in seen if not row.verdict],
        "joint": joint_choices(request.user.unit),  # type: ignore[union-attr]
        "ways": ("by_executor", *(way for way in WAYS if way != "by_executor")),
    }
    return render(request, "desk/order_preview.html", words)


def send(request: HttpRequest) -> HttpResponse:
    """Send the letter as it was previewed."""
    user: Any = request.user
    executor = get_object_or_404(Agency, code=request.POST.get("executor", ""))
    rows, joint, now = picked(request), joint_given(request.POST), clock.now()
    with transaction.atomic():
        if joint and _act(request) == "execute":
            join_measures(rows, joint, by=user, at=now)
        order = send_order(
            rows,
            executor,
            act=_act(request),
            way=request.POST.get("way", ""),
            not_told_because=request.POST.get("because", ""),
            objections_at=request.build_absolute_uri(reverse("object_to_measure")),
            by=user,
            at=now,
        )
    said = say(
        "交办函 {number} 已发出，共 {n} 项。", "Sent {number} with {n} items.", number=order.number, n=order.items_count
    )
    messages.success(request, said)
    return redirect("order", key=order.pk)


def order(request: HttpRequest, key: str) -> HttpResponse:
    """One letter: its items with their answers, the answers as they came, reminders, and what may be done."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    items = row.items.select_related("measure__service", "measure__subject", "target").order_by("position")[:ROWS]
    refused = AnswerRow.objects.filter(answer__order=row).exclude(fate="taken").select_related("answer", "item")
    tally = dict(row.items.values_list("result").annotate(n=Count("id")))
    words = {
        "order": row,
        "items": items,
        "tally": tally,
        "answers": row.answers.select_related("by", "token").order_by("received_at"),
        "remarks": refused.order_by("answer__received_at", "line")[:200],
        "reminders": row.reminders.order_by("on"),
        "day": clock.today(),
        "may_answer": row.state != "withdrawn" and may_do("measure.record_execution", user),
        "may_withdraw": row.state == "out" and set(tally) == {"waiting"} and may_do("measure.notify", user),
        "may_spot": bool({"done", "partly"} & set(tally)) and may_do("measure.verify", user),
        "may_take": may_do("measure.notify", user) and row.digest,
        "events": Event.objects.filter(kind="order", object_id=row.pk).select_related("actor").order_by("at"),
    }
    return render(request, "desk/order.html", words)


def _file(request: HttpRequest) -> tuple[str, bytes]:
    given = request.FILES.get("file")
    if given is None:
        raise BadInput("Choose the file of the answer.", "请选择答复文件。")
    if (given.size or 0) > LARGEST:
        raise BadInput("The file is larger than 2 MB.", "文件超过 2 MB。")
    return given.name or "", given.read()


def act_on_order(request: HttpRequest, key: str) -> HttpResponse:
    """Every act on a letter: `act` names it."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    named, now = request.POST.get("act", ""), clock.now()
    if named == "answer":
        name, content = _file(request)
        taken = take_answer(
            row,
            row.executor,
            read_answer(content),
            way="file",
            name=name,
            digest=hashlib.sha256(content).hexdigest(),
            by=user,
            at=now,
        )
        said = say(
            "采纳 {t} 行，标注 {m} 行，不予采纳 {r} 行。",
            "{t} rows taken, {m} taken with a mark, {r} refused.",
            t=taken.taken,
            m=taken.marked,
            r=taken.refused,
        )
    elif named == "withdraw":
        withdraw_order(row, request.POST.get("because", ""), by=user, at=now)
        said = say("交办函已撤回。", "The letter is taken back.")
    elif named == "spot":
        count = request.POST.get("count", "")
        drawn = spot_check(row, int(count) if count.isdecimal() and len(count) < 4 else 0, by=user, at=now)
        said = say("已抽取 {n} 项，正在查看。", "{n} drawn; they are being looked at.", n=drawn)
    else:
        raise BadInput("Choose an act.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("order", key=key)


def package(request: HttpRequest, key: str) -> HttpResponse:
    """The signed package as a file to be handed over; who takes it out stands in the log."""
    user: Any = request.user
    row = get_object_or_404(Order.objects.seen_by(user).select_related("unit", "executor"), pk=key)
    require("measure.notify", by=user, about=row)
    content = open_package(row)
    take_over(row, "file", by=user, at=clock.now())
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{row.number}.zip"'
    return answer

"""Bulk returns 报送: the list, one return from receipt to acceptance, and what is done with it."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingjian.errors import BadInput
from mingjian.figures.bulk import bulk_shares
from mingjian.figures.period import Period, period, quarter_of
from mingjian.figures.targets_hit import targets_hit
from mingjian.office.people.authority import may_do
from mingjian.office.returns.decide_return import accept_return, assessment_of, reject_return
from mingjian.office.returns.keeping import rows_file
from mingjian.office.returns.links import close_link, make_link
from mingjian.office.returns.receive_return import REPORTERS, Told, kind_of, receive_return
from mingjian.office.returns.sample_return import draw_sample, head_after_receipt
from mingjian.records import clock
from mingjian.records.models import Agency, BulkReturn, Event, ReturnLink
from mingjian.returns import CATEGORIES
from mingjian.returns.sampling import sizes
from mingjian.web.form_files import on_disk, uploaded
from mingjian.web.language import say
from mingjian.web.paging import page

PREVIEW = 20
STATES = ("submitted", "checked", "sampled", "accepted", "rejected", "superseded", "unreadable")


def rows_of(user: Any) -> Any:
    """The returns in an officer's scope."""
    return BulkReturn.objects.seen_by(user).select_related(
        "unit", "reporter", "corrects", "received_by", "drawn_by", "decided_by"
    )


def _reporters() -> list[Agency]:
    kinds = {kind for row in REPORTERS.values() for kind in row}
    return [row for row in Agency.objects.order_by("code") if kind_of(row) in kinds]


def _told(request: HttpRequest) -> Told:
    reporter = Agency.objects.filter(code=request.POST.get("reporter", "")).first()
    if reporter is None:
        raise BadInput("Choose who reports.", "请选择报送单位。")
    campaign = request.POST.get("campaign", "").strip()
    return Told(reporter, request.POST.get("category", ""), period(request.POST.get("period", "")), campaign)


def returns(request: HttpRequest) -> HttpResponse:
    """The list of returns with its filters, and the forms that take one in; POST takes one in."""
    user: Any = request.user
    if request.method == "POST":
        file = uploaded(request)
        with on_disk(file) as path:
            row = receive_return(user.unit, _told(request), path, file.name or "", by=user, at=clock.now())
        messages.success(
            request, say("已收到 {n}，正在逐行核对。", "Received as {n}; its rows are being checked.", n=row.number)
        )
        return redirect("return", key=row.pk)
    state, kind, wanted = (request.GET.get(name, "").strip() for name in ("state", "category", "q"))
    rows = rows_of(user)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(category=kind)
    if wanted:
        rows = rows.filter(reporter__name_zh__icontains=wanted) | rows.filter(number__icontains=wanted)
    words = {
        "page": page(rows, ("-received_at", "-id"), request.GET.get("after", "")),
        "state": state,
        "category": kind,
        "q": wanted,
        "states": STATES,
        "categories": tuple(CATEGORIES.values()),
        "reporters": _reporters(),
        "period": quarter_of(clock.today()).code,
        "may_receive": may_do("return.receive", user),
        "links": ReturnLink.objects.seen_by(user)
        .filter(closed_at=None, expires_on__gte=clock.today())
        .select_related("reporter")
        .order_by("-made_at")[:20],
        "expires": clock.today() + datetime.timedelta(days=14),
        "shown_link": request.session.pop("return_link", ""),
    }
    return render(request, "desk/returns.html", words)


def _shares(row: BulkReturn) -> Any:
    """What an accepted return adds in its own period, beside everything else there."""
    if row.state != "accepted":
        return None
    span = Period(row.period, row.first_day, row.last_day)
    codes = CATEGORIES[row.category].measures
    individual = {one.key for one in targets_hit(row.unit, span, *codes)}
    return next((share for share in bulk_shares(row.unit, span, codes, individual) if share.id == row.pk), None)


def bulk_return(request: HttpRequest, key: str) -> HttpResponse:
    """One return: what came, what was checked, the sample, the decision, and what it adds."""
    from mingjian.returns.rowsfile import first_rows  # noqa: PLC0415 - loads pyarrow

    user: Any = request.user
    row = get_object_or_404(rows_of(user), pk=key)
    entered = {row.received_by_id, row.drawn_by_id, *row.sample.values_list("judged_by", flat=True)}
    open_rows = row.sample.filter(result="open").count()
    least, usual, most = sizes(row.counted) if row.counted else (0, 0, 0)
    waits = row.state in ("checked", "sampled")
    words = {
        "return": row,
        "kind": CATEGORIES[row.category],
        "preview": first_rows(rows_file(row), PREVIEW) if row.rows_digest else [],
        "problems": sorted(row.problems.items(), key=lambda pair: -pair[1]),
        "not_counted": row.rows - row.counted,
        "least": least,
        "usual": usual,
        "most": most,
        "sealed": row.state != "checked" or head_after_receipt(row) is not None,
        "may_sample": row.state in ("checked", "sampled") and may_do("return.sample", user),
        "judged": row.sample_size - open_rows,
        "open_rows": open_rows,
        "false": row.sample.filter(result="false").count(),
        "said": assessment_of(row) if row.state == "sampled" else None,
        "false_rows": row.sample.filter(result="false").order_by("position")[:50],
        "may_decide": waits and may_do("return.accept", user) and user.pk not in entered,
        "entered": waits and user.pk in entered and may_do("return.accept", user),
        "may_correct": row.state == "accepted" and may_do("return.receive", user),
        "corrections": row.corrections.order_by("received_at"),
        "share": _shares(row),
        "events": Event.objects.filter(kind="bulkreturn", object_id=row.pk)
        .exclude(verb="sample_judged")
        .select_related("actor")
        .order_by("at"),
    }
    return render(request, "desk/return.html", words)


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput("Write the size of the sample as a number.", "请用数字填写抽样行数。")
    return int(text)


def act(request: HttpRequest, key: str) -> HttpResponse:
    """Every act on a return: `act` names it."""
    user: Any = request.user
    row = get_object_or_404(rows_of(user), pk=key)
    named, now = request.POST.get("act", ""), clock.now()
    if named == "draw":
        draw_sample(row, _size(request.POST.get("size", "")), by=user, at=now)
        return redirect("return_sample", key=key)
    if named == "accept":
        accept_return(row, by=user, at=now)
        messages.success(request, say("已采纳，计入统计。", "Accepted; it counts now."))
    elif named == "reject":
        reject_return(row, request.POST.get("because", ""), by=user, at=now)
        messages.success(request, say("已退回，理由已记下。", "Rejected; the reasons are kept."))
    elif named == "correct":
        file = uploaded(request)
        told = Told(row.reporter, row.category, period(row.period), row.campaign)
        with on_disk(file) as path:
            made = receive_return(user.unit, told, path, file.name or "", by=user, at=now, corrects=row)
        messages.success(
            request, say("更正已收到，正在逐行核对。", "The correction is received; its rows are being checked.")
        )
        return redirect("return", key=made.pk)
    else:
        raise BadInput("Choose an act.", "请选择要办理的事项。")
    return redirect("return", key=key)


def links(request: HttpRequest) -> HttpResponse:
    """Make an upload link, shown once; or close one."""
    user: Any = request.user
    if closing := request.POST.get("close", ""):
        close_link(get_object_or_404(ReturnLink.objects.seen_by(user), pk=closing), by=user, at=clock.now())
        messages.success(request, say("链接已关闭。", "The link is closed."))
        return redirect("returns")
    try:
        last = datetime.date.fromisoformat(request.POST.get("expires", ""))
    except ValueError:
        raise BadInput("Write the last day as 2026-12-31.", "请把最后日期写成 2026-12-31。") from None
    _, token = make_link(_told(request), last, by=user, at=clock.now())
    address = request.build_absolute_uri(reverse("return_by_link", kwargs={"token": token}))
    request.session["return_link"] = address
    return redirect("returns")

"""Executors 执行方: the bodies, what is out with each, and the tokens of their own systems."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.law.executors import TERMS
from mingjian.law.measures import measures
from mingjian.office.people.authority import may_do
from mingjian.office.people.executor_tokens import make_token, revoke_token
from mingjian.records import clock
from mingjian.records.models import Agency, ExecutorToken, Order
from mingjian.web.language import say

LIVES = datetime.timedelta(days=180)


def _bodies(user: Any) -> list[Agency]:
    kinds = {executor for kind in measures().values() for executor in kind.executors}
    mine = Q(orders__in=Order.objects.seen_by(user), orders__state="out")
    rows: Any = Agency.objects.annotate(
        out=Count("orders", filter=mine, distinct=True), since=Min("orders__sent_on", filter=mine)
    )
    found: list[Any] = [row for row in rows.order_by("code") if row.executor_kind in kinds]
    for row in found:
        row.days = row.answer_days or TERMS.days_for(row.executor_kind)
    return found


def executors(request: HttpRequest) -> HttpResponse:
    """The executors with what is out and since when; the tokens, for who may make them."""
    user: Any = request.user
    words = {
        "bodies": _bodies(user),
        "terms": TERMS,
        "tokens": ExecutorToken.objects.select_related("agency", "made_by").order_by("-made_at")[:200],
        "may_edit": may_do("account.edit", user),
        "today": clock.today(),
        "until": clock.today() + LIVES,
        "secret": request.session.pop("executor_token", ""),
    }
    return render(request, "desk/executors.html", words)


def act_on_tokens(request: HttpRequest) -> HttpResponse:
    """Make a token, shown once on the next page, or revoke one."""
    user: Any = request.user
    if request.POST.get("act") == "revoke":
        revoke_token(get_object_or_404(ExecutorToken, pk=request.POST.get("token")), by=user, at=clock.now())
        messages.success(request, say("令牌已撤销。", "The token is revoked."))
        return redirect("executors")
    agency = get_object_or_404(Agency, code=request.POST.get("agency", ""))
    try:
        until = datetime.date.fromisoformat(request.POST.get("until", ""))
    except ValueError as error:
        raise BadInput("Write the last day as 2026-11-24.", "到期日请写成 2026-11-24。") from error
    _, secret = make_token(agency, request.POST.get("name", ""), until, by=user, at=clock.now())
    request.session["executor_token"] = secret
    return redirect("executors")

"""Tokens 程序令牌 by which an officer's own programs read cases: made, shown once, revoked."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput, MingjianError
from mingjian.office.people.authority import may_do
from mingjian.office.people.officer_tokens import LONGEST, make_officer_token, revoke_officer_token, tokens_of
from mingjian.records import clock
from mingjian.records.models import OfficerToken
from mingjian.web.desk.case_people import is_id
from mingjian.web.language import code, say
from mingjian.web.refusals import CODES

_LIVES = datetime.timedelta(days=30)


def tokens(request: HttpRequest) -> HttpResponse:
    """The officer's tokens, for who keeps accounts also those of others; POST makes one or revokes one."""
    if request.method != "POST":
        return _show(request, secret=request.session.pop("officer_token", ""))
    user: Any = request.user
    try:
        if key := request.POST.get("revoke", ""):
            token = get_object_or_404(OfficerToken, pk=key if is_id(key) else None)
            revoke_officer_token(token, by=user, at=clock.now())
            messages.success(request, say("令牌已撤销。", "The token is revoked."))
            return redirect("officer_tokens")
        _, secret = make_officer_token(request.POST.get("name", ""), _until(request), by=user, at=clock.now())
    except MingjianError as error:
        status = next((number for kind, number in CODES.items() if isinstance(error, kind)), 400)
        return _show(request, error=error.say(code()), status=status)
    request.session["officer_token"] = secret
    return redirect("officer_tokens")


def _until(request: HttpRequest) -> datetime.date:
    try:
        return datetime.date.fromisoformat(request.POST.get("until", ""))
    except ValueError as error:
        raise BadInput("Write the last day as 2026-11-24.", "到期日请写成 2026-11-24。") from error


def _show(request: HttpRequest, *, secret: str = "", error: str = "", status: int = 200) -> HttpResponse:
    user: Any = request.user
    others: list[OfficerToken] = []
    if may_do("account.edit", user):
        rows = OfficerToken.objects.filter(account__unit__path__startswith=user.unit.path).exclude(account=user)
        others = list(rows.select_related("account").order_by("-made_at")[:200])
    words = {
        "mine": tokens_of(user),
        "others": others,
        "today": clock.today(),
        "until": clock.today() + _LIVES,
        "longest": LONGEST,
        "secret": secret,
        "error": error,
        "given": request.POST,
    }
    return render(request, "desk/officer_tokens.html", words, status=status)

"""More 更多: the register, the log and its check, the officers, the parts, and the demo's clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from mingjian.errors import BadInput
from mingjian.office.audit.move_clock import move_clock
from mingjian.office.audit.seal_events import check_log
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Account, Event, Seal
from mingjian.web.language import say
from mingjian.web.paging import page


def more(request: HttpRequest) -> HttpResponse:
    """Everything that has no place of its own."""
    user: Any = request.user
    words = {"may_log": may_do("log.read", user), "may_police": may_do("police.read", user)}
    return render(request, "desk/more.html", words)


def log(request: HttpRequest) -> HttpResponse:
    """The log of events with its newest seal; `check=1` recomputes every leaf and the root."""
    user: Any = request.user
    rows = Event.objects.select_related("actor", "unit", "leaf")
    if user.unit.parent_id is not None:
        rows = rows.filter(unit__path__startswith=user.unit.path)
    if verb := request.GET.get("verb", ""):
        rows = rows.filter(verb=verb)
    words: dict[str, Any] = {
        "page": page(rows, ("-at", "-id"), request.GET.get("after", "")),
        "seal": Seal.objects.order_by("-size").first(),
        "verb": verb,
        "may_cosign": may_do("log.cosign", user),
    }
    if request.method == "POST":
        words["check"] = check_log()
    return render(request, "desk/log.html", words)


def officers(request: HttpRequest) -> HttpResponse:
    """The officers of the territory with their roles and cards."""
    user: Any = request.user
    rows = Account.objects.filter(unit__path__startswith=user.unit.path).select_related("unit")
    return render(request, "desk/officers.html", {"page": page(rows, ("username",), request.GET.get("after", ""))})


def forward(request: HttpRequest) -> HttpResponse:
    """Move the demo's clock forward."""
    user: Any = request.user
    hours = request.POST.get("hours", "")
    if hours not in ("1", "24", "168"):
        raise BadInput("Choose one of the steps.", "请选择一个步长。")
    move_clock(timedelta(hours=int(hours)), by=user, at=clock.now())
    messages.success(request, say("演示时钟已向前拨。", "The demo clock was moved forward."))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "today")

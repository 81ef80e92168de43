"""Links: services that look like one operation, with the reasons, for an officer to confirm or dismiss."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.office.evidence.links import judge_link
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import LinkState, OperationLink
from mingjian.web.language import say
from mingjian.web.paging import page


def links(request: HttpRequest) -> HttpResponse:
    """The links of the territory, those to be judged first."""
    user: Any = request.user
    state = request.GET.get("state", LinkState.PROPOSED)
    rows = OperationLink.objects.seen_by(user).select_related("earlier", "later", "judged_by", "capture")
    if state in LinkState.values:
        rows = rows.filter(state=state)
    words = {
        "page": page(rows, ("-score", "-id"), request.GET.get("after", "")),
        "state": state,
        "states": LinkState.values,
        "may_judge": may_do("operation_link.judge", user),
    }
    return render(request, "desk/links.html", words)


def judge(request: HttpRequest, key: str) -> HttpResponse:
    """The answer to a link."""
    user: Any = request.user
    row = get_object_or_404(OperationLink.objects.seen_by(user), pk=key)
    judged = judge_link(row, request.POST.get("answer", ""), request.POST.get("because", ""), by=user, at=clock.now())
    confirmed = judged.state == LinkState.CONFIRMED
    said = (
        say("已确认为同一经营者。", "Confirmed as one operation.")
        if confirmed
        else say("已记为关联不成立。", "The link is dismissed; the reason is kept.")
    )
    messages.success(request, said)
    return redirect("links")

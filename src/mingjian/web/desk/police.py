"""The police path: what nobody may see is handed over; the desk knows address, time, digest and stamp, and no content."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.law.counting import due
from mingjian.office.evidence.hand_over import (
    WAYS,
    confirm_handover,
    return_handover,
    state_handover,
    take_key,
    take_package,
)
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Event, Finding, Handover, HandoverState
from mingjian.web.language import say
from mingjian.web.paging import page

RULE = "CRT-5.handover"
"""Within how long after the finding the evidence must be with the police."""


@dataclass(frozen=True, slots=True)
class PoliceRow:
    """One finding of the police path, without any content."""

    finding: Finding
    handover: Handover | None
    due_at: datetime.datetime
    article: str
    late: bool


def _rows(user: Any) -> Any:
    rows = Finding.objects.seen_by(user).filter(police=True)
    return rows.select_related("service", "capture", "unit").prefetch_related("handovers")


def police_row(finding: Finding, now: datetime.datetime) -> PoliceRow:
    """A finding with its handover, and until when it must be handed over."""
    period = due(RULE, finding.found_at)
    until: Any = period.due
    standing = [row for row in finding.handovers.all() if row.state != HandoverState.RETURNED]
    done = any(row.state == HandoverState.CONFIRMED for row in standing)
    return PoliceRow(finding, standing[0] if standing else None, until, period.citation, not done and now > until)


def police(request: HttpRequest) -> HttpResponse:
    """The findings of the police path: those not handed over first."""
    user: Any = request.user
    rows = _rows(user)
    done = request.GET.get("state", "") == "done"
    settled = rows.filter(handovers__state=HandoverState.CONFIRMED)
    shown = page(
        settled if done else rows.exclude(pk__in=settled.values("pk")),
        ("-found_at", "-id"),
        request.GET.get("after", ""),
    )
    now = clock.now()
    words = {"page": shown, "rows": [police_row(row, now) for row in shown.rows], "done": done}
    return render(request, "desk/police.html", words)


def finding(request: HttpRequest, key: str) -> HttpResponse:
    """One finding of the police path, with what is to be done next."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    ids = [row.pk, *row.handovers.values_list("pk", flat=True)]
    shown = police_row(row, clock.now())
    words = {
        "row": shown,
        "handovers": row.handovers.select_related("stated_by", "decided_by").order_by("-stated_at"),
        "ways": WAYS,
        "today": clock.today(),
        "found_on": clock.day_of(row.found_at),
        "may_state": may_do("handover.state", user),
        "may_decide": may_do("handover.decide", user),
        "events": Event.objects.filter(object_id__in=ids).select_related("actor").order_by("at"),
    }
    return render(request, "desk/police_finding.html", words)


def act(request: HttpRequest, key: str) -> HttpResponse:
    """State, confirm or return a handover."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    post, now = request.POST, clock.now()
    change = post.get("change", "")
    if change == "state":
        try:
            day = datetime.date.fromisoformat(post.get("handed_on", ""))
        except ValueError:
            raise BadInput("Give the day of the handover.", "请填写移交日期。") from None
        state_handover(
            row, post.get("receiver", ""), post.get("way", ""), post.get("receipt", ""), day, by=user, at=now
        )
        said = say("已记录，待第二人核对回执后确认。", "Recorded; a second person checks the receipt and confirms.")
    elif change in ("confirm", "return"):
        handover = get_object_or_404(Handover, pk=post.get("row"), finding=row)
        if change == "confirm":
            confirm_handover(handover, by=user, at=now)
            said = say("已确认移交公安机关。", "The handover is confirmed.")
        else:
            return_handover(handover, post.get("because", ""), by=user, at=now)
            said = say("已退回，请重新办理。", "Given back; it must be done again.")
    else:
        raise BadInput("Choose what to do.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("police_finding", key=key)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


def package(request: HttpRequest, key: str) -> HttpResponse:
    """The encrypted bundle, for the police; taking it out is an event."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    content = take_package(row, by=user, at=clock.now())
    return _download(content, f"{row.capture.stored[:16]}.mjseal", "application/octet-stream")


def key_of(request: HttpRequest, key: str) -> HttpResponse:
    """The key of the package, for the police, to be carried apart from it; taking it out is an event."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    text = f"{row.capture.stored}\n{take_key(row, by=user, at=clock.now())}\n"
    return _download(text.encode(), f"{row.capture.stored[:16]}.key.txt", "text/plain; charset=utf-8")

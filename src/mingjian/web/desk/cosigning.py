"""Cosigning: what is given to the superior office, what came back, and what this office cosigned for others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingjian.errors import BadInput
from mingjian.office.audit.cosign_log import cosign_head, receive_cosignature, witness_request
from mingjian.records import clock
from mingjian.records.models import Cosigning
from mingjian.web.language import say
from mingjian.web.paging import page


def _request() -> str:
    try:
        return witness_request()
    except BadInput:
        return ""


def cosigning(request: HttpRequest) -> HttpResponse:
    """The request for the superior office, the two forms, and every head that was cosigned."""
    user: Any = request.user
    if request.method == "POST":
        text, change = request.POST.get("text", ""), request.POST.get("change", "")
        if change == "receive":
            row = receive_cosignature(text, by=user, at=clock.now())
            said = say("已收到 {n} 的副署。", "The cosignature of {n} is kept.", n=row.witness)
        elif change == "cosign":
            row = cosign_head(text, by=user, at=clock.now())
            said = say("已副署，请把下面的文字交还对方。", "Cosigned: give the text below back to that office.")
        else:
            raise BadInput("Choose what to do.", "请选择要办理的事项。")
        messages.success(request, said)
        return redirect("cosigning")
    rows = Cosigning.objects.select_related("by", "unit")
    words = {"page": page(rows, ("-at", "-id"), request.GET.get("after", "")), "request_text": _request()}
    return render(request, "desk/cosigning.html", words)

"""The signing keys: which are in force since when, and their change, which takes two people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.office.audit.rotate_keys import (
    approve_rotation,
    ask_for_rotation,
    carry_out_rotations,
    refuse_rotation,
    withdraw_rotation,
)
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import KeyRotation, RotationState
from mingjian.web.key_rows import key_history
from mingjian.web.language import say
from mingjian.web.paging import page


def keys(request: HttpRequest) -> HttpResponse:
    """The keys of today and before, what is asked for, and every question so far."""
    user: Any = request.user
    rows = KeyRotation.objects.select_related("asked_by", "decided_by").defer("statement")
    open_one = rows.filter(state__in=(RotationState.ASKED, RotationState.APPROVED)).first()
    head = user.unit.parent_id is None
    mine = bool(open_one and open_one.asked_by_id == user.pk)
    asked = bool(open_one and open_one.state == RotationState.ASKED)
    words = {
        "history": key_history(),
        "asked": open_one,
        "mine": mine and asked,
        "may_ask": head and may_do("key.rotate", user) and not open_one,
        "may_decide": head and may_do("key.approve", user) and asked and not mine,
        "may_log": may_do("log.read", user),
        "page": page(rows.exclude(state=RotationState.ASKED), ("-asked_at", "-id"), request.GET.get("after", "")),
    }
    return render(request, "desk/keys.html", words)


def act(request: HttpRequest) -> HttpResponse:
    """Ask for new keys, approve, refuse or withdraw."""
    user: Any = request.user
    done, because, now = request.POST.get("act", ""), request.POST.get("because", ""), clock.now()
    if done == "ask":
        ask_for_rotation(because, by=user, at=now)
        messages.success(request, say("已提请，须由另一人批准。", "Asked for; another person approves it."))
        return redirect("keys")
    row = get_object_or_404(KeyRotation, pk=request.POST.get("rotation") or None)
    if done == "approve":
        approve_rotation(row, by=user, at=now)
        carry_out_rotations(at=clock.now())
        said = say(
            "密钥已更换，请把新的公钥文件交给各方。", "The keys are new; give the new file of public keys to everybody."
        )
    elif done == "refuse":
        refuse_rotation(row, because, by=user, at=now)
        said = say("未批准，理由已记下。", "Refused; the reason is kept.")
    elif done == "withdraw":
        withdraw_rotation(row, by=user, at=now)
        said = say("已撤回。", "Withdrawn.")
    else:
        raise BadInput("Choose an act.", "请选择一项操作。")
    messages.success(request, said)
    return redirect("keys")

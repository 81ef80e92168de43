"""Detection models: which one judges, the candidates with their figures, and the switch that takes two people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.detect.model import shipped
from mingjian.errors import BadInput
from mingjian.office.patrol.switch_model import (
    ask_for_model,
    model_in_force,
    refuse_model,
    roll_back,
    switch_on,
    version_of,
    withdraw_model,
)
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import DetectionModel, ModelSwitch, SwitchState
from mingjian.web.language import say
from mingjian.web.paging import page


def models(request: HttpRequest) -> HttpResponse:
    """The model that judges, what is asked for, the candidates, and every switch so far."""
    user: Any = request.user
    now = model_in_force()
    asked = (
        ModelSwitch.objects.filter(state=SwitchState.ASKED).select_related("model", "asked_by").defer("model__content")
    ).first()
    head = user.unit.parent_id is None
    proposes, decides = head and may_do("model.propose", user), head and may_do("model.switch_on", user)
    mine = bool(asked and asked.asked_by_id == user.pk)
    candidates = DetectionModel.objects.select_related("trained_by").defer("content").order_by("-trained_at")[:20]
    switches = ModelSwitch.objects.exclude(state=SwitchState.ASKED).select_related("model", "asked_by", "decided_by")
    words = {
        "version": version_of(now),
        "digest": now.digest if now else shipped().digest,
        "local": now,
        "shipped": shipped().version,
        "asked": asked,
        "mine": mine,
        "candidates": [(row, _figures(row)) for row in candidates],
        "page": page(switches.defer("model__content"), ("-decided_at", "-id"), request.GET.get("after", "")),
        "may_ask": proposes and not asked,
        "may_decide": decides and bool(asked) and not mine,
        "may_roll_back": head and may_do("model.roll_back", user) and now is not None,
        "head": head,
    }
    return render(request, "desk/models.html", words)


def _figures(row: DetectionModel) -> list[tuple[str, dict[str, Any]]]:
    """The two rows of a candidate's table: what it was made from, and itself, on judgements that it has not seen."""
    return [(row.base, row.figures["before"]), (row.version, row.figures["after"])]


def act(request: HttpRequest) -> HttpResponse:
    """Ask for a model, switch it on, refuse, withdraw, or roll back."""
    user: Any = request.user
    done, because, now = request.POST.get("act", ""), request.POST.get("because", ""), clock.now()
    if done == "ask":
        key = request.POST.get("model", "")
        model = None if key == "shipped" else get_object_or_404(DetectionModel.objects.defer("content"), version=key)
        ask_for_model(model, because, unit=user.unit, by=user, at=now)
        messages.success(request, say("已提出，须由另一人启用。", "Asked for; another person switches it on."))
    elif done == "back":
        switch = roll_back(because, by=user, at=now)
        said = say("已回退，现由 {v} 判断。", "Rolled back; {v} judges now.", v=version_of(switch.model))
        messages.success(request, said)
    else:
        _decide(request, done, because)
    return redirect("models")


def _decide(request: HttpRequest, done: str, because: str) -> None:
    user: Any = request.user
    switch = get_object_or_404(ModelSwitch.objects.select_related("unit"), pk=request.POST.get("switch") or None)
    if done == "on":
        version = version_of(switch_on(switch, by=user, at=clock.now()).model)
        said = say("{v} 已启用，下一次访问起由它判断。", "{v} is on and judges from the next visit.", v=version)
    elif done == "refuse":
        refuse_model(switch, because, by=user, at=clock.now())
        said = say("未予启用，理由已记下。", "Refused; the reason is kept.")
    elif done == "withdraw":
        withdraw_model(switch, by=user, at=clock.now())
        said = say("已撤回。", "Withdrawn.")
    else:
        raise BadInput("Choose an act.", "请选择一项操作。")
    messages.success(request, said)

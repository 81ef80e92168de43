"""Which model judges: asked for by one person, switched on by another after the canaries, rolled back by one at once."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from mingjian.detect.canary import admit
from mingjian.detect.model import shipped
from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.asking import decided_meanwhile, locked_question, reason_of, require_asker
from mingjian.office.people.authority import require, require_second_person
from mingjian.records.models import Account, DetectionModel, ModelSwitch, SwitchState, Unit


def switch_in_force() -> ModelSwitch | None:
    """Give the newest switch that was made; none: the model that ships has judged from the beginning."""
    made = ModelSwitch.objects.filter(state=SwitchState.MADE).select_related("model", "unit").defer("model__content")
    return made.order_by("-decided_at", "-id").first()


def model_in_force() -> DetectionModel | None:
    """Give the local model that judges now; none: the model that ships judges."""
    switch = switch_in_force()
    return switch.model if switch else None


def version_of(model: DetectionModel | None) -> str:
    """Give the version of a model as findings name it."""
    return model.version if model else shipped().version


@transaction.atomic
def ask_for_model(model: DetectionModel | None, because: str, *, unit: Unit, by: Account, at: datetime) -> ModelSwitch:
    """Ask that a model judge from now on (none: the one that ships).

    Raises: BadInput, if it judges already, if another question is open, or without a reason; ForbiddenAct.
    """
    reason = reason_of(because)
    require("model.propose", by=by)
    _whole_territory(unit, by)
    now = model_in_force()
    if (now.pk if now else None) == (model.pk if model else None):
        raise BadInput(
            f"The model {version_of(model)} judges already.", f"模型 {version_of(model)} 已在使用，无须再次启用。"
        )
    try:
        with transaction.atomic():
            switch = ModelSwitch.objects.create(
                unit=unit, model=model, before=version_of(now), asked_by=by, asked_at=at, asked_because=reason
            )
    except IntegrityError:
        raise BadInput(
            "Another switch is asked for and not decided; decide or withdraw it first.",
            "另有一项启用申请尚未决定，请先决定或撤回。",
        ) from None
    log_event("model_asked_for", switch, by=by, at=at, content=_content(switch))
    return switch


@transaction.atomic
def switch_on(switch: ModelSwitch, *, by: Account, at: datetime) -> ModelSwitch:
    """Let the model judge that somebody else has asked for. The canaries and the closed list are asked again, now.

    Raises: ForbiddenAct, for the same person or without the role; BadInput, if it is decided already, or if the model
    alarms on lawful speech or does not fit the lexicons.
    """
    switch = locked_question(switch, SwitchState.ASKED, "model")
    require("model.switch_on", by=by, about=switch)
    require_second_person(switch.asked_by, by)
    if switch.model:
        admit(bytes(switch.model.content), switch.model.version)
    now = model_in_force()
    switch.before = version_of(now)
    return _decided(switch, SwitchState.MADE, "model_switched_on", "", by, at)


@transaction.atomic
def refuse_model(switch: ModelSwitch, because: str, *, by: Account, at: datetime) -> ModelSwitch:
    """Refuse a switch with a reason. Raises: BadInput, without one or if decided already; ForbiddenAct."""
    reason = reason_of(because)
    switch = locked_question(switch, SwitchState.ASKED, "model")
    require("model.switch_on", by=by, about=switch)
    require_second_person(switch.asked_by, by)
    return _decided(switch, SwitchState.REFUSED, "model_refused", reason, by, at)


@transaction.atomic
def withdraw_model(switch: ModelSwitch, *, by: Account, at: datetime) -> ModelSwitch:
    """Take one's own question back. Raises: BadInput, if it is decided already or somebody else's; ForbiddenAct."""
    switch = locked_question(switch, SwitchState.ASKED, "model")
    require("model.propose", by=by, about=switch)
    require_asker(switch.asked_by, by)
    return _decided(switch, SwitchState.WITHDRAWN, "model_withdrawn", "", by, at)


@transaction.atomic
def roll_back(because: str, *, by: Account, at: datetime) -> ModelSwitch:
    """Return at once to the model that judged before the one that judges now; going on again takes two people.

    Raises: BadInput, if nothing was switched on, or without a reason; ForbiddenAct.
    """
    reason = reason_of(because)
    last = switch_in_force()
    if last is None or last.model is None:
        raise BadInput(
            "The model that ships with the software judges; there is nothing to roll back.",
            "当前使用的是随软件发布的模型，无可回退。",
        )
    require("model.roll_back", by=by, about=last)
    if ModelSwitch.objects.select_for_update(of=("self",)).get(pk=last.pk) != switch_in_force():
        raise decided_meanwhile()
    earlier = _usable(DetectionModel.objects.filter(version=last.before).first()) if not last.back else None
    switch = ModelSwitch(
        unit=last.unit, model=earlier, back=True, before=version_of(last.model), asked_by=by, asked_at=at
    )
    switch.asked_because = reason
    switch.state, switch.decided_by, switch.decided_at = SwitchState.MADE, by, at
    switch.save(force_insert=True)
    log_event("model_rolled_back", switch, by=by, at=at, content=_content(switch))
    return switch


def _usable(model: DetectionModel | None) -> DetectionModel | None:
    """An earlier model that may still judge; one that fits no longer gives way to the one that ships."""
    try:
        return model if model and admit(bytes(model.content), model.version) else None
    except BadInput:
        return None


def _whole_territory(unit: Unit, by: Account) -> None:
    """One model judges for the whole territory, so it is asked for by the office at its head."""
    if by.unit_id != unit.pk or unit.parent_id is not None:
        raise BadInput(
            "One model judges for the whole territory; the office at its head asks for it.",
            "全辖区共用一个模型，由最上级网信办提出启用。",
        )


def _decided(
    switch: ModelSwitch, state: SwitchState, verb: str, because: str, by: Account, at: datetime
) -> ModelSwitch:
    switch.state, switch.decided_by, switch.decided_at, switch.decided_because = state, by, at, because
    switch.save(update_fields=["state", "decided_by", "decided_at", "decided_because", "before"])
    log_event(verb, switch, by=by, at=at, content=_content(switch))
    return switch


def _content(switch: ModelSwitch) -> dict[str, str]:
    """What the log keeps: which version and digest, what judged before, and why."""
    return {
        "version": version_of(switch.model),
        "digest": switch.model.digest if switch.model else "",
        "before": switch.before,
        "because": switch.decided_because or switch.asked_because,
    }

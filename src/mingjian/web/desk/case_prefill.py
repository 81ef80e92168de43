"""What a step's form is filled with before anybody types: what the case already says, and days the law counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from mingjian.law.counting import due
from mingjian.law.guards.after import late_fee_now, money_owed
from mingjian.law.guards.conclusion import NO_PENALTY
from mingjian.law.steps import Step as LawStep
from mingjian.web.desk.case_choices import Choices

_WAY = {"way": "in_person"}
_GROUNDS = {
    "penalty": "performed",
    "no_penalty": "no_penalty",
    "transferred_crime": "transferred",
    "transferred_other": "transferred",
    "revoked": "revoked",
    "not_filed": "not_filed",
    "filing_withdrawn": "not_filed",
}


def prefilled(kind: str, choices: Choices, steps: list[LawStep]) -> dict[str, Any]:
    """The values a form of this step starts with; an officer may change each."""
    found = _FILLS.get(kind)
    return found(choices, steps) if found else dict(_WAY)


def _last(steps: list[LawStep], kind: str) -> LawStep | None:
    return next((step for step in reversed(steps) if step.kind == kind), None)


def _filed(choices: Choices, steps: list[LawStep]) -> dict[str, Any]:
    source = _last(steps, "source_registered")
    me = [str(choices.user.pk)] if choices.user.has_role("handler") else []
    return {"reasons": source.text("summary") if source else "", "handlers": [{"code": key} for key in me]}


def _evidence(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    capture = next(iter(choices.captures()), None)
    return {
        "digest": capture.digest if capture else "",
        "evidence": "electronic",
        "lawful_basis": "网信部门行政执法程序规定 §22",
        "place": choices.case.service.address or choices.case.service.host,
        "tool": capture.tool if capture else "",
    }


def _reviewing(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    return {"digest": next((piece.digest for piece in choices.state.evidence if not piece.reviewed), "")}


def _concluded(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    ended = choices.state.act_ended
    return {
        "opinion": "penalty",
        "facts_proven": True,
        "evidence": [piece.digest for piece in choices.state.usable],
        "act_ended": ended.isoformat() if ended else "",
    }


def _notified(choices: Choices, steps: list[LawStep]) -> dict[str, Any]:
    report = _last(steps, "concluded")
    return {
        **_WAY,
        "basis": next(iter(choices.state.bases), ""),
        "trigger": "base",
        "discretion": "ordinary",
        "facts": report.text("report") if report else "",
        "hearing_told": True,
        "answer_by": due("CAC14-36.hearing_request", choices.day).day.isoformat(),
    }


def _decided(choices: Choices, steps: list[LawStep]) -> dict[str, Any]:
    state, told = choices.state, choices.state.notice
    none = state.opinion in NO_PENALTY
    given: dict[str, Any] = {
        "decision": "no_penalty" if none else "penalty",
        "party": choices.case.party_name,
        "appeal": "自收到本决定书之日起六十日内申请行政复议，或者六个月内向人民法院提起行政诉讼。",
    }
    if told is None or none:
        return given
    notice = _last(steps, "notified")
    return {
        **given,
        "basis": told.basis,
        "trigger": told.trigger,
        "discretion": told.discretion,
        "penalties": [{k: v for k, v in asdict(row).items() if v} for row in told.penalties],
        "facts": notice.text("facts") if notice else "",
        "performance": "自收到本决定书之日起十五日内缴至指定银行。",
    }


def _paid(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    return {"amount": money_owed(choices.state)}


def _late(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    fee = late_fee_now(choices.state, choices.day)
    return {"amount": int(fee) if fee == int(fee) else float(fee)}


def _demanded(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    return {**_WAY, "owed": f"罚没款 {money_owed(choices.state):,} 元"}


def _instalments(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    return {"instalments": [{"amount": money_owed(choices.state)}]}


def _closed(choices: Choices, _: list[LawStep]) -> dict[str, Any]:
    return {"ground": _GROUNDS.get(choices.state.outcome, "")}


_FILLS: dict[str, Callable[[Choices, list[LawStep]], dict[str, Any]]] = {
    "filed": _filed,
    "evidence_taken": _evidence,
    "evidence_reviewed": _reviewing,
    "concluded": _concluded,
    "notified": _notified,
    "decided": _decided,
    "paid": _paid,
    "late_fee_charged": _late,
    "demanded": _demanded,
    "deferral_granted": _instalments,
    "closed": _closed,
}

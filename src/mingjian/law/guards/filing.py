"""Guards on the source of a case, its filing, jurisdiction and handing on."""

from __future__ import annotations

from mingjian.errors import BadInput
from mingjian.law.articles import APL, CAC14
from mingjian.law.basis import Basis, basis
from mingjian.law.case import CaseState
from mingjian.law.guards.register import guard
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse


def bases_of(step: Step, name: str = "bases") -> tuple[Basis, ...]:
    """The known rules that a step names."""
    return tuple(rule for code in step.codes(name) if (rule := known(code)))


def known(code: str) -> Basis | None:
    """A rule by its code, or None."""
    try:
        return basis(code)
    except BadInput:
        return None


@guard
def jurisdiction_holds(_: CaseState, step: Step) -> Verdict:
    """The office has jurisdiction. Article: 行政处罚法 §22，网信部门行政执法程序规定 §8-13."""
    return Met() if step.flag("own_jurisdiction") else refuse("no_jurisdiction", f"{APL} §22，{CAC14} §8")


@guard
def two_carded_handlers(_: CaseState, step: Step) -> Verdict:
    """At least two handlers with a valid card. Article: 行政处罚法 §42，网信部门行政执法程序规定 §18."""
    fit = {o.code for o in step.officers("handlers") if o.holds("handler") and o.has_card(step.day)}
    given = {o.code for o in step.officers("handlers")}
    return Met() if len(fit) >= 2 and fit == given else refuse("handlers_not_fit", f"{APL} §42，{CAC14} §18")


@guard
def bases_known(_: CaseState, step: Step) -> Verdict:
    """The rules named are in the catalogue."""
    codes = step.codes("bases")
    lost = [code for code in codes if known(code) is None]
    return Met() if codes and not lost else refuse("basis_unknown", f"{APL} §4", basis=", ".join(lost) or "-")


@guard
def bases_in_force(state: CaseState, step: Step) -> Verdict:
    """They were in force when the act ended; a continuing act goes by the day of filing. Article: 行政处罚法 §37."""
    day = state.act_ended or step.day
    for rule in bases_of(step):
        if not rule.in_force(day):
            begins, until = rule.in_force_from.isoformat(), str(rule.in_force_to or "…")
            return refuse(
                "basis_not_in_force", f"{APL} §37", basis=rule.code, day=day.isoformat(), begins=begins, until=until
            )
    return Met()


@guard
def bases_ours(_: CaseState, step: Step) -> Verdict:
    """What is another body's to punish is passed on, not filed. Article: 行政处罚法 §17."""
    for rule in bases_of(step):
        if not rule.cac_may_penalise:
            return refuse("not_ours", f"{APL} §17", basis=rule.code, authority=rule.competent_authority)
    return Met()


@guard
def speech_chosen_by_hand(state: CaseState, step: Step) -> Verdict:
    """Rules on what somebody says: only in a case opened by hand, with reasons. Article: 明鉴 (scope)."""
    for rule in bases_of(step):
        if rule.speech and not (state.by_hand and step.text("reasons")):
            return refuse("speech_by_hand_only", "明鉴 §范围", basis=rule.code)
    return Met()


@guard
def extension_asked_in_time(state: CaseState, _: Step) -> Verdict:
    """The time for filing is extended once. Article: 网信部门行政执法程序规定 §18."""
    return refuse("already_extended", f"{CAC14} §18") if state.filing_long else Met()


@guard
def not_handed_on_twice(state: CaseState, _: Step) -> Verdict:
    """Whoever received a transfer does not pass it on; the common superior designates. Article: 行政处罚法 §25."""
    received = state.source == "transferred" and not state.designated
    return refuse("no_second_hand_on", f"{CAC14} §12-13", sender=state.sender or "-") if received else Met()


@guard
def designation_was_asked(state: CaseState, _: Step) -> Verdict:
    """A superior answers a request. Article: 网信部门行政执法程序规定 §13."""
    return Met() if state.designation_asked else refuse("designation_not_asked", f"{CAC14} §13")


@guard
def sender_waits(state: CaseState, _: Step) -> Verdict:
    """Only a sender of a transfer is told, and once. Article: 网信部门行政执法程序规定 §18."""
    waits = state.source == "transferred" and not state.sender_told
    return Met() if waits else refuse("no_sender_to_tell", f"{CAC14} §18")


@guard
def transfer_has_sender(_: CaseState, step: Step) -> Verdict:
    """A transferred source names who sent it. Article: 网信部门行政执法程序规定 §17."""
    nameless = step.text("source") == "transferred" and not step.text("sender")
    return refuse("sender_missing", f"{CAC14} §17") if nameless else Met()


@guard
def act_not_in_future(_: CaseState, step: Step) -> Verdict:
    """The act ended, and was found, on or before the day of registration. Article: 网信部门行政执法程序规定 §17."""
    days = [day for name in ("act_ended", "found_on") if (day := step.date(name))]
    return refuse("day_in_future", f"{CAC14} §17") if any(day > step.day for day in days) else Met()

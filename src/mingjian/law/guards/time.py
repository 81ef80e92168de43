"""Guards on time: a period that has run out refuses the step, or asks for the reason and keeps it."""

from __future__ import annotations

from datetime import date, datetime

from mingjian.law.articles import APL
from mingjian.law.case import CaseState
from mingjian.law.clocks import CLOCKS, decision_until
from mingjian.law.guards.register import guard, guard_of_kind
from mingjian.law.step_kind import StepKind
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse


def is_late(state: CaseState, step: Step, kind: StepKind) -> bool:
    """Whether the step's own clock has run out."""
    found = CLOCKS[kind.clock](state, step.day) if kind.clock else None
    posted = step.date("posted_on") if step.text("way") == "publication" else None
    moment: date | datetime = posted or step.at or step.day
    return found is not None and found.over(moment)


@guard_of_kind
def in_time(state: CaseState, step: Step, kind: StepKind) -> Verdict:
    """After a period that cannot be exceeded the step is not possible."""
    if kind.late != "hard" or not is_late(state, step, kind):
        return Met()
    found = CLOCKS[kind.clock](state, step.day) if kind.clock else None
    assert found is not None
    return refuse("out_of_time", found.citation.replace(" / ", "，"), due=found.due.isoformat(), zh=kind.zh, en=kind.en)


@guard_of_kind
def late_with_reason(state: CaseState, step: Step, kind: StepKind) -> Verdict:
    """After an office's own period the step is still done, with the reason why it is late."""
    if kind.late != "soft" or step.text("late_reason") or not is_late(state, step, kind):
        return Met()
    found = CLOCKS[kind.clock](state, step.day) if kind.clock else None
    assert found is not None
    return refuse(
        "late_without_reason", found.citation.replace(" / ", "，"), due=found.due.isoformat(), zh=kind.zh, en=kind.en
    )


@guard
def decision_in_time(state: CaseState, step: Step) -> Verdict:
    """The decision is made in 90 days from filing, plus 60, plus what the superior fixed. Article: 行政处罚法 §60."""
    until = decision_until(state, step.day)
    if until is None or step.day <= until:
        return Met()
    return refuse("decision_out_of_time", f"{APL} §60，网信部门行政执法程序规定 §45", until=until.isoformat())


@guard
def within_limitation(state: CaseState, step: Step) -> Verdict:
    """Not punished when not found within two years, or five. Article: 行政处罚法 §36."""
    found = CLOCKS["limitation"](state, step.day)
    if found is None or not found.over(state.found_on or state.registered_on or step.day):
        return Met()
    return refuse("limitation_over", f"{APL} §36", due=found.due.isoformat())

"""The course of a case: steps in, their sum out; and whether one more step may be taken. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from mingjian.law.case import CaseState, Pending
from mingjian.law.guards import GUARDS
from mingjian.law.guards.time import is_late
from mingjian.law.procedure import KINDS, OFFICE_RULE, PROPOSED, REFUSED
from mingjian.law.settings import DEFAULT, Settings
from mingjian.law.step_kind import Field, StepKind
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, NotMet, Verdict, refuse

ENTERING = ("stage_allows", "in_order", "role_enters", "on_duty", "enough_people", "cards_valid", "own_case")
BOTH = ("not_recused", "own_office", "in_time", "late_with_reason")
APPROVING = ("stage_allows", "in_order", "was_proposed", "role_approves", "on_duty", "another_person", "as_proposed")
PROPOSING = ("not_yet_proposed",)


def fold(steps: Iterable[Step], settings: Settings = DEFAULT) -> CaseState:
    """Add up steps; what they were checked against is not asked again (`first_fault` does)."""
    state = CaseState(settings=settings)
    for step in steps:
        state = after(state, step)
    return state


def after(state: CaseState, step: Step) -> CaseState:
    """The state after one more step. An unknown kind changes nothing but the last day."""
    if step.kind == PROPOSED:
        row = Pending(step.text("step"), step.day, step.actors, dict(step.facts.get("facts", {})))
        return state.with_(pending=(*state.pending, row), last_day=step.day)
    if step.kind == REFUSED:
        return state.with_(pending=_without(state, step.text("step")), last_day=step.day)
    kind = KINDS.get(step.kind)
    if kind is None:
        return state.with_(last_day=step.day)
    missed = (*state.missed, kind.code) if kind.late == "soft" and is_late(state, step, kind) else state.missed
    done = kind.apply(state, step)
    pending = tuple(row for row in done.pending if row.kind != kind.code and _still(row, done))
    return done.with_(pending=pending, missed=missed, last_day=step.day)


def _without(state: CaseState, kind: str) -> tuple[Pending, ...]:
    return tuple(row for row in state.pending if row.kind != kind)


def _still(row: Pending, state: CaseState) -> bool:
    """A proposal falls when the case has left the stages it belongs to."""
    return row.kind in KINDS and state.stage in KINDS[row.kind].stages


def may_take(state: CaseState, step: Step) -> Verdict:
    """Say whether a step may be taken in this state: form, people, time, conditions, facts; the first refusal counts."""
    return next(refusals(state, step), Met())


def refusals(state: CaseState, step: Step) -> Iterator[NotMet]:
    """Everything that stands against a step, in the order in which it is asked."""
    if step.kind == REFUSED:
        yield from _refusals_of_refusal(state, step)
        return
    proposing = step.kind == PROPOSED
    kind = KINDS.get(step.text("step") if proposing else step.kind)
    if kind is None or (proposing and not kind.approved_by):
        yield refuse("unknown_step", OFFICE_RULE, kind=step.text("step") if proposing else step.kind)
        return
    inner = replace(step, kind=kind.code, facts=dict(step.facts.get("facts", {}))) if proposing else step
    approving = bool(kind.approved_by) and not proposing
    names = (*(APPROVING if approving else ENTERING), *(PROPOSING if proposing else ()), *BOTH, *kind.conditions)
    yield from _asked(names, state, inner, kind)
    form = wrong_fields(kind, inner)
    yield from form
    if not form:
        yield from _asked(kind.checks, state, inner, kind)


def _asked(names: Iterable[str], state: CaseState, step: Step, kind: StepKind) -> Iterator[NotMet]:
    for name in names:
        verdict = GUARDS[name](state, step, kind)
        if isinstance(verdict, NotMet):
            yield verdict


def _refusals_of_refusal(state: CaseState, step: Step) -> Iterator[NotMet]:
    """A proposal is refused by somebody who could approve it, with reasons."""
    kind = KINDS.get(step.text("step"))
    if kind is None:
        yield refuse("unknown_step", OFFICE_RULE, kind=step.text("step"))
        return
    yield from _asked(
        ("in_order", "was_proposed", "role_approves", "on_duty", "not_recused", "own_office"), state, step, kind
    )
    if not step.text("reasons"):
        yield refuse("field_missing", OFFICE_RULE, zh="理由", en="reasons")


def wrong_fields(kind: StepKind, step: Step) -> list[NotMet]:
    """The facts that are missing or of the wrong form."""
    found = []
    for field in kind.fields:
        value = step.facts.get(field.name)
        if value is None or value == "" or value == []:
            if field.required:
                found.append(refuse("field_missing", kind.article, zh=field.zh, en=field.en))
        elif not _fits(field, step):
            found.append(refuse("field_wrong", kind.article, zh=field.zh, en=field.en, value=str(value)[:40]))
    return found


def _fits(field: Field, step: Step) -> bool:
    value = step.facts[field.name]
    match field.kind:
        case "text":
            return isinstance(value, str) and (bool(value.strip()) or not field.required)
        case "day":
            return step.date(field.name) is not None
        case "flag":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
        case "choice":
            return value in {code for code, _, _ in field.options}
        case "codes":
            return isinstance(value, list | tuple) and all(isinstance(item, str) and item for item in value)
        case "officers":
            return bool(step.officers(field.name)) and len(step.officers(field.name)) == len(value)
        case "penalties" | "figures" | "instalments":
            return isinstance(value, list | tuple) and len(step.rows(field.name)) == len(value)


def first_fault(steps: Iterable[Step], settings: Settings = DEFAULT) -> tuple[int, NotMet] | None:
    """Check a course again: the first step that was not allowed when taken, with its refusal; None: clean."""
    state = CaseState(settings=settings)
    for number, step in enumerate(steps):
        verdict = may_take(state, step)
        if isinstance(verdict, NotMet):
            return number, verdict
        state = after(state, step)
    return None


def as_of(steps: Iterable[Step], day: date, settings: Settings = DEFAULT) -> CaseState:
    """The state at the end of a day."""
    return fold((step for step in steps if step.day <= day), settings)

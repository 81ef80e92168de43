"""Guards on who acts: role, number, card, office, recusal, and that nobody approves what they entered."""

from __future__ import annotations

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import STAGES, CaseState
from mingjian.law.guards.register import guard, guard_of_kind
from mingjian.law.roles import ROLES
from mingjian.law.step_kind import StepKind
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse

_OWN = "明鉴 §双人"


@guard_of_kind
def stage_allows(state: CaseState, _: Step, kind: StepKind) -> Verdict:
    """The step belongs to the stage the case is in."""
    if state.stage in kind.stages:
        return Met()
    zh, en = STAGES[state.stage]
    return refuse("wrong_stage", kind.article, zh=kind.zh, en=kind.en, stage_zh=zh, stage_en=en)


@guard
def in_order(state: CaseState, step: Step) -> Verdict:
    """Steps are entered in the order of their days; a day before the last step's is wrong."""
    if state.last_day is None or step.day >= state.last_day:
        return Met()
    return refuse("day_before_last", f"{APL} §47", day=step.day.isoformat(), last=state.last_day.isoformat())


@guard_of_kind
def role_enters(_: CaseState, step: Step, kind: StepKind) -> Verdict:
    """Everybody who enters a step has a role for it."""
    if step.by and all(officer.holds(*kind.by) for officer in step.by):
        return Met()
    return refuse("role_needed", kind.article, **_roles(kind.by), zh=kind.zh, en=kind.en)


@guard_of_kind
def role_approves(_: CaseState, step: Step, kind: StepKind) -> Verdict:
    """Whoever approves a step has a role for it."""
    if step.by and all(officer.holds(*kind.approved_by) for officer in step.by):
        return Met()
    return refuse("role_needed", kind.article, **_roles(kind.approved_by), zh=kind.zh, en=kind.en)


@guard
def on_duty(_: CaseState, step: Step) -> Verdict:
    """Nobody acts who is away; the acting approver does."""
    away = [officer.code for officer in step.by if officer.away]
    return refuse("approver_away", _OWN, who=away[0]) if away else Met()


@guard_of_kind
def enough_people(_: CaseState, step: Step, kind: StepKind) -> Verdict:
    """At least two officers where the law wants two. Article: 行政处罚法 §42."""
    if len(step.actors) >= kind.people:
        return Met()
    return refuse("two_officers", f"{APL} §42", people=kind.people, zh=kind.zh, en=kind.en)


@guard_of_kind
def cards_valid(_: CaseState, step: Step, kind: StepKind) -> Verdict:
    """Officers show a valid enforcement card. Article: 行政处罚法 §42、§55."""
    without = [officer.code for officer in step.by if kind.card and not officer.has_card(step.day)]
    return refuse("card_not_valid", f"{APL} §55", who=without[0]) if without else Met()


@guard_of_kind
def own_case(state: CaseState, step: Step, kind: StepKind) -> Verdict:
    """Only the handlers of the case do a handler's steps."""
    others = step.actors - set(state.handlers) if kind.of_case else set()
    return refuse("not_handler_of_case", f"{CAC14} §18", who=min(others)) if others else Met()


@guard
def not_recused(state: CaseState, step: Step) -> Verdict:
    """Somebody recused takes no part. Article: 行政处罚法 §43."""
    out = step.actors & state.recused
    return refuse("recused", f"{APL} §43", who=min(out)) if out else Met()


@guard
def own_office(state: CaseState, step: Step) -> Verdict:
    """Officers act in cases of their own office. Article: 行政处罚法 §22."""
    others = [o for o in step.by if o.office and state.office and o.office != state.office and not _outside(o.roles)]
    return refuse("other_office", f"{APL} §22", who=others[0].code, office=state.office) if others else Met()


@guard_of_kind
def was_proposed(state: CaseState, _: Step, kind: StepKind) -> Verdict:
    """An approval needs a proposal that waits."""
    return Met() if state.waiting(kind.code) else refuse("nothing_proposed", _OWN, zh=kind.zh, en=kind.en)


@guard_of_kind
def another_person(state: CaseState, step: Step, kind: StepKind) -> Verdict:
    """Nobody approves what they proposed."""
    pending = state.waiting(kind.code)
    same = step.actors & pending.by if pending else frozenset()
    return refuse("same_person", _OWN, who=min(same)) if same else Met()


@guard_of_kind
def as_proposed(state: CaseState, step: Step, kind: StepKind) -> Verdict:
    """What is approved is what was proposed; to change it, refuse and let it be proposed anew."""
    pending = state.waiting(kind.code)
    if pending is None or _bare(dict(step.facts)) == _bare(pending.facts):
        return Met()
    return refuse("not_as_proposed", _OWN, zh=kind.zh, en=kind.en)


@guard_of_kind
def not_yet_proposed(state: CaseState, _: Step, kind: StepKind) -> Verdict:
    """One proposal of a kind waits at a time."""
    return refuse("already_proposed", _OWN, zh=kind.zh, en=kind.en) if state.waiting(kind.code) else Met()


def _bare(facts: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if name != "late_reason"}


def _outside(roles: frozenset[str]) -> bool:
    return any(role in ROLES and not ROLES[role].inside for role in roles)


def _roles(codes: tuple[str, ...]) -> dict[str, str]:
    return {
        "roles_zh": "、".join(ROLES[code].zh for code in codes),
        "roles_en": " or ".join(ROLES[code].en for code in codes),
    }

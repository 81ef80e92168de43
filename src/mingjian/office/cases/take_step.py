"""The one way a step gets into a case: lock, add up, ask the law, write step, head and event in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.articles import APL, OFFICE
from mingjian.law.case import CaseState
from mingjian.law.course import after, fold, may_take
from mingjian.law.procedure import KINDS, PROPOSED, REFUSED
from mingjian.law.steps import Step as LawStep
from mingjian.law.verdicts import NotMet, refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.course import kind_of_row, law_steps, rows_of, words_of
from mingjian.office.cases.numbers import next_decision_number
from mingjian.office.cases.penalties import follow_penalties
from mingjian.office.cases.people import Acting, acting
from mingjian.office.cases.refusal import named
from mingjian.office.cases.settle_leads import settle_leads
from mingjian.office.cases.write_head import write_head
from mingjian.records import clock
from mingjian.records.models import Account, Case, Step

# Steps whose clock runs in hours: the moment is kept, not only the day.
_BY_THE_HOUR = frozenset({"crime_ruled", "crime_sent"})


@dataclass(frozen=True, slots=True)
class Sent:
    """How a step was sent: its day, a key that makes a second sending harmless, and how many steps the sender had seen.

    `together`: who takes the step with the sender, where the law wants two. `on_paper`: taken over from a paper file.
    """

    day: datetime.date
    key: str
    seen: int | None = None
    together: tuple[Account, ...] = ()
    on_paper: bool = False


def locked(case: Case) -> Case:
    """The head of a case, locked until the act ends."""
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "service", "subject").get(pk=case.pk, void=False)


def enter_step(
    case: Case, kind: str, facts: Mapping[str, Any], sent: Sent, *, by: Account, at: datetime.datetime
) -> Step:
    """Take a step, or propose it where the law wants another person's approval.

    Raises: ForbiddenAct, with the article, for everything that the law refuses; nothing is changed then.
    """
    needs = kind in KINDS and bool(KINDS[kind].approved_by)
    return _record(case, kind, dict(facts), sent, by=by, at=at, how=PROPOSED if needs else kind)


def approve_step(
    case: Case, kind: str, sent: Sent, *, late_reason: str = "", by: Account, at: datetime.datetime
) -> Step:
    """Approve what was proposed, as it was proposed, as another person; `late_reason` where its period has run out.

    Raises: ForbiddenAct, with the article.
    """
    more = {"late_reason": late_reason.strip()} if late_reason.strip() else {}
    return _record(case, kind, more, sent, by=by, at=at, how=kind, approving=True)


def refuse_step(case: Case, kind: str, because: str, sent: Sent, *, by: Account, at: datetime.datetime) -> Step:
    """Refuse a proposal with reasons; it may then be proposed anew.

    Raises: ForbiddenAct, with the article.
    """
    return _record(case, kind, {"reasons": because.strip()}, sent, by=by, at=at, how=REFUSED)


@transaction.atomic
def _record(
    case: Case,
    kind: str,
    facts: dict[str, Any],
    sent: Sent,
    *,
    by: Account,
    at: datetime.datetime,
    how: str,
    approving: bool = False,
) -> Step:
    case = locked(case)
    if not case.unit.path.startswith(by.unit.path):
        raise ForbiddenAct(refuse("case_of_other_unit", f"{APL} §22"))
    if again := _sent_before(case, kind, how, sent):
        return again
    rows = rows_of(case)
    _still_as_seen(rows, sent)
    people = [acting(account, case.unit, sent.day) for account in (by, *sent.together)]
    steps = law_steps(case, rows)
    state = fold(steps)
    step = _as_law(case, state, kind, facts, sent, people, at=at, how=how, approving=approving)
    ask(state, step, today=clock.day_of(at))
    return write_step(case, steps, step, sent, by=by, at=at, acting_for=_instead(people[0], kind, step.kind))


def _as_law(
    case: Case,
    state: CaseState,
    kind: str,
    facts: dict[str, Any],
    sent: Sent,
    people: list[Acting],
    *,
    at: datetime.datetime,
    how: str,
    approving: bool,
) -> LawStep:
    officers = tuple(person.officer for person in people)
    moment = at if kind in _BY_THE_HOUR and clock.day_of(at) == sent.day else None
    if how == PROPOSED:
        if kind == "decided" and not facts.get("number") and facts.get("decision") in ("penalty", "no_penalty"):
            facts = {**facts, "number": next_decision_number(case, str(facts["decision"]), sent.day.year)}
        return LawStep(PROPOSED, sent.day, officers, {"step": kind, "facts": facts}, moment)
    if how == REFUSED:
        return LawStep(REFUSED, sent.day, officers, {"step": kind, **facts}, moment)
    waits = state.waiting(kind) if approving else None
    return LawStep(kind, sent.day, officers, {**(waits.facts if waits else {}), **facts}, moment)


def ask(state: CaseState, step: LawStep, *, today: datetime.date) -> None:
    """Ask the law whether a step may be taken, and that its day has come.

    Raises: ForbiddenAct, with people named.
    """
    if step.day > today:
        raise ForbiddenAct(refuse("step_day_ahead", f"{APL} §47", day=step.day.isoformat()))
    verdict = may_take(state, step)
    if isinstance(verdict, NotMet):
        raise ForbiddenAct(named(verdict))


def write_step(
    case: Case,
    steps: list[LawStep],
    step: LawStep,
    sent: Sent,
    *,
    by: Account | None,
    at: datetime.datetime,
    acting_for: Account | None = None,
) -> Step:
    """Append a step that the law allows to a locked case, with all that follows from it."""
    row = Step.objects.create(
        case=case,
        seq=len(steps) + 1,
        kind=step.kind,
        day=step.day,
        at=step.at,
        by=[officer.to_json() for officer in step.by],
        facts=dict(step.facts),
        key=sent.key,
        entered_by=by,
        acting_for=acting_for,
        on_paper=sent.on_paper,
    )
    course = [*steps, step]
    before = fold(steps)
    state = after(before, step)
    write_head(case, course, state, at=at)
    follow_penalties(case, before, state, step, proposer=_proposer(steps, step), by=by, at=at)
    settle_leads(case, state, by=by, at=at)
    content = {"step": kind_of_row(row), "seq": row.seq, "day": row.day.isoformat(), "stage": state.stage}
    verbs = {PROPOSED: "step_proposed", REFUSED: "step_refused"}
    log_event(verbs.get(step.kind, "step_taken"), case, by=by, at=at, content=content)
    return row


def _proposer(steps: list[LawStep], step: LawStep) -> str:
    """The code of the officer who proposed the step that is now approved; empty if nobody had to."""
    asked = [row for row in steps if row.kind == PROPOSED and row.text("step") == step.kind and row.by]
    return asked[-1].by[0].code if asked else ""


def _instead(person: Acting, kind: str, how: str) -> Account | None:
    found = KINDS.get(kind)
    if found is None or how == PROPOSED:
        return None
    return person.instead_of(found.approved_by or found.by)


def _sent_before(case: Case, kind: str, how: str, sent: Sent) -> Step | None:
    """The step that the same key made before: a lost reply repeated. Raises: BadInput, if it was another step."""
    if not sent.key:
        raise BadInput("The form has no key; open the page anew.", "表单不完整，请重新打开页面。")
    row = Step.objects.filter(case=case, key=sent.key).first()
    if row is None or (kind_of_row(row), row.kind) == (kind, how):
        return row
    zh, en = words_of(kind_of_row(row))
    raise ForbiddenAct(refuse("key_used", f"{OFFICE} §双人", zh=zh, en=en))


def _still_as_seen(rows: list[Step], sent: Sent) -> None:
    """Refuse what was decided on an older state of the case, and say who was faster."""
    if sent.seen is None or sent.seen == len(rows):
        return
    last = rows[-1]
    zh, en = words_of(kind_of_row(last))
    who = last.entered_by
    verdict = refuse("step_overtaken", f"{APL} §47", who=str(who.pk) if who else "-", zh=zh, en=en)
    raise ForbiddenAct(named(verdict))


__all__ = ["Sent", "approve_step", "ask", "enter_step", "locked", "refuse_step", "write_step"]

"""What may be done next in a case: steps, an officer and a day in; each step with who, until when, why not out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mingjian.law.case import CaseState
from mingjian.law.clocks import CLOCKS, decision_until
from mingjian.law.counting import Due
from mingjian.law.course import APPROVING, BOTH, ENTERING, PROPOSING, fold
from mingjian.law.guards import GUARDS
from mingjian.law.people import Officer
from mingjian.law.procedure import KINDS
from mingjian.law.settings import DEFAULT, Settings
from mingjian.law.step_kind import Field, StepKind
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, NotMet, Verdict

How = Literal["take", "propose", "approve"]
# Guards whose answer depends on who acts, not on the case.
_PERSONAL = frozenset(
    {
        "role_enters",
        "role_approves",
        "on_duty",
        "enough_people",
        "cards_valid",
        "own_case",
        "not_recused",
        "own_office",
        "another_person",
        "reviewer_qualified",
        "reviewer_is_neutral",
        "by_the_chair",
    }
)
# Answered by the facts that are still to be given.
_LATER = frozenset({"enough_people", "late_with_reason", "as_proposed"})


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step that belongs to the stage of the case.

    `how`: taken at once, proposed, or approved. `allowed`: this officer may do it today. `missing`: what stands against
    it in the case, with articles; `personal`: what stands against this officer only. `who`: roles that may; `people`:
    how many enter it. `due`: its clock, `until` its last day (for the decision with the superior's extension);
    `waits_for`: the proposal's facts when it waits for approval. `fields`: what the form asks.
    """

    kind: str
    zh: str
    en: str
    how: How
    allowed: bool
    missing: tuple[NotMet, ...]
    personal: tuple[NotMet, ...]
    who: tuple[str, ...]
    people: int
    article: str
    due: Due | None
    until: date | None
    overdue: bool
    fields: tuple[Field, ...]
    documents: tuple[str, ...]
    proposed: dict[str, object] | None = None

    @property
    def verdict(self) -> Verdict:
        """The first thing that stands against it, or `Met`."""
        return next(iter((*self.missing, *self.personal)), Met())


def next_steps(
    steps: Iterable[Step], officer: Officer, day: date, settings: Settings = DEFAULT
) -> tuple[NextStep, ...]:
    """Say what may be done now, by whom, until when, under which article, and what is missing.

    Steps this officer may do come first, the soonest due first; then those of others or not yet possible.
    """
    return next_from(fold(steps, settings), officer, day)


def next_from(state: CaseState, officer: Officer, day: date) -> tuple[NextStep, ...]:
    """As `next_steps`, from a state already added up."""
    found = [_next(state, officer, day, kind) for kind in KINDS.values() if _offered(state, kind)]
    return tuple(sorted(found, key=lambda step: (not step.allowed, bool(step.missing), step.until or date.max)))


def _offered(state: CaseState, kind: StepKind) -> bool:
    return state.stage in kind.stages and (kind.offered is None or kind.offered(state))


def _next(state: CaseState, officer: Officer, day: date, kind: StepKind) -> NextStep:
    pending = state.waiting(kind.code)
    how: How = "approve" if pending else "propose" if kind.approved_by else "take"
    step = Step(kind.code, day, (officer,), pending.facts if pending else {})
    missing, personal = _standing_against(state, step, kind, how)
    found = CLOCKS[kind.clock](state, day) if kind.clock else None
    until = decision_until(state, day) if kind.clock == "decision" else found.day if found else None
    return NextStep(
        kind=kind.code,
        zh=kind.zh,
        en=kind.en,
        how=how,
        allowed=not missing and not personal,
        missing=missing,
        personal=personal,
        who=kind.approved_by if pending else kind.by,
        people=1 if pending else kind.people,
        article=kind.article,
        due=found,
        until=until,
        overdue=until is not None and day > until,
        fields=kind.fields,
        documents=kind.documents,
        proposed=dict(pending.facts) if pending else None,
    )


def _standing_against(
    state: CaseState, step: Step, kind: StepKind, how: How
) -> tuple[tuple[NotMet, ...], tuple[NotMet, ...]]:
    names = (*(APPROVING if how == "approve" else ENTERING), *(PROPOSING if how == "propose" else ()), *BOTH)
    checks = kind.checks if how == "approve" else ()
    asked = [name for name in (*names, *kind.conditions, *checks) if name not in _LATER]
    refused = [(name, GUARDS[name](state, step, kind)) for name in asked]
    against = [(name, verdict) for name, verdict in refused if isinstance(verdict, NotMet)]
    return (
        tuple(verdict for name, verdict in against if name not in _PERSONAL),
        tuple(verdict for name, verdict in against if name in _PERSONAL),
    )


def propose(step: Step) -> Step:
    """The proposal of a step that somebody else must approve."""
    return Step("proposed", step.day, step.by, {"step": step.kind, "facts": dict(step.facts)}, step.at)


def approve(state: CaseState, kind: str, head: Officer, day: date, **more: object) -> Step:
    """The approval of what waits, by `head`. Raises: KeyError, when nothing of the kind waits."""
    pending = state.waiting(kind)
    if pending is None:
        raise KeyError(kind)
    return replace(Step(kind, day, (head,)), facts={**pending.facts, **more})

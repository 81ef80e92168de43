"""All courses up to a depth: from a start, every move is tried on every day of a few, equal states are merged.

Every accepted step that is a decision is judged by the oracle; the state kept step by step is compared with the fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from mingjian.law.case import CaseState
from mingjian.law.course import after, fold, may_take
from mingjian.law.steps import Step
from tests.law.moves import moves
from tests.law.oracle import violations


@dataclass
class Exploration:
    """What was seen: distinct states, moves tried and accepted, decisions reached, and each breach with its course."""

    states: int = 0
    tried: int = 0
    accepted: int = 0
    decisions: int = 0
    unequal: int = 0
    breaches: list[tuple[list[str], list[Step]]] = field(default_factory=list)


def explore(
    start: list[Step],
    depth: int,
    *,
    gaps: Iterable[int] = (0, 6, 30),
    kinds: set[str] | None = None,
    stop: bool = False,
) -> Exploration:
    """Try every move after `start`, up to `depth` accepted steps deep; `kinds` narrows the moves, `stop` ends at a breach."""
    seen: set[object] = set()
    report = Exploration()
    level: list[tuple[tuple[Step, ...], CaseState]] = [(tuple(start), fold(start))]
    for _ in range(depth):
        following = []
        for steps, state in level:
            for step in _tries(state, gaps, kinds):
                report.tried += 1
                if not may_take(state, step):
                    continue
                report.accepted += 1
                done, course = after(state, step), (*steps, step)
                if step.kind == "decided":
                    report.decisions += 1
                    if broken := violations(list(course)):
                        report.breaches.append((broken, list(course)))
                        if stop:
                            return report
                if (key := _key(done)) not in seen:
                    seen.add(key)
                    report.unequal += fold(course) != done
                    if done.stage not in ("decided", "transferred"):
                        following.append((course, done))
        report.states = len(seen)
        level = following
    return report


def _tries(state: CaseState, gaps: Iterable[int], kinds: set[str] | None) -> Iterable[Step]:
    assert state.last_day is not None
    for gap in gaps:
        for step in moves(state, state.last_day + timedelta(days=gap)):
            if kinds is None or step.kind in kinds or step.text("step") in kinds:
                yield step


def _key(state: CaseState) -> object:
    """Equal for states from which the same may happen: everything but the proposals' facts, which are made hashable."""
    pending = tuple(
        (row.kind, row.day, tuple(sorted(row.by)), repr(sorted(row.facts.items()))) for row in state.pending
    )
    return replace(state, pending=()), pending


def days_between(first: date, last: date) -> int:
    return (last - first).days

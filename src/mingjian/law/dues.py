"""What runs in a case: a state and a day in; every clock and appointed day that still waits for its step out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState
from mingjian.law.clocks import CLOCKS, decision_until
from mingjian.law.counting import Due
from mingjian.law.procedure import KINDS
from mingjian.law.procedure.investigation import BEFORE_DECISION


@dataclass(frozen=True, slots=True)
class CaseDue:
    """One day that a step of the case waits for.

    `clock`: name of the clock ("correction", "answer", "hearing" and "instalment" are days that were appointed in the
    case). `step`: the kind of step it bounds. `kept_by`: office, party or another body. `counted`: how it was counted,
    None for an appointed day. `paused`: the clock stands still, `day` is as if it ran on tomorrow.
    """

    clock: str
    step: str
    day: date
    article: str
    kept_by: str
    rule: str = ""
    provisional: bool = False
    confirmed: bool = True
    paused: bool = False
    counted: Due | None = None

    @property
    def ours(self) -> bool:
        """Whether a board shows it: what the office must do, and money that should have come."""
        return not self.paused and (self.kept_by == "office" or self.clock in ("payment", "instalment"))


def _open(state: CaseState) -> bool:
    return state.outcome == "penalty" and state.decision is not None and state.paid < state.decision.money


# Clock, the step it bounds, and whether that step is still to come (beside its stage and `offered`).
_RUNNING: tuple[tuple[str, str, Callable[[CaseState], bool]], ...] = (
    ("filing", "filed", lambda _: True),
    ("designation", "designated", lambda _: True),
    ("decision", "decided", lambda _: True),
    ("preservation", "preservation_disposed", lambda _: True),
    ("crime_ruling", "crime_ruled", lambda _: True),
    ("crime_handover", "crime_sent", lambda state: state.crime is not None and state.crime.sent_on is None),
    ("police_answer", "crime_answered", lambda state: state.crime is not None and state.crime.answer is None),
    ("crime_reconsideration", "crime_reconsidered", lambda _: True),
    ("hearing_request", "hearing_asked", lambda state: not state.waived),
    ("service", "served", lambda _: True),
    ("payment", "paid", lambda state: _open(state) and not state.instalments),
    ("court_application", "court_applied", lambda state: state.appeal is None),
    ("reconsideration", "reconsideration_applied", lambda state: not state.appeals),
    ("litigation", "suit_filed", lambda state: all(row.kind != "suit" for row in state.appeals)),
    ("unpublication", "unpublished", lambda _: True),
)


def dues(state: CaseState, day: date) -> tuple[CaseDue, ...]:
    """Everything that runs, the soonest first; the clock of the decision counts an open pause up to `day`."""
    return tuple(sorted((*_clocks(state, day), *_appointed(state)), key=lambda row: (row.day, row.clock)))


def next_due(state: CaseState, day: date) -> CaseDue | None:
    """The soonest day by which the office must act, or money should have come; None when nothing of that runs."""
    return next((row for row in dues(state, day) if row.ours), None)


def _clocks(state: CaseState, day: date) -> Iterator[CaseDue]:
    for name, step, waits in _RUNNING:
        kind = KINDS[step]
        stages = BEFORE_DECISION if name == "decision" else kind.stages  # its clock runs from the filing on
        if state.stage not in stages or (kind.offered and not kind.offered(state)) or not waits(state):
            continue
        found = CLOCKS[name](state, day)
        if found is None:
            continue
        until = decision_until(state, day) if name == "decision" else None
        yield CaseDue(
            clock=name,
            step=step,
            day=until or found.day,
            article=found.citation,
            kept_by=found.kept_by,
            rule=found.rule,
            provisional=found.provisional,
            confirmed=found.confirmed,
            paused=name == "decision" and any(pause.last is None for pause in state.pauses),
            counted=found,
        )


def _appointed(state: CaseState) -> Iterator[CaseDue]:
    correction, notice, hearing = state.correction, state.notice, state.hearing
    if correction and correction.checked_on is None and state.stage in KINDS["correction_checked"].stages:
        yield CaseDue("correction", "correction_checked", correction.limit, f"{CAC14} §34", "office")
    if notice and state.stage == "notified" and not state.defended and not state.waived:
        yield CaseDue("answer", "defended", notice.answer_by, f"{APL} §44-45", "party")
    if hearing and hearing.day and hearing.held_on is None:
        yield CaseDue("hearing", "hearing_held", hearing.day, f"{APL} §64", "office")
    if state.instalments and _open(state) and state.stage in KINDS["paid"].stages:
        owed = 0
        for when, amount in state.instalments:
            owed += amount
            if state.paid < owed:
                yield CaseDue("instalment", "paid", when, f"{APL} §66", "party")
                break

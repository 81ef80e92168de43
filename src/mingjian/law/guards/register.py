"""The one register of guards: small named functions that the procedure names and a mutation run removes in turn."""

from __future__ import annotations

from collections.abc import Callable

from mingjian.law.case import CaseState
from mingjian.law.step_kind import StepKind
from mingjian.law.steps import Step
from mingjian.law.verdicts import Verdict

Guard = Callable[[CaseState, Step, StepKind], Verdict]
GUARDS: dict[str, Guard] = {}


def guard(function: Callable[[CaseState, Step], Verdict]) -> Callable[[CaseState, Step], Verdict]:
    """Register a guard that looks at the state and the step."""

    def with_kind(state: CaseState, step: Step, _: StepKind) -> Verdict:
        return function(state, step)

    with_kind.__wrapped__ = function  # type: ignore[attr-defined]
    GUARDS[function.__name__] = with_kind
    return function


def guard_of_kind(function: Guard) -> Guard:
    """Register a guard that also looks at what the kind of step asks for."""
    GUARDS[function.__name__] = function
    return function

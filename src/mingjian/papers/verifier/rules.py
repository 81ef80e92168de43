"""Everything that is asked of an exported case: of its last decision, of its end, or of how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from . import rules_before, rules_decision
from .claims import DECIDING, GAPS, RULES, UNDONE, Claim, Gap, gap, paper_claim
from .course import Course, Step

__all__ = ["Asked", "Claim", "Gap", "ask", "rules_before", "rules_decision"]
_ENDS = {"not_filed": "not_filing_approval", "filing_withdrawn": "filing_withdrawal", "passed_on": "transfer_letter",
         "transferred": "transfer_letter", "crime_sent": "crime_transfer"}  # fmt: skip


@dataclass(slots=True)
class Asked:
    """All that was found of a case."""

    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def ask(course: Course) -> Asked:
    """Ask everything. Of a case that ended without a decision only what its end wants; of one that still runs, what was
    not done yet can be mended, and what was done wrongly stays wrong.
    """
    found = Asked()
    decided = course.last("decided")
    ends = [step for step in course.of(*_ENDS) if step.kind != "crime_sent" or course.over]
    here = decided or _after(course)
    for rule in [*RULES, *(DECIDING if decided or not ends else [])]:
        for answer in rule(course, here):
            _keep(found, answer, decided)
    if decided is None and ends:
        for answer in paper_claim(course, ends[-1], _ENDS[ends[-1].kind]):
            _keep(found, answer, ends[-1])
    elif decided is None:
        found.gaps.insert(0, gap("undecided"))
    return found


def _keep(found: Asked, answer: Claim | Gap, decided: Step | None) -> None:
    if isinstance(answer, Claim):
        found.claims.append(answer)
    elif decided is None and GAPS.get(answer.code, ("",))[0] == UNDONE:
        found.gaps.append(replace(answer, fatal=False))
    else:
        found.gaps.append(answer)


def _after(course: Course) -> Step:
    """What stands for the decision of a case that has none: a penalty, after the last step, by nobody."""
    last = course.steps[-1] if course.steps else None
    day = last.day if last else course.never
    return Step(last.seq + 1 if last else 1, "", day, (), frozenset(), {"decision": "penalty"})

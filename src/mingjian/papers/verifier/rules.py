"""Everything that is asked of the last decision of an exported case."""

from __future__ import annotations

from dataclasses import dataclass, field

try:
    from mingjian.papers.verifier import rules_before, rules_decision
    from mingjian.papers.verifier.claims import APL, RULES, Claim, Gap
    from mingjian.papers.verifier.course import Course
except ImportError:  # copied out of Mingjian as a folder of its own
    from verifier import rules_before, rules_decision  # type: ignore[import-not-found,no-redef]
    from verifier.claims import APL, RULES, Claim, Gap  # type: ignore[import-not-found,no-redef]
    from verifier.course import Course  # type: ignore[import-not-found,no-redef]

__all__ = ["Asked", "Claim", "Gap", "ask", "rules_before", "rules_decision"]


@dataclass(slots=True)
class Asked:
    """All that was found of a case."""

    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def ask(course: Course) -> Asked:
    """Ask everything of the last decision of a case; a case without one has one gap, which can be mended."""
    found = Asked()
    decided = course.last("decided")
    if decided is None:
        found.gaps.append(Gap("undecided", f"{APL} §57", "案件没有决定", "the case has no decision", fatal=False))
        return found
    for one in RULES:
        for answer in one(course, decided):
            (found.claims if isinstance(answer, Claim) else found.gaps).append(answer)  # type: ignore[arg-type]
    return found

"""What is found of a case: claims (article → step → document or evidence → clock) and gaps (curable or fatal)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

try:
    from mingjian.papers.verifier.course import Course, Step
except ImportError:  # copied out of Mingjian as a folder of its own
    from verifier.course import Course, Step  # type: ignore[import-not-found,no-redef]


@dataclass(frozen=True, slots=True)
class Clock:
    """A period that was to be kept: its rule, its first and last day, the day it was done, whether in time."""

    rule: str
    since: date
    due: date
    done: date

    @property
    def kept(self) -> bool:
        """Whether it was done in time."""
        return self.done <= self.due


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the law wants and the file proves."""

    code: str
    article: str
    step: int
    proofs: tuple[str, ...] = ()
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing. `fatal`: the decision cannot be saved; otherwise it can still be mended."""

    code: str
    article: str
    zh: str
    en: str
    fatal: bool
    step: int = 0


Found = Iterator[Claim | Gap]
RULES: list[Callable[[Course, Step], Found]] = []
APL, CAC, CRT = "行政处罚法", "网信部门行政执法程序规定", "移送涉嫌犯罪案件规定"


def rule(function: Callable[[Course, Step], Found]) -> Callable[[Course, Step], Found]:
    """Register one thing to be asked."""
    RULES.append(function)
    return function


def paper_claim(
    course: Course, step: Step, code: str, article: str, zh: str, en: str, clock: Clock | None = None
) -> Found:
    """The claim of a step with its document; a missing document is a gap that can be mended."""
    names = course.paper(code)
    yield Claim(code, article, step.seq, tuple(names), clock)
    if not names:
        yield Gap(f"{code}_paper", article, f"卷内没有《{zh}》", f"the file has no {en}", fatal=False, step=step.seq)

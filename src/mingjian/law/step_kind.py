"""What a kind of step is, as data: who enters and approves it, in which stages, by which article, with what fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mingjian.law.case import CaseState
from mingjian.law.steps import Step

FieldKind = Literal[
    "text", "day", "flag", "number", "choice", "codes", "officers", "penalties", "figures", "instalments"
]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a step asks for: its name in `facts`, what it is, its labels, its options (`choice`: code, zh, en)."""

    name: str
    kind: FieldKind
    zh: str
    en: str
    required: bool = True
    options: tuple[tuple[str, str, str], ...] = ()

    def label(self, language: str) -> str:
        """The field's label in "zh" or "en"."""
        return self.zh if language.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class StepKind:
    """One kind of step.

    `by`: roles that enter it; `approved_by`: roles that approve it (empty: it needs no approval). `people`: how many
    enter it together. `of_case`: they must be handlers of this case. `conditions`: guards on the state and the day;
    `checks`: guards on the facts. `clock`: its due day (`mingjian.law.clocks`); `late`: "hard" refuses after it, "soft"
    asks for a reason and keeps it, "free" only shows it. `offered`: whether a page offers it in this state (None:
    always in its stages); it allows nothing.
    """

    code: str
    zh: str
    en: str
    article: str
    by: tuple[str, ...]
    stages: frozenset[str]
    apply: Callable[[CaseState, Step], CaseState]
    approved_by: tuple[str, ...] = ()
    people: int = 1
    of_case: bool = False
    card: bool = False
    conditions: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    documents: tuple[str, ...] = ()
    clock: str | None = None
    late: Literal["hard", "soft", "free"] = "free"
    offered: Callable[[CaseState], bool] | None = None

    def name(self, language: str) -> str:
        """The step's name in "zh" or "en"."""
        return self.zh if language.lower().startswith("zh") else self.en


REASONS = Field("reasons", "text", "理由", "reasons")
LATE_REASON = Field("late_reason", "text", "逾期理由", "reason for being late", required=False)
WAY = Field(
    "way",
    "choice",
    "送达方式",
    "way of service",
    options=(
        ("in_person", "直接送达", "in person"),
        ("left", "留置送达", "left behind"),
        ("electronic", "电子送达", "electronic"),
        ("post", "邮寄送达", "by post"),
        ("publication", "公告送达", "by publication"),
    ),
)
PROOF = Field("proof", "text", "送达证明", "proof of service")
POSTED = Field("posted_on", "day", "公告日", "day of publication", required=False)
RECORD = Field("record", "text", "记录编号", "record number")
SERVICE = (WAY, PROOF, POSTED)

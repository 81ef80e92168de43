"""What a judgement says of one document: a verdict, how sure, of what, where it stands, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.detect.categories import Category, Context, Verdict
from mingjian.reasons import Reason
from mingjian.text import Surface

MASK = "▇"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mark on a document.

    `start` and `end` count code points of `Document.text`, and `text[start:end] == quote` always; a finding about the
    response (redirects, filings) has an empty stretch at 0. `weight` runs from 0 to 1: a sign, up to proof by itself.
    `police`: the words point at material that sexualises children; `shown` masks them and nothing else may show them.
    """

    detector: str
    category: Category
    start: int
    end: int
    quote: str
    surface: Surface
    reason: Reason
    weight: float
    police: bool = False

    @property
    def shown(self) -> str:
        """The quotation as a person may see it: masked where it goes to the police."""
        return MASK * len(self.quote) if self.police else self.quote


@dataclass(frozen=True, slots=True)
class Judgement:
    """A document judged. `score` is the calibrated probability that it carries criminal commerce (0 to 1)."""

    verdict: Verdict
    score: float
    categories: tuple[Category, ...]
    context: Context
    findings: tuple[Finding, ...]
    cleaned: str
    model: str

    @property
    def police(self) -> bool:
        """Whether a finding must go to the police path at once and its content must never be shown."""
        return any(finding.police for finding in self.findings)

    def as_json(self) -> Mapping[str, Any]:
        """Give the judgement as `scan --json` prints it, without `source` and `text`; police quotations are masked."""
        return {
            "model": self.model,
            "verdict": self.verdict,
            "score": round(self.score, 4),
            "categories": list(self.categories),
            "context": self.context,
            "findings": [_row(finding) for finding in self.findings],
            "cleaned": self.cleaned,
        }


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "detector": finding.detector,
        "category": finding.category,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.shown,
        "surface": finding.surface,
        "reason": {"code": finding.reason.code, "params": dict(finding.reason.params)},
        "weight": round(finding.weight, 3),
    } | ({"police": True} if finding.police else {})

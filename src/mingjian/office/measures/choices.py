"""Which measures an office may propose about a lead, and on which bases: the law asked for each combination."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mingjian.law.basis import Basis, bases
from mingjian.law.measure_kind import Measure as MeasureKind
from mingjian.law.measure_rules import gives_power, may_propose
from mingjian.law.measures import measure as kind_of
from mingjian.law.verdicts import Met, Verdict
from mingjian.records.models import Lead

OFFERED = ("interview", "filing_cancellation_order", "filing_cancellation", "closure")
"""The measures that the desk can carry through from proposal to proof."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure that may be proposed with the bases that carry it; or, with no basis, the refusal that says why not."""

    kind: MeasureKind
    bases: tuple[Basis, ...]
    refusal: Verdict


def executor_of(kind: MeasureKind) -> str:
    """Who carries a measure out by default: the first executor of its kind."""
    return kind.executors[0]


def _allowed(lead: Lead, level: str, kind: MeasureKind, rule: Basis, day: datetime.date) -> Verdict:
    return may_propose(
        kind.code,
        rule.code,
        office_level=level,
        act_day=day,
        has_evidence=True,
        reason="…",
        subject_is_victim=lead.victim,
    )


def choices(lead: Lead, level: str, day: datetime.date) -> list[Choice]:
    """For each measure the bases on which an office of `level` may propose it on `day`; rows marked speech never appear."""
    result = []
    for code in OFFERED:
        kind = kind_of(code)
        carrying: list[Basis] = []
        refusal: Verdict = Met()
        for rule in bases(on=day):
            verdict = _allowed(lead, level, kind, rule, day)
            if verdict:
                carrying.append(rule)
            elif not refusal or (gives_power(kind, rule) and isinstance(refusal, Met)):
                refusal = verdict
        result.append(Choice(kind, tuple(carrying), Met() if carrying else refusal))
    return result

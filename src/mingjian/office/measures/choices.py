"""Which measures an office may propose about a lead, and on which bases: the law asked for each combination."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.law.basis import Basis, bases
from mingjian.law.fitting import fitting
from mingjian.law.measure_kind import Measure as MeasureKind
from mingjian.law.measure_rules import gives_power, may_propose
from mingjian.law.measures import measure as kind_of
from mingjian.law.measures import measures
from mingjian.law.verdicts import Met, Verdict
from mingjian.records.models import Case, Lead, ServiceKind

_FIRST = ("interview", "filing_cancellation_order", "filing_cancellation", "closure")
GROUP = "administrative_penalty"
"""Stands for all penalties; it is counted, never proposed."""
OFFERED = (*_FIRST, *(code for code in measures() if code not in (*_FIRST, GROUP)))
"""The measures that the desk carries through from proposal to proof, where the law lets it."""
_ONLY_ON = {"delisting": (ServiceKind.APP,)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure that may be proposed with the bases that carry it, those that fit the lead apart; or the refusal."""

    kind: MeasureKind
    fit: tuple[Basis, ...]
    others: tuple[Basis, ...]
    refusal: Verdict

    @property
    def bases(self) -> tuple[Basis, ...]:
        """All bases, the fitting ones first."""
        return self.fit + self.others


def executor_of(kind: MeasureKind) -> str:
    """Who carries a measure out by default: the first executor of its kind."""
    return kind.executors[0]


def _allowed(lead: Lead, level: str, kind: MeasureKind, rule: Basis, day: datetime.date, decided: bool) -> Verdict:
    return may_propose(
        kind.code,
        rule.code,
        office_level=level,
        act_day=day,
        has_evidence=True,
        reason="…",
        subject_is_victim=lead.victim,
        case_decided=decided,
        by_agreement=kind.code == "update_suspension" and not decided,
    )


def choice(
    lead: Lead, level: str, code: str, day: datetime.date, *, categories: Iterable[str] = (), case: Case | None = None
) -> Choice:
    """One measure with the bases on which an office of `level` may propose it on `day`.

    `categories`: what was found, so that fitting bases come first; rows marked speech never appear.
    """
    kind = kind_of(code)
    carrying: list[Basis] = []
    refusal: Verdict = Met()
    for rule in bases(on=day):
        verdict = _allowed(lead, level, kind, rule, day, case is not None)
        if verdict:
            carrying.append(rule)
        elif not refusal or (gives_power(kind, rule) and isinstance(refusal, Met)):
            refusal = verdict
    fit, others = fitting(carrying, categories, lead.service.kind, lead.victim)
    return Choice(kind, tuple(fit), tuple(others), Met() if carrying else refusal)


def choices(
    lead: Lead, level: str, day: datetime.date, *, categories: Iterable[str] = (), case: Case | None = None
) -> list[Choice]:
    """Every measure of the desk with its bases or its refusal; those for another kind of service are left out."""
    found = tuple(categories)
    return [
        choice(lead, level, code, day, categories=found, case=case)
        for code in OFFERED
        if lead.service.kind in _ONLY_ON.get(code, (lead.service.kind,))
    ]


def categories_of(lead: Lead) -> tuple[str, ...]:
    """What the sources of a lead say was found, the weightiest first."""
    found: dict[str, None] = {}
    for source in lead.sources.select_related("finding", "report"):
        if source.finding:
            found |= dict.fromkeys(source.finding.categories)
        elif source.report:
            found[source.report.category] = None
    return tuple(found)

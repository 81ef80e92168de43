"""A case as an exported file carries it: steps, documents, evidence and the days that do not count, as one JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from mingjian.law.calendar import shipped
from mingjian.law.settings import DEFAULT, Settings
from mingjian.law.steps import Step
from mingjian.papers.verifier.course import FORMAT

_YEAR = timedelta(days=366)


def calendar_between(first: date, last: date) -> dict[str, list[Any]]:
    """The rest days and working weekend days from one day to another; `years`: those whose notice is known."""
    off: list[str] = []
    work: list[str] = []
    calendar, day = shipped(), first
    while day <= last:
        works = calendar.works(day)
        if works != (day.weekday() < 5):
            (work if works else off).append(day.isoformat())
        day += timedelta(days=1)
    years = [year for year in range(first.year, last.year + 1) if year in calendar.sources]
    return {"off": off, "work": work, "years": years}


def case_json(
    number: str,
    party: str,
    steps: Sequence[Step],
    documents: Iterable[Mapping[str, Any]],
    evidence: Iterable[Mapping[str, Any]],
    *,
    facts: Mapping[str, Any],
    settings: Settings = DEFAULT,
) -> dict[str, Any]:
    """The object. `documents`: name in the file, code, number, digest, day, withdrawn; `evidence`: digest, kind, file."""
    rows = [{"seq": seq, **step.to_json()} for seq, step in enumerate(steps, 1)]
    first = steps[0].day if steps else date(2026, 1, 1)
    last = (steps[-1].day if steps else first) + _YEAR
    return {
        **facts,
        "format": FORMAT,
        "number": number,
        "party": party,
        "large": settings.large_org,
        "steps": rows,
        "documents": [dict(row) for row in documents],
        "evidence": [dict(row) for row in evidence],
        "calendar": calendar_between(first, last),
    }

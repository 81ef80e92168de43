"""Joint acts and campaigns: rows in which an office took part 参与, and what a campaign has of a figure. Source: counting.md."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mingjian.figures.period import Period
from mingjian.law.measure_kind import COUNTED_FROM
from mingjian.records.models import BulkReturn, Measure, ReturnState, Unit


def _executed(period: Period) -> Any:
    return Measure.objects.filter(state__in=COUNTED_FROM, executed_on__range=(period.first_day, period.last_day))


def took_part(unit: Unit, period: Period) -> dict[uuid.UUID, Unit]:
    """The executed measures in which an office of the subtree takes part while one outside it leads; each with its lead."""
    offices = list(Unit.objects.filter(path__startswith=unit.path).values_list("code", flat=True))
    rows = _executed(period).filter(co_offices__overlap=offices).exclude(unit__path__startswith=unit.path)
    return {row.pk: row.unit for row in rows.select_related("unit").only("id", "unit")}


def rows_taken_part(
    rows: Callable[[Unit, Period], Iterable[Any]], measures: dict[uuid.UUID, Unit], period: Period
) -> Iterator[Any]:
    """The rows of a figure that belong to these measures, earliest first: counted as their leads count them."""
    found = []
    for lead in dict.fromkeys(measures.values()):
        found += [row for row in rows(lead, period) if measures.get(row.id) == lead]
    yield from sorted(found, key=lambda row: (row.day, row.id))


def campaigns_in(unit: Unit, period: Period) -> dict[str, frozenset[uuid.UUID]]:
    """Every campaign with something in the period, with the executed measures of the subtree that carry its tag."""
    tagged: dict[str, set[uuid.UUID]] = {}
    rows = _executed(period).filter(unit__path__startswith=unit.path).exclude(campaigns=[])
    for key, tags in rows.values_list("id", "campaigns"):
        for tag in tags:
            tagged.setdefault(tag, set()).add(key)
    returns = BulkReturn.objects.filter(
        state=ReturnState.ACCEPTED,
        unit__path__startswith=unit.path,
        first_day__lte=period.last_day,
        last_day__gte=period.first_day,
    ).exclude(campaign="")
    for tag in returns.values_list("campaign", flat=True).distinct():
        tagged.setdefault(tag, set())
    return {tag: frozenset(tagged[tag]) for tag in sorted(tagged)}

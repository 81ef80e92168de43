"""Rows of measures: executed within the period, keyed by the service they hit. Nothing counts before `executed`, nor what has failed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from mingjian.figures.figure import Row
from mingjian.figures.period import Period
from mingjian.law.measure_kind import COUNTED_FROM
from mingjian.records.models import Filing, Measure, Unit


def measures_taken(unit: Unit, period: Period, *codes: str) -> Iterator[Row]:
    """Executed measures of these codes in the subtree of `unit`, earliest first.

    The key is the filing number (with its -N suffix), else the host, else the service (counting.md, Units).
    """
    filing = Filing.objects.filter(service=OuterRef("service")).order_by("number").values("number")[:1]
    rows = Measure.objects.filter(
        code__in=codes,
        state__in=COUNTED_FROM,
        executed_on__range=(period.first_day, period.last_day),
        unit__path__startswith=unit.path,
    )
    found = rows.order_by("executed_on", "id").values_list(
        "id", "executed_on", Subquery(filing), "service__host", "service_id", "state"
    )
    for key, executed_on, number, host, service, state in found:
        if executed_on:
            yield Row(key, executed_on, number or host or str(service), state)

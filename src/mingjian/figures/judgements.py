"""What stands beside every count: findings dismissed by officers, and measures lifted again."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.figures.figure import Figure, Row
from mingjian.figures.period import Period
from mingjian.records import clock
from mingjian.records.models import Finding, Measure, Unit


def _judged(state: str, unit: Unit, period: Period) -> Iterator[Row]:
    rows = Finding.objects.filter(
        state=state,
        judged_at__date__range=(period.first_day, period.last_day),
        unit__path__startswith=unit.path,
    ).order_by("judged_at", "id")
    for key, judged_at, reached in rows.values_list("id", "judged_at", "state"):
        if judged_at:
            yield Row(key, clock.day_of(judged_at), str(key), reached)


def _lifted(unit: Unit, period: Period) -> Iterator[Row]:
    rows = Measure.objects.filter(
        lifted_on__range=(period.first_day, period.last_day), unit__path__startswith=unit.path
    ).order_by("lifted_on", "id")
    for key, lifted_on, reached in rows.values_list("id", "lifted_on", "state"):
        if lifted_on:
            yield Row(key, lifted_on, str(key), reached)


FIGURES = (
    Figure(
        "findings.confirmed",
        "核实属实的巡查发现",
        "patrol findings confirmed",
        "条",
        "",
        "finding",
        lambda unit, period: _judged("confirmed", unit, period),
        content=True,
    ),
    Figure(
        "findings.dismissed",
        "核实不属实的巡查发现",
        "patrol findings dismissed",
        "条",
        "",
        "finding",
        lambda unit, period: _judged("dismissed", unit, period),
        content=True,
    ),
    Figure("measures.lifted", "撤销的处置", "measures lifted again", "件", "", "measure", _lifted),
)

"""Reports 举报 accepted: one report is one 条, however many addresses it names; duplicates and refused ones do not count."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.figures.figure import Figure, Row
from mingjian.figures.period import Period
from mingjian.records import clock
from mingjian.records.models import Report, ReportState, Unit


def _accepted(unit: Unit, period: Period) -> Iterator[Row]:
    rows = Report.objects.filter(
        state__in=[ReportState.ACCEPTED, ReportState.ANSWERED],
        decided_at__date__range=(period.first_day, period.last_day),
        unit__path__startswith=unit.path,
    ).order_by("decided_at", "id")
    for key, decided_at, state in rows.values_list("id", "decided_at", "state"):
        if decided_at:
            yield Row(key, clock.day_of(decided_at), str(key), state)


FIGURES = (
    Figure(
        "reports.accepted",
        "受理网民举报",
        "reports from the public accepted",
        "条",
        "",
        "report",
        _accepted,
        content=True,
    ),
)

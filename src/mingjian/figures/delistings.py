"""Delistings 下架: an app in five stores is one 款, by its package; the first confirmed delisting decides the day."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.figures.figure import Figure, Row
from mingjian.figures.period import Period
from mingjian.figures.targets_hit import HIT
from mingjian.law.measure_kind import COUNTED_FROM
from mingjian.records.models import MeasureTarget, Unit


def _delisted(unit: Unit, period: Period) -> Iterator[Row]:
    """Delistings in the period, earliest first, keyed by package and publisher."""
    rows = MeasureTarget.objects.filter(
        measure__code="delisting",
        measure__state__in=COUNTED_FROM,
        measure__executed_on__range=(period.first_day, period.last_day),
        measure__unit__path__startswith=unit.path,
        result__in=HIT,
        listing__isnull=False,
    ).order_by("measure__executed_on", "measure_id", "position")
    columns = ("measure_id", "measure__executed_on", "measure__state", "listing__app__package", "measure__subject_id")
    for key, day, state, package, publisher in rows.values_list(*columns):
        if day is not None:
            yield Row(key, day, f"{(package or '').lower()}/{publisher}", state)


FIGURES = (Figure("delistings.apps", "下架违法违规应用程序", "unlawful apps delisted", "款", "", "measure", _delisted),)

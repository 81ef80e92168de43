"""Numbers of records: one series per office, kind and year, without gaps."""

from __future__ import annotations

from mingjian.records.models import NumberSeries, Unit


def next_number(unit: Unit, kind: str, year: int) -> int:
    """The next number of a series. Locks its row until the transaction of the act ends."""
    series, _ = NumberSeries.objects.get_or_create(unit=unit, kind=kind, year=year)
    series = NumberSeries.objects.select_for_update().get(pk=series.pk)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last

"""The rows behind a figure of a bulletin: each with its measure, its captures and their digests."""

from __future__ import annotations

from typing import Any

from mingjian.figures.register import all_figures
from mingjian.records.models import Bulletin, Finding, Measure, Report
from mingjian.web.language import chinese

SHOWN = 200
"""Rows shown at once; the export holds all."""


def figure_of(bulletin: Bulletin, key: str) -> dict[str, Any] | None:
    """A bulletin's frozen figure with its words, or None."""
    figure = all_figures().get(key)
    for frozen in bulletin.figures["figures"]:
        if frozen["key"] == key:
            words = (figure.zh if chinese() else figure.en) if figure else key
            return {**frozen, "words": words, "unit": figure.unit_zh if figure and chinese() else ""}
    return None


def rows_of(figure: dict[str, Any], count: int = SHOWN, *, which: str = "rows") -> list[dict[str, Any]]:
    """The first rows of a figure, in the order counted; `which` is "rows", or "took_part" for joint acts led elsewhere."""
    ids = figure.get(which, [])[:count]
    if figure["record"] == "measure":
        found: dict[str, Any] = {str(row.pk): row for row in _measures(ids)}
    elif figure["record"] == "report":
        found = {str(row.pk): row for row in Report.objects.filter(pk__in=ids).select_related("service")}
    else:
        found = {str(row.pk): row for row in Finding.objects.filter(pk__in=ids).select_related("service", "capture")}
    return [{"kind": figure["record"], "row": found[key]} for key in ids if key in found]


def _measures(ids: list[str]) -> Any:
    rows = Measure.objects.filter(pk__in=ids).select_related("service", "unit")
    return rows.prefetch_related("evidence__capture", "outcomes__capture")

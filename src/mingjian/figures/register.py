"""All figures: every module of this folder that has `FIGURES` is found; adding a figure is adding a file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import mingjian.figures
from mingjian.figures.figure import Counted, Figure, count
from mingjian.figures.period import Period
from mingjian.records.models import Unit


@cache
def all_figures() -> dict[str, Figure]:
    """Every figure by its key.

    Raises: ValueError, if two files define one key.
    """
    found: dict[str, Figure] = {}
    for module in pkgutil.iter_modules(mingjian.figures.__path__):
        for figure in getattr(import_module(f"mingjian.figures.{module.name}"), "FIGURES", ()):
            if figure.key in found:
                raise ValueError(f"two figures have the key {figure.key}")
            found[figure.key] = figure
    return found


def count_all(unit: Unit, period: Period) -> dict[str, Counted]:
    """Count every figure for a unit's subtree and a period."""
    return {key: count(figure, unit, period) for key, figure in all_figures().items()}

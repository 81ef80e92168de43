"""What a figure is: rows of one record in a period, counted by distinct key; every figure keeps the ids of its rows."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from mingjian.figures.period import Period
from mingjian.records.models import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """One row that a figure counts: its record, the day that puts it into the period, and the key that must be distinct."""

    id: uuid.UUID
    day: datetime.date
    key: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the bulletin. `rows` gives its rows in a period within a unit's subtree, earliest first.

    `record` names the record the rows come from; `content` says whether it counts items of content (rounded in words)
    or subjects. Source: counting.md.
    """

    key: str
    zh: str
    en: str
    unit_zh: str
    unit_en: str
    record: str
    rows: Callable[[Unit, Period], Iterable[Row]]
    content: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its value: `counted` are the rows that count, `repeated` those whose key an earlier row has."""

    figure: Figure
    value: int
    counted: tuple[Row, ...]
    repeated: tuple[Row, ...]

    def states(self) -> dict[str, int]:
        """How many counted rows stand in each state."""
        tally: dict[str, int] = {}
        for row in self.counted:
            tally[row.state] = tally.get(row.state, 0) + 1
        return tally

    def as_json(self) -> dict[str, Any]:
        """The figure as a bulletin freezes it."""
        return {
            "key": self.figure.key,
            "value": self.value,
            "record": self.figure.record,
            "rows": [str(row.id) for row in self.counted],
            "repeated": [str(row.id) for row in self.repeated],
            "states": self.states(),
        }


def count(figure: Figure, unit: Unit, period: Period) -> Counted:
    """Count a figure: one row a key, the earliest act wins."""
    seen: set[str] = set()
    counted: list[Row] = []
    repeated: list[Row] = []
    for row in figure.rows(unit, period):
        (repeated if row.key in seen else counted).append(row)
        seen.add(row.key)
    return Counted(figure, len(counted), tuple(counted), tuple(repeated))

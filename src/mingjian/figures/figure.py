"""What a figure is: rows of one record in a period, counted by distinct key; every figure keeps the ids of its rows."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from mingjian.figures.bulk import Share, bulk_shares
from mingjian.figures.joint import campaigns_in, rows_taken_part, took_part
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
    or subjects. `bulk` names the measures whose accepted bulk returns are added; the keys of its rows are then keyed
    digests. Source: counting.md.
    """

    key: str
    zh: str
    en: str
    unit_zh: str
    unit_en: str
    record: str
    rows: Callable[[Unit, Period], Iterable[Row]]
    content: bool = False
    bulk: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its value: `counted` are the rows that count, `repeated` those whose key an earlier row has.

    `returns` are the shares of bulk returns; the value is the number of counted rows and of what these add.
    `took_part` are the rows of joint acts led elsewhere in which the office takes part: told beside the value, never in
    it. `campaigns` says what each campaign has of the value; a row with two tags is in both.
    """

    figure: Figure
    value: int
    counted: tuple[Row, ...]
    repeated: tuple[Row, ...]
    returns: tuple[Share, ...] = ()
    took_part: tuple[Row, ...] = ()
    campaigns: tuple[tuple[str, int], ...] = ()

    @property
    def individual(self) -> int:
        """The part of the value that is recorded one by one."""
        return len(self.counted)

    @property
    def bulk(self) -> int:
        """The part of the value that bulk returns add."""
        return sum(share.counted for share in self.returns)

    def overturned(self) -> int:
        """How many of the counted rows were lifted again; they stay counted and are told beside the value."""
        return sum(row.state == "lifted" for row in self.counted)

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
            "rows": list(dict.fromkeys(str(row.id) for row in self.counted)),
            "repeated": list(dict.fromkeys(str(row.id) for row in self.repeated)),
            "states": self.states(),
            "overturned": self.overturned(),
            **(
                {
                    "individual": self.individual,
                    "bulk": self.bulk,
                    "returns": [share.as_json() for share in self.returns],
                }
                if self.figure.bulk
                else {}
            ),
            **({"took_part": [str(row.id) for row in self.took_part]} if self.took_part else {}),
            **({"campaigns": dict(self.campaigns)} if self.campaigns else {}),
        }


def _apart(rows: Iterable[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The first row of each key, and those whose key an earlier row has."""
    seen: set[str] = set()
    counted: list[Row] = []
    repeated: list[Row] = []
    for row in rows:
        (repeated if row.key in seen else counted).append(row)
        seen.add(row.key)
    return tuple(counted), tuple(repeated)


def _of_campaign(
    figure: Figure, rows: Iterable[Row], tag: str, tagged: Collection[uuid.UUID], unit: Unit, period: Period
) -> int:
    """What a campaign has of a figure: its tagged rows, one a key, and what its own returns add to these."""
    counted, _ = _apart(row for row in rows if row.id in tagged)
    if not figure.bulk:
        return len(counted)
    shares = bulk_shares(unit, period, figure.bulk, {row.key for row in counted}, campaign=tag)
    return len(counted) + sum(share.counted for share in shares)


def count(figure: Figure, unit: Unit, period: Period) -> Counted:
    """Count a figure: one row a key, the earliest act wins; then what accepted bulk returns add to it.

    A joint act is one row of the office that leads it. For measures, the rows in which the office only takes part and the
    parts of campaigns are counted from the same rows.
    """
    rows = list(figure.rows(unit, period))
    counted, repeated = _apart(rows)
    returns = bulk_shares(unit, period, figure.bulk, {row.key for row in counted}) if figure.bulk else ()
    value = len(counted) + sum(share.counted for share in returns)
    if figure.record != "measure":
        return Counted(figure, value, counted, repeated, returns)
    joined, _ = _apart(rows_taken_part(figure.rows, took_part(unit, period), period))
    parts = [
        (tag, _of_campaign(figure, rows, tag, tagged, unit, period))
        for tag, tagged in campaigns_in(unit, period).items()
    ]
    return Counted(figure, value, counted, repeated, returns, joined, tuple((tag, n) for tag, n in parts if n))

"""The board of cases: pages by keyset, the soonest due first, and counts from the rollup with the tail not folded yet.

A page takes the first rows of each office of the territory from one index and merges them, so it costs the same at ten
million cases as at one.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from mingjian.records.models import Case, Unit

ROWS = 50
_FIRST = """
SELECT c.id, c.sorted_due FROM records_unit u CROSS JOIN LATERAL (
    SELECT c.id, c.sorted_due FROM records_case c
    WHERE c.unit_id = u.id AND {where} {after} ORDER BY c.sorted_due, c.id LIMIT %(size)s) c
WHERE u.path LIKE %(path)s ORDER BY c.sorted_due, c.id LIMIT %(size)s
"""
_AFTER = "AND (c.sorted_due, c.id) > (%(due)s, %(id)s)"
_WHERE = {
    "open": "c.open AND NOT c.void",
    "stage": "c.stage = %(stage)s AND NOT c.void",
    "waiting": "NOT c.void AND NOT c.waiting = '{}' AND c.waiting && %(kinds)s::varchar[]",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases of a territory: by stage, overdue on the day, due within the next seven days."""

    stages: dict[str, int]
    overdue: int
    soon: int

    @property
    def total(self) -> int:
        """All cases."""
        return sum(self.stages.values())


def board_page(
    unit: Unit,
    *,
    stage: str = "",
    kinds: Sequence[str] = (),
    after: tuple[str, str] | None = None,
    size: int = ROWS,
) -> tuple[list[Case], tuple[str, str] | None]:
    """The next cases of an office and those below it, the soonest due first, and the cursor of the page after them.

    `stage`: only cases in it (else all open ones). `kinds`: only cases in which one of these steps waits for approval.
    `after`: the cursor, (day, id) of the last case seen.
    """
    where = _WHERE["waiting" if kinds else "stage" if stage else "open"]
    values: dict[str, Any] = {"path": f"{unit.path}%", "size": size + 1, "stage": stage, "kinds": list(kinds)}
    if after:
        values |= {"due": after[0], "id": after[1]}
    with connection.cursor() as cursor:
        cursor.execute(_FIRST.format(where=where, after=_AFTER if after else ""), values)
        found: list[tuple[UUID, datetime.date]] = cursor.fetchall()
    rows = Case.objects.select_related("unit").in_bulk([key for key, _ in found[:size]])
    last = (found[size - 1][1].isoformat(), str(found[size - 1][0])) if len(found) > size else None
    return [rows[key] for key, _ in found[:size] if key in rows], last


def written_place(last: tuple[str, str] | None) -> str:
    """The place behind which a page of the board begins, as a text for addresses; empty for the first page."""
    return base64.urlsafe_b64encode(json.dumps(last).encode()).decode().rstrip("=") if last else ""


def read_place(text: str) -> tuple[str, str] | None:
    """The place that `written_place` wrote. Raises: ValueError, for a text that it did not write."""
    if not text:
        return None
    try:
        day, key = json.loads(base64.urlsafe_b64decode(text.encode() + b"=="))
        return datetime.date.fromisoformat(day).isoformat(), str(UUID(key))
    except (TypeError, AttributeError, binascii.Error) as error:
        raise ValueError(text) from error


def board_counts(unit: Unit, day: datetime.date) -> Counts:
    """The counts of an office and those below it: the rollup, and what acts have changed since it was folded."""
    values = {"path": f"{unit.path}%", "today": day.isoformat(), "week": (day + datetime.timedelta(7)).isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH units AS (SELECT id FROM records_unit WHERE path LIKE %(path)s),
            counted AS (
                SELECT kind, CASE WHEN kind = 'due' THEN CASE WHEN key < %(today)s THEN 'over' ELSE 'soon' END
                    ELSE key END AS key, number
                FROM units JOIN records_boardcount b ON b.unit_id = units.id
                WHERE kind = 'stage' OR (kind = 'due' AND key <= %(week)s)
                UNION ALL
                SELECT kind, CASE WHEN kind = 'due' THEN CASE WHEN key < %(today)s THEN 'over' ELSE 'soon' END
                    ELSE key END, change
                FROM units JOIN records_boardchange b ON b.unit_id = units.id
                WHERE kind = 'stage' OR (kind = 'due' AND key <= %(week)s))
            SELECT kind, key, sum(number) FROM counted GROUP BY 1, 2
            """,
            values,
        )
        rows = {(kind, key): int(number) for kind, key, number in cursor.fetchall()}
    stages = {key: number for (kind, key), number in rows.items() if kind == "stage" and number}
    return Counts(stages, rows.get(("due", "over"), 0), rows.get(("due", "soon"), 0))

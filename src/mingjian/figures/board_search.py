"""Cases found by what somebody types: a number, a serial number, a party, a title; by keyset, the newest first.

In a territory of few cases names are searched inside; in a large one at their beginnings, where an index serves.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from mingjian.figures.board import ROWS
from mingjian.records.models import Case, Unit

WHOLE_NAMES = 5_000
"""Up to this many cases in a territory a search looks inside names; beyond, at their beginnings."""
_YEARS = 12
"""A bare serial number is looked for in this year and so many before it."""
_ONE = """
(SELECT c.id FROM records_case c WHERE NOT c.void AND c.unit_id = ANY(%(units)s) AND {fits} {after}
 ORDER BY c.id DESC LIMIT %(size)s)
"""
_ALL = "SELECT id FROM ({parts}) found ORDER BY id DESC LIMIT %(size)s"
_AFTER = "AND c.id < %(after)s"
_BEGINS = ("c.number LIKE %(begins)s", "c.party_name LIKE %(begins)s", "c.title LIKE %(begins)s")
_INSIDE = ('(c.number || chr(10) || c.party_name || chr(10) || c.title) COLLATE "C" ILIKE %(inside)s',)
_SERIAL = "c.serial = %(serial)s AND c.year = ANY(%(years)s)"


def board_search(
    unit: Unit, wanted: str, *, total: int, year: int, after: UUID | None = None, size: int = ROWS
) -> tuple[list[Case], UUID | None]:
    """Cases of an office and those below it that fit `wanted`, the newest first, and the last id if there are more.

    `total`: how many cases the territory has; `year`: the present one.
    """
    text = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    fits = list(_INSIDE if total <= WHOLE_NAMES else _BEGINS)
    serial = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 8 else None
    if serial is not None:
        fits.append(_SERIAL)
    values: dict[str, Any] = {
        "units": list(Unit.objects.filter(path__startswith=unit.path).values_list("id", flat=True)),
        "begins": f"{text}%",
        "inside": f"%{text}%",
        "serial": serial,
        "years": list(range(year - _YEARS, year + 1)),
        "after": after,
        "size": size + 1,
    }
    parts = [_ONE.format(fits=one, after=_AFTER if after else "") for one in fits]
    with connection.cursor() as cursor:
        cursor.execute(_ALL.format(parts=" UNION ".join(parts)), values)
        found = [row[0] for row in cursor.fetchall()]
    rows = Case.objects.select_related("unit").in_bulk(found[:size])
    return [rows[key] for key in found[:size] if key in rows], found[size - 1] if len(found) > size else None

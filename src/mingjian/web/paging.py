"""Pages of a list by keyset: rows after the last one seen, never an offset."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from mingjian.errors import BadInput

ROWS = 50


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows; `after` is the cursor of the next one, empty on the last."""

    rows: list[Any]
    after: str


def _read(cursor: str, count: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (ValueError, binascii.Error):
        values = None
    if not isinstance(values, list) or len(values) != count:
        raise BadInput("The page's address was cut; open the list anew.", "列表地址不完整，请重新打开列表。")
    return values


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row if isinstance(row, (int, float, str)) else str(row)


def page(rows: QuerySet[Any], order: tuple[str, ...], cursor: str, size: int = ROWS) -> Page:
    """The page of `rows` after `cursor`, ordered by `order` (a leading "-" for descending; the last must be unique).

    Raises: BadInput, if the cursor is not one of ours.
    """
    names = [name.lstrip("-") for name in order]
    if cursor:
        values = _read(cursor, len(order))
        later = Q(pk__in=[])
        same = Q()
        for name, field, value in zip(order, names, values, strict=True):
            later |= same & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
            same &= Q(**{field: value})
        # What follows from `later` is said again, for an index begins at a bound and not at an "or".
        bound = {f"{names[0]}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}
        rows = rows.filter(later, **bound)
    found = list(rows.order_by(*order)[: size + 1])
    after = ""
    if len(found) > size:
        last = [_value(found[size - 1], name) for name in names]
        after = base64.urlsafe_b64encode(json.dumps(last).encode()).decode().rstrip("=")
    return Page(found[:size], after)

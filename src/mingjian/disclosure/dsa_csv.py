"""Statements in, the CSV of the DSA database out: its columns in its order, lists as JSON inside of a cell."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from mingjian.disclosure.dsa_schema import FULL


def row_of(statement: Mapping[str, Any], server: Mapping[str, str], columns: Sequence[str] = FULL) -> list[str]:
    """One line. `server` holds what the database itself sets: uuid, platform_name, created_at."""
    cells = {**statement, **server, "platform_uid": statement["puid"]}
    if "content_id" in statement:
        cells["content_id_ean"] = statement["content_id"]["EAN-13"]
    return [_cell(cells.get(name)) for name in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def write_csv(
    out: TextIO, rows: Iterable[tuple[Mapping[str, Any], Mapping[str, str]]], columns: Sequence[str] = FULL
) -> int:
    """Write statements with their headings. Returns how many."""
    writer = csv.writer(out)
    writer.writerow(columns)
    count = 0
    for statement, server in rows:
        writer.writerow(row_of(statement, server, columns))
        count += 1
    return count

"""Figures of a bulletin: the rows they were counted from in, their number and root out, so that none can be slipped in.

The body of a bulletin is a mapping with `figures`, a list of what `figure` gives; the rest of it is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mingjian.ledger.hashing import leaf_hash, root
from mingjian.ledger.verification import Findings


def figure(code: str, value: int, unit: str, rows: Iterable[str], *, listed: bool = True) -> dict[str, Any]:
    """State a figure with the rows (ids of records) behind it.

    `row_root` is the root of a Merkle tree over the sorted ids, so that one row can be shown to be counted, or all
    rows be given later, even where the bulletin does not list them (`listed=False`, for many).
    """
    ids = sorted(set(rows))
    stated = {"code": code, "value": value, "unit": unit, "row_count": len(ids), "row_root": row_root(ids)}
    return {**stated, "rows": ids} if listed else stated


def row_root(ids: Iterable[str]) -> str:
    """Give the root over row ids in sorted order, in hexadecimal."""
    return root(leaf_hash(row.encode("utf-8", "surrogatepass")) for row in sorted(ids)).hex()


def tell_figures(body: Mapping[str, Any], findings: Findings) -> None:
    """Hold the rows that a bulletin lists against the number and root it states for each figure."""
    figures = body.get("figures")
    stated = [one for one in figures if isinstance(one, dict)] if isinstance(figures, list) else []
    listed = [one for one in stated if "rows" in one]
    for one in listed:
        if not _fits(one):
            findings.fail("figure_differs", figure=str(one.get("code")))
    if stated and not findings.failures:
        findings.prove("figures_whole", count=len(stated), listed=len(listed))
    if len(listed) < len(stated):
        findings.leave_open("rows_unlisted", count=len(stated) - len(listed))
    findings.leave_open("figures_true")


def _fits(stated: Mapping[str, Any]) -> bool:
    rows = stated["rows"]
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        return False
    return (stated.get("row_count"), stated.get("row_root")) == (len(set(rows)), row_root(rows))

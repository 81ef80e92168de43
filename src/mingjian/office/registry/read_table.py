"""A table that an office hands in, out as rows of named cells: CSV in UTF-8 or GB18030, its heads in either language."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.errors import BadInput

LARGEST = 64 * 1024 * 1024
"""Bytes of a table; a register of some hundred thousand services has half of it."""
LONGEST_CELL = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row with the number of its line in the file."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one row: its line, and the sentence in both languages."""

    number: int
    zh: str
    en: str


def read_lines(content: bytes, heads: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> list[Line]:
    """Read a table. `heads` names each column's spellings; columns that nobody asks for are left out.

    Raises: BadInput, if it is no such table or a needed column is missing.
    """
    if len(content) > LARGEST:
        raise BadInput(
            f"The table has more than {LARGEST >> 20} MiB; cut it into several.",
            f"表格超过 {LARGEST >> 20} MiB，请分成几个。",
        )
    if content[:4] == b"PK\x03\x04":
        raise BadInput("This is a workbook; save it as CSV first.", "这是电子表格文件，请先另存为 CSV。")
    text = _decoded(content)
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        first = next(rows, None)
        columns = _columns(first or [], heads, needed)
        return [
            Line(rows.line_num, {name: row[at].strip()[:LONGEST_CELL] for name, at in columns.items() if at < len(row)})
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as fault:
        raise BadInput(
            f"Line {rows.line_num} of the table cannot be read ({fault}); save it as CSV anew.",
            f"表格第 {rows.line_num} 行无法读取（{fault}），请重新另存为 CSV。",
        ) from None


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise BadInput("This is no CSV file; save the table as CSV.", "这不是 CSV 文件，请把表格另存为 CSV。")
    for charset in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    raise BadInput(
        "The table is neither UTF-8 nor GB18030; save it anew.", "表格既不是 UTF-8 也不是 GB18030 编码，请重新保存。"
    )


def _columns(first: list[str], heads: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> dict[str, int]:
    spelled = {spelling.lower(): name for name, spellings in heads.items() for spelling in (name, *spellings)}
    found: dict[str, int] = {}
    for at, head in enumerate(first):
        name = spelled.get(head.strip().lower())
        if name and name not in found:
            found[name] = at
    if missing := [name for name in needed if name not in found]:
        zh = "、".join(heads[name][0] if heads[name] else name for name in missing)
        raise BadInput(
            f"The table's first line lacks the columns: {', '.join(missing)}.", f"表格首行缺少以下列：{zh}。"
        )
    return found

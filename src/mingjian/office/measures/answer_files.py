"""Answers of executors as files: XLSX or CSV (UTF-8 or GB18030) in, rows of text out; nothing is judged here."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mingjian.errors import BadInput
from mingjian.law.answer_rules import SaidRow
from mingjian.office.measures.order_package import FORM

LARGEST = 2 * 1024 * 1024
MOST = 5000
"""Bytes and rows of one answer."""
_UNPACKED = 64 * 1024 * 1024
_NAMES = {heading: name for name, heading in FORM} | {name: name for name, _ in FORM}
_NEEDED = ("number", "result")


def read_answer(content: bytes) -> list[SaidRow]:
    """The rows of an answer; empty rows are passed over, and rows whose executor has written nothing.

    Raises: BadInput, if it is no such file, is too large, lacks the columns of the form, or has too many rows.
    """
    if not content:
        raise BadInput("The file is empty.", "文件是空的。")
    if len(content) > LARGEST:
        raise BadInput("The file is larger than 2 MB.", "文件超过 2 MB。")
    lines = _workbook(content) if content.startswith(b"PK") else _csv(content)
    try:
        heading = next(lines)[1]
    except StopIteration:
        raise BadInput("The file has no rows.", "文件没有内容。") from None
    places = _places(heading)
    rows = []
    for line, cells, formula in lines:
        row = _row(line, cells, formula, places)
        if row is not None:
            rows.append(row)
        if len(rows) > MOST:
            raise BadInput(f"The file has more than {MOST} rows.", f"文件超过 {MOST} 行。")
    if not rows:
        raise BadInput("Nothing is answered in the file; fill in the results.", "文件中没有填写办理结果。")
    return rows


Line = tuple[int, Sequence[str], bool]


def _places(heading: Sequence[str]) -> dict[str, int]:
    places = {_NAMES[cell.strip()]: at for at, cell in enumerate(heading) if cell.strip() in _NAMES}
    if missing := [dict(FORM)[name] for name in _NEEDED if name not in places]:
        raise BadInput(
            f"The file lacks the columns {', '.join(missing)}; answer in the form of the letter.",
            f"文件缺少以下列：{'、'.join(missing)}；请在交办函所附的表格中答复。",
        )
    return places


def _row(line: int, cells: Sequence[str], formula: bool, places: dict[str, int]) -> SaidRow | None:
    said = {name: cells[at].strip() for name, at in places.items() if at < len(cells)}
    written = [name for name in said if name not in ("position", "number", "what", "measure") and said[name]]
    if not written and not formula:
        return None
    kept = {name: text[:500] for name, text in said.items() if name not in ("what", "measure")}
    kept = {"position": "", "number": "", "result": "", **kept}
    return SaidRow(line=line, formula=formula, **kept)


def _csv(content: bytes) -> Iterator[Line]:
    if b"\0" in content[:4096]:
        raise _unreadable()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise _unreadable() from None
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=False), 1):
            yield number, [cell.removeprefix("'") for cell in cells], any(cell.startswith("=") for cell in cells)
    except csv.Error as error:
        raise BadInput(f"The CSV file cannot be read: {error}.", f"CSV 文件无法读取：{error}。") from None


def _workbook(content: bytes) -> Iterator[Line]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy to load, needed seldom
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - heavy to load, needed seldom

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _UNPACKED:
                raise BadInput("The workbook unpacks to more than 64 MB.", "工作簿解压后超过 64 MB。")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError):
        raise _unreadable() from None
    sheet = book.worksheets[0]
    yield from _sheet(sheet.iter_rows(values_only=True))


def _sheet(rows: Iterable[Sequence[Any]]) -> Iterator[Line]:
    for number, cells in enumerate(rows, 1):
        texts = [_text(cell) for cell in cells]
        yield number, texts, any(isinstance(cell, str) and cell.startswith("=") for cell in cells)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _unreadable() -> BadInput:
    return BadInput(
        "This is no XLSX workbook and no CSV text; answer in the form of the letter.",
        "不是 XLSX 工作簿，也不是 CSV 文本；请在交办函所附的表格中答复。",
    )

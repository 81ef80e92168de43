"""XLSX returns: the first sheet as a stream of rows; a row with a formula is marked, cached values are read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

from mingjian.errors import BadInput
from mingjian.returns.opening import COLUMNS_AT_MOST, ROWS_AT_MOST, Line, too_many_rows
from mingjian.returns.schema import Category, read_headings
from mingjian.returns.sheet_stream import Rows, SharedStrings, SheetFault, day_styles

UNPACKED_AT_MOST = 2 << 30
"""Bytes that the parts of a workbook may have together."""
RATIO_AT_MOST = 200
"""How many times smaller a part may be packed; spreadsheets reach about 30."""
_BOOK_AT_MOST = 1 << 20
_FAULTS = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, SheetFault, OSError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a workbook that are read, "" where it has none, and the day from which its days are counted."""

    sheet: str
    strings: str
    styles: str
    first_day: datetime


class XlsxReturn:
    """A workbook whose first sheet's first row fits its category. Cached values are read; nothing is computed."""

    format = "xlsx"
    encoding = ""

    def __init__(self, path: Path, kind: Category) -> None:
        self._path = path
        self._parts = _look_inside(path)
        self._head, first = next(((number, cells) for number, cells, _ in self._rows() if any(cells)), (1, []))
        if len(first) > COLUMNS_AT_MOST:
            raise BadInput(
                "The first row has more than 200 columns; keep those of the template.",
                "首行超过 200 列；请只保留模板中的列。",
            )
        self._headings = read_headings(first, kind)
        self.unread, self.columns = self._headings.unread, frozenset(self._headings.places)

    def _rows(self) -> Iterator[tuple[int, list[Any], bool]]:
        """Every written row of the sheet: its number, its cells, whether one holds a formula."""
        parts = self._parts
        try:
            with zipfile.ZipFile(self._path) as archive:
                strings = SharedStrings(archive, parts.strings)
                try:
                    days = day_styles(archive, parts.styles)
                    rows = Rows(strings, days, parts.first_day, COLUMNS_AT_MOST + 1)
                    yield from rows.read(archive, parts.sheet)
                finally:
                    strings.close()
        except _FAULTS as error:
            raise _broken(error) from None

    def lines(self) -> Iterator[Line]:
        """Every row after the headings, by its number in the sheet."""
        places = self._headings.places
        for number, cells, formula in self._rows():
            if number <= self._head or all(cell == "" for cell in cells):
                continue
            if number > ROWS_AT_MOST:
                raise too_many_rows()
            yield (
                number,
                {name: cells[place] if place < len(cells) else "" for name, place in places.items()},
                ("formula",) if formula else (),
            )


def _look_inside(path: Path) -> Parts:
    """The parts of a workbook that is no bomb.

    Raises: BadInput, if it is no workbook, locked, or unpacks beyond bounds.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            held = archive.infolist()
            _refuse_bomb(held)
            parts = _parts(archive)
    except (*_FAULTS, ValueError) as error:
        raise _broken(error) from None
    if parts.sheet not in {part.filename for part in held}:
        raise BadInput(
            "This is no Excel workbook (.xlsx); save the list as .xlsx or CSV.",
            "这不是 Excel 工作簿（.xlsx）；请另存为 .xlsx 或 CSV。",
        )
    return parts


def _refuse_bomb(held: list[zipfile.ZipInfo]) -> None:
    for part in held:
        if part.file_size > RATIO_AT_MOST * max(part.compress_size, 4096):
            raise BadInput(
                f"{part.filename} unpacks to {part.file_size >> 20} MB, far more than a list needs; save it as CSV.",
                f"{part.filename} 解压后有 {part.file_size >> 20} MB，远超名单所需；请另存为 CSV。",
            )
    if sum(part.file_size for part in held) > UNPACKED_AT_MOST:
        raise BadInput("The workbook unpacks to over 2 GB; save it as CSV.", "工作簿解压后超过 2 GB；请另存为 CSV。")


def _start_of(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        with archive.open(part) as stream:
            return stream.read(_BOOK_AT_MOST)
    except KeyError:
        return b""


def _parts(archive: zipfile.ZipFile) -> Parts:
    """The first sheet of a workbook with its strings and styles, by the workbook's own links."""
    book, links = _start_of(archive, "xl/workbook.xml"), _start_of(archive, "xl/_rels/workbook.xml.rels")
    first = re.search(rb'<(?:\w+:)?sheet [^>]*?\br:id="([^"]+)"', book)
    held = set(archive.namelist())
    found = {"sheet": "", "strings": "", "styles": ""}
    for link in re.findall(rb"<Relationship [^>]+>", links):
        target = re.search(rb'Target="/?(?:xl/)?([^"]+)"', link)
        name = "xl/" + target[1].decode("utf-8", "replace") if target else ""
        if name not in held:
            continue
        if first and b'Id="' + first[1] + b'"' in link:
            found["sheet"] = name
        elif b'/sharedStrings"' in link:
            found["strings"] = name
        elif b'/styles"' in link:
            found["styles"] = name
    later = re.search(rb'date1904="(?:1|true)"', book)
    return Parts(**found, first_day=datetime(1904, 1, 1) if later else datetime(1899, 12, 30))  # noqa: DTZ001


def _broken(error: Exception) -> BadInput:
    said = (str(error).splitlines() or [""])[0][:120]
    return BadInput(
        f"The workbook cannot be read ({said}); nothing of it was taken.", f"工作簿无法读取（{said}）；文件未被采用。"
    )

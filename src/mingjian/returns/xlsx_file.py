"""XLSX returns: the first sheet, row by row; cells with formulas are found in the sheet's own XML and marked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from mingjian.errors import BadInput
from mingjian.returns.opening import COLUMNS_AT_MOST, ROWS_AT_MOST, Line, too_many_rows
from mingjian.returns.schema import Category, read_headings

UNPACKED_AT_MOST = 2 << 30
"""Bytes that the parts of a workbook may have together."""
RATIO_AT_MOST = 200
"""How many times smaller a part may be packed; spreadsheets reach about 30."""
_FORMULA = re.compile(rb'<c [^>]*?\br="[A-Z]{1,3}([0-9]{1,7})"[^>]*>\s*<f[\s>/]')
_BOOK_AT_MOST = 1 << 20
_PIECE = 1 << 18
_OVERLAP = 512


class XlsxReturn:
    """A workbook whose first sheet's first row fits its category. Cached values are read; nothing is computed."""

    format = "xlsx"
    encoding = ""

    def __init__(self, path: Path, kind: Category) -> None:
        self._path = path
        self._sheet_part = _look_inside(path)
        self._head, first = next(((number, cells) for number, cells in self._rows() if any(cells)), (1, []))
        if len(first) > COLUMNS_AT_MOST:
            raise BadInput(
                f"The first row has {len(first)} columns; keep those of the template.",
                f"首行有 {len(first)} 列；请只保留模板中的列。",
            )
        self._headings = read_headings(first, kind)
        self.unread, self.columns = self._headings.unread, frozenset(self._headings.places)

    def _rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Every row of the sheet with its number."""
        try:
            with CalamineWorkbook.from_path(str(self._path)) as book:
                yield from enumerate(book.get_sheet_by_index(0).iter_rows(), 1)
        except (CalamineError, OSError, ValueError, IndexError) as error:
            raise _broken(error) from None

    def lines(self) -> Iterator[Line]:
        """Every row after the headings, by its number in the sheet."""
        formulas = rows_with_formulas(self._path, self._sheet_part)
        places = self._headings.places
        for number, cells in self._rows():
            if number <= self._head or all(cell == "" or cell is None for cell in cells):
                continue
            if number > ROWS_AT_MOST:
                raise too_many_rows()
            yield (
                number,
                {name: cells[place] if place < len(cells) else "" for name, place in places.items()},
                ("formula",) if number in formulas else (),
            )


def _look_inside(path: Path) -> str:
    """The part of the first sheet, of a workbook that is no bomb.

    Raises: BadInput, if it is no workbook, locked, or unpacks beyond bounds.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            first = _first_sheet(archive)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _broken(error) from None
    if first not in {part.filename for part in parts}:
        raise BadInput(
            "This is no Excel workbook (.xlsx); save the list as .xlsx or CSV.",
            "这不是 Excel 工作簿（.xlsx）；请另存为 .xlsx 或 CSV。",
        )
    for part in parts:
        if part.file_size > RATIO_AT_MOST * max(part.compress_size, 4096):
            raise BadInput(
                f"{part.filename} unpacks to {part.file_size >> 20} MB, far more than a list needs; save it as CSV.",
                f"{part.filename} 解压后有 {part.file_size >> 20} MB，远超名单所需；请另存为 CSV。",
            )
    if sum(part.file_size for part in parts) > UNPACKED_AT_MOST:
        raise BadInput("The workbook unpacks to over 2 GB; save it as CSV.", "工作簿解压后超过 2 GB；请另存为 CSV。")
    return first


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The part that holds the first sheet of a workbook; empty if it names none."""
    try:
        book = archive.read("xl/workbook.xml")[:_BOOK_AT_MOST]
        links = archive.read("xl/_rels/workbook.xml.rels")[:_BOOK_AT_MOST]
    except KeyError:
        return ""
    first = re.search(rb'<(?:\w+:)?sheet [^>]*?\br:id="([^"]+)"', book)
    for link in re.findall(rb"<Relationship [^>]+>", links):
        if first and b'Id="' + first[1] + b'"' in link and (target := re.search(rb'Target="/?(?:xl/)?([^"]+)"', link)):
            return "xl/" + target[1].decode("utf-8", "replace")
    return ""


def rows_with_formulas(path: Path, part: str) -> set[int]:
    """The numbers of the rows of a sheet in which a cell holds a formula."""
    found: set[int] = set()
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        kept = b""
        while piece := stream.read(_PIECE):
            text = kept + piece
            if b"<f" in text:
                found.update(int(row) for row in _FORMULA.findall(text))
            kept = text[-_OVERLAP:]
    return found


def _broken(error: Exception) -> BadInput:
    said = (str(error).splitlines() or [""])[0][:120]
    return BadInput(
        f"The workbook cannot be read ({said}); nothing of it was taken.", f"工作簿无法读取（{said}）；文件未被采用。"
    )

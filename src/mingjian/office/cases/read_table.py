"""A spreadsheet of cases in, its cells as text out: XLSX by its first sheet, CSV in UTF-8 or GB18030."""

from __future__ import annotations

import csv
import datetime
import io

from python_calamine import CalamineError, CalamineWorkbook

from mingjian.errors import BadInput
from mingjian.papers.handed_in import take_in

MOST_ROWS, MOST_COLUMNS, CELL = 500, 60, 2000


def read_table(name: str, content: bytes) -> tuple[list[list[str]], str]:
    """The cells of a file, headings first, and its SHA-256.

    Raises: BadInput, for a file that is no spreadsheet, holds macros, is larger than 20 MB, or has more than 500 cases.
    """
    file = take_in(name, content)
    if file.kind == "xlsx":
        rows = _from_xlsx(name, content)
    elif file.kind == "txt":
        rows = _from_csv(content)
    else:
        raise BadInput(f"{name}: bring an XLSX or CSV file.", f"“{name}”：请上传 XLSX 或 CSV 表格。")
    rows = [row[:MOST_COLUMNS] for row in rows if any(row)]
    if len(rows) < 2:
        raise BadInput(
            f"{name}: the first row holds the headings, each further row one case; there is none.",
            f"“{name}”：第一行是列名，以下每行一件案件；文件里没有案件。",
        )
    if len(rows) > MOST_ROWS + 1:
        raise BadInput(
            f"{name}: {len(rows) - 1} cases are too many at once; split the file at {MOST_ROWS}.",
            f"“{name}”：一次最多接续 {MOST_ROWS} 件，文件有 {len(rows) - 1} 件，请拆分。",
        )
    return rows, file.digest


def _from_xlsx(name: str, content: bytes) -> list[list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python(nrows=MOST_ROWS + 50)]
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise BadInput(
            f"{name}: the workbook cannot be read ({error}).", f"“{name}”：无法读取工作簿（{error}）。"
        ) from error


def _from_csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        return [[cell.strip()[:CELL] for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error as error:
        raise BadInput(f"The CSV cannot be read ({error}).", f"CSV 无法读取（{error}）。") from error


def _text(cell: object) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()[:CELL]

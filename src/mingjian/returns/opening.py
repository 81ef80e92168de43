"""A file in; its format, its headings and its rows one after the other out, never the whole of it in memory.

CSV (UTF-8 with or without a mark, GBK/GB18030; comma, semicolon or tab), XLSX, Parquet. The format is told by the
content, never by the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from mingjian.errors import BadInput
from mingjian.returns.schema import Category

ROWS_AT_MOST = 2_000_000
BYTES_AT_MOST = 1 << 30
COLUMNS_AT_MOST = 200

Line = tuple[int, Mapping[str, Any], tuple[str, ...]]
"""The number of a row in its file (the headings are row 1), its cells by column, and the reader's complaints."""


class Opened(Protocol):
    """A file whose first row fits its category."""

    format: str
    encoding: str
    unread: tuple[str, ...]
    columns: frozenset[str]

    def lines(self) -> Iterator[Line]:
        """Every row after the headings, in order; empty rows are left out. Raises: BadInput, where it breaks off."""


PARQUET, ZIP, OLD_EXCEL = b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""The first bytes by which formats are known."""


def open_file(path: Path, kind: Category) -> Opened:
    """Open a return. Only its head is read here.

    Raises: BadInput, if it is empty, too large, of an unknown format, or its first row lacks columns.
    """
    size = path.stat().st_size
    if size == 0:
        raise BadInput("The file is empty; take the template and fill it in.", "文件是空的；请使用模板填写。")
    if size > BYTES_AT_MOST:
        raise BadInput(
            f"The file has {size >> 20} MB; at most {BYTES_AT_MOST >> 20} MB are read. Split it by period or campaign.",
            f"文件有 {size >> 20} MB，最多读取 {BYTES_AT_MOST >> 20} MB；请按期间或专项行动拆分。",
        )
    with path.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(PARQUET):
        from mingjian.returns.parquet_file import ParquetReturn  # noqa: PLC0415 - loads pyarrow

        return ParquetReturn(path, kind)
    if head.startswith(ZIP):
        from mingjian.returns.xlsx_file import XlsxReturn  # noqa: PLC0415

        return XlsxReturn(path, kind)
    if head.startswith(OLD_EXCEL):
        raise BadInput(
            "This is an old Excel file (.xls); save it as .xlsx or CSV.",
            "这是旧版 Excel 文件（.xls）；请另存为 .xlsx 或 CSV。",
        )
    from mingjian.returns.csv_file import CsvReturn  # noqa: PLC0415

    return CsvReturn(path, kind)


def too_many_rows() -> BadInput:
    """The refusal of a file with more rows than are read."""
    return BadInput(
        f"The file has more than {ROWS_AT_MOST:,} rows; split it by period or campaign.",
        f"文件超过 {ROWS_AT_MOST:,} 行；请按期间或专项行动拆分。",
    )

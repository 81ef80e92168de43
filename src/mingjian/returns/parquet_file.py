"""Parquet returns, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.errors import BadInput
from mingjian.returns.opening import COLUMNS_AT_MOST, ROWS_AT_MOST, Line, too_many_rows
from mingjian.returns.schema import Category, read_headings

BATCH = 5_000


class ParquetReturn:
    """A Parquet file whose columns fit its category."""

    format = "parquet"
    encoding = ""

    def __init__(self, path: Path, kind: Category) -> None:
        self._path = path
        try:
            with pq.ParquetFile(path) as file:
                names, rows = file.schema_arrow.names, file.metadata.num_rows
                nested = [field.name for field in file.schema_arrow if pa.types.is_nested(field.type)]
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _broken(error) from None
        if rows > ROWS_AT_MOST:
            raise too_many_rows()
        headings = read_headings(names[:COLUMNS_AT_MOST], kind)
        self._names = {names[place]: name for name, place in headings.places.items()}
        if wrong := [name for name in nested if name in self._names]:
            raise BadInput(
                f"The column {wrong[0]!r} holds lists or structures; it must hold text or days.",
                f"“{wrong[0]}”列含有列表或结构，应为文本或日期。",
            )
        self.unread, self.columns = headings.unread, frozenset(headings.places)

    def lines(self) -> Iterator[Line]:
        """Every row; the first is row 2, as if the names of the columns were row 1."""
        number = 1
        names = list(self._names)
        columns = [self._names[name] for name in names]
        try:
            with pq.ParquetFile(self._path) as file:
                for batch in file.iter_batches(batch_size=BATCH, columns=names):
                    by_name = {name: batch.column(name).to_pylist() for name in names}
                    for cells in zip(*(by_name[name] for name in names), strict=True):
                        number += 1
                        if any(cell is not None and cell != "" for cell in cells):
                            yield number, dict(zip(columns, cells, strict=True)), ()
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _broken(error) from None


def _broken(error: Exception) -> BadInput:
    said = (str(error).splitlines() or [""])[0][:120]
    return BadInput(
        f"The Parquet file cannot be read ({said}); nothing of it was taken.",
        f"Parquet 文件无法读取（{said}）；文件未被采用。",
    )

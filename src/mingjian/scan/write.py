"""Rows in, one file out: JSON Lines or Parquet, whole or not at all (written beside, then renamed)."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from mingjian.errors import BadInput
from mingjian.scan.bounds import BYTES_A_GROUP, ROWS_A_GROUP
from mingjian.scan.row import Row

FORMATS: Final = (".parquet", ".jsonl")


class Writer(Protocol):
    """Writes rows to one file."""

    def write(self, row: Row) -> None:
        """Take one row."""

    def close(self) -> None:
        """Finish the file."""


def format_of(path: Path) -> str:
    """Say in which format `path` is written, by its ending.

    Raises: BadInput, if it is neither .parquet nor .jsonl.
    """
    ending = path.suffix.lower()
    if ending in FORMATS:
        return ending
    raise BadInput(
        f"--out {path}: the name must end in .parquet or .jsonl.", f"--out {path}:文件名须以 .parquet 或 .jsonl 结尾。"
    )


def as_line(row: Row) -> str:
    """Give a row as one line of JSON Lines, without the line break."""
    return json.dumps(row, ensure_ascii=False)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write rows to `path`; on leaving without an error the file is there whole, otherwise nothing is.

    Raises: BadInput, if the file cannot be written (no such folder, no permission, disk full).
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        writer = _ParquetWriter(draft) if format_of(path) == ".parquet" else _LineWriter(draft)
        try:
            yield writer
        finally:
            writer.close()
        draft.replace(path)
    except OSError as error:
        said = error.strerror or str(error)
        raise BadInput(f"{path} cannot be written ({said}).", f"无法写入 {path}({said})。") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def merge(parts: Sequence[Path], path: Path) -> None:
    """Join finished parts into one file, in their order, a row group (or a block) at a time.

    Raises: BadInput, if the file cannot be written.
    """
    with writing(path) as writer:
        for part in parts:
            for row in read_rows(part):
                writer.write(row)


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a file that `writing` wrote, as `scan --json` prints them."""
    if format_of(path) == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
        return
    import pyarrow.parquet as pq  # noqa: PLC0415

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=500):
            for flat in batch.to_pylist():
                yield _unflattened(flat)


class _LineWriter:
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8")

    def write(self, row: Row) -> None:
        self._file.write(as_line(row) + "\n")

    def close(self) -> None:
        self._file.close()


class _ParquetWriter:
    """Gathers rows into row groups, bounded in rows and in bytes of text."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415  (0.2 s that a scan to the screen need not pay)

        self._schema = _schema()
        self._file = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0

    def write(self, row: Row) -> None:
        self._rows.append(_flattened(row))
        self._bytes += len(row.get("text", "")) + len(row.get("cleaned", ""))
        if len(self._rows) >= ROWS_A_GROUP or self._bytes * 2 >= BYTES_A_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if self._rows:
            self._file.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows, self._bytes = [], 0


def _schema() -> Any:
    import pyarrow as pa  # noqa: PLC0415

    text = pa.string()
    finding = pa.struct(
        [
            ("detector", text),
            ("category", text),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("quote", text),
            ("surface", text),
            ("reason", text),
            ("weight", pa.float64()),
            ("police", pa.bool_()),
        ]
    )
    return pa.schema(
        [
            ("source", text),
            ("model", text),
            ("verdict", text),
            ("score", pa.float64()),
            ("categories", pa.list_(text)),
            ("context", text),
            ("findings", pa.list_(finding)),
            ("cleaned", text),
            ("text", text),
            ("truncated", pa.bool_()),
            ("error", text),
        ]
    )


def _flattened(row: Row) -> dict[str, Any]:
    """Keep reasons as JSON: their parameters differ from code to code."""
    if "findings" not in row:
        return row
    findings = [{**f, "reason": json.dumps(f["reason"], ensure_ascii=False)} for f in row["findings"]]
    return {**row, "findings": findings}


def _unflattened(flat: dict[str, Any]) -> Row:
    row = {key: value for key, value in flat.items() if value is not None}
    if "findings" in row:
        row["findings"] = [
            {k: json.loads(v) if k == "reason" else v for k, v in f.items() if v is not None} for f in row["findings"]
        ]
    return row

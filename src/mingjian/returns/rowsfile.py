"""Checked rows in, one Parquet file out, and back again: all that is kept of a return's rows, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.returns.checking import Checked
from mingjian.returns.folding import Fold, fold_rows, repeated_rows
from mingjian.returns.keys import KEY_BYTES

BATCH = 10_000
_KEY = pa.binary(KEY_BYTES)
_CODE = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("row", pa.int32()),
        ("carried", pa.bool_()),
        ("key", _KEY),
        ("shown", pa.string()),
        ("measure", _CODE),
        ("acted_on", pa.date32()),
        ("basis", _CODE),
        ("notice", _CODE),
        ("redress", _CODE),
        ("facts", pa.string()),
        ("change", _CODE),
        ("phone", _KEY),
        ("identity", _KEY),
        ("problems", _CODE),
    ]
)
"""`carried` rows come from the return that is corrected; `problems` are codes with commas, empty for a row that counts."""
_NAMES = tuple(SCHEMA.names)


@dataclass(slots=True)
class Tally:
    """What a return holds after its rows were written."""

    rows: int = 0
    counted: int = 0
    repeated: int = 0
    problems: dict[str, int] = field(default_factory=dict)
    folds: tuple[Fold, ...] = ()


def write_rows(
    rows: Iterable[Checked],
    path: Path,
    *,
    carried: Callable[[], Iterator[pa.RecordBatch]] | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Tally:
    """Write the rows of a return to `path`; what repeats an earlier row is marked `repeated` and does not count.

    `carried` gives the batches that a correction takes over, already checked; they stand before its own rows. Memory:
    a batch, and 24 bytes a row for the keys.
    """
    draft = path.with_suffix(".draft")
    keys = _Keys()
    with pq.ParquetWriter(draft, SCHEMA, compression="zstd", compression_level=1) as writer:
        for batch in _batches(rows, carried, progress):
            keys.add(batch)
            writer.write_batch(batch)
    tally = keys.tally()
    _settle(draft, path, keys.repeats)
    draft.unlink(missing_ok=True)
    return tally


def _batches(
    rows: Iterable[Checked], carried: Callable[[], Iterator[pa.RecordBatch]] | None, progress: Callable[[int], None]
) -> Iterator[pa.RecordBatch]:
    if carried:
        yield from carried()
    waiting: list[Checked] = []
    done = 0
    for row in rows:
        waiting.append(row)
        if len(waiting) == BATCH:
            yield _batch(waiting)
            done += len(waiting)
            progress(done)
            waiting = []
    if waiting:
        yield _batch(waiting)
        progress(done + len(waiting))


def _batch(rows: list[Checked]) -> pa.RecordBatch:
    columns: dict[str, list[Any]] = {
        name: [getattr(row, name) for row in rows] for name in _NAMES if name not in ("carried", "problems")
    }
    columns["carried"] = [False] * len(rows)
    columns["problems"] = [",".join(row.problems) for row in rows]
    arrays = [pa.array(columns[name], SCHEMA.field(name).type) for name in _NAMES]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


class _Keys:
    """Gathers the keys, measures and months of the rows that may count, to find repeats and fold at the end."""

    def __init__(self) -> None:
        self._keys: list[np.ndarray[Any, Any]] = []
        self._measures: list[np.ndarray[Any, Any]] = []
        self._months: list[np.ndarray[Any, Any]] = []
        self._places: list[np.ndarray[Any, Any]] = []
        self._codes: list[str] = []
        self._problems: dict[str, int] = {}
        self._rows = 0
        self.repeats: np.ndarray[Any, Any] = np.empty(0, np.int64)

    def add(self, batch: pa.RecordBatch) -> None:
        """Take the keys of a batch."""
        column = batch.column("problems")
        for code, count in zip(*_counts(column), strict=True):
            for problem in code.split(",") if code else ():
                self._problems[problem] = self._problems.get(problem, 0) + count
        good = np.fromiter((not problem for problem in column.to_pylist()), bool, len(batch))
        places = np.nonzero(good)[0]
        keys = np.frombuffer(batch.column("key").buffers()[1], f"S{KEY_BYTES}", len(batch) + batch.column("key").offset)
        self._keys.append(keys[batch.column("key").offset :][places].copy())
        measures = batch.column("measure").to_pylist()
        self._measures.append(np.fromiter((self._code(measures[at]) for at in places), np.int32, len(places)))
        days = np.asarray(batch.column("acted_on").cast(pa.int32()).fill_null(0))[places]
        self._months.append(days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32))
        self._places.append(places + self._rows)
        self._rows += len(batch)

    def _code(self, measure: str) -> int:
        if measure not in self._codes:
            self._codes.append(measure)
        return self._codes.index(measure)

    def tally(self) -> Tally:
        """The counts, and the folds of the rows that count; `repeats` names the rows that repeat."""
        if not self._rows:
            return Tally()
        keys, measures = np.concatenate(self._keys), np.concatenate(self._measures)
        months, places = np.concatenate(self._months), np.concatenate(self._places)
        again = repeated_rows(keys, measures)
        self.repeats = places[again]
        keys, measures, months = keys[~again], measures[~again], months[~again]
        problems = dict(sorted(self._problems.items()))
        if len(self.repeats):
            problems["repeated"] = len(self.repeats)
        folds = fold_rows(keys, measures, months, self._codes)
        return Tally(self._rows, len(keys), len(self.repeats), problems, folds)


def _counts(column: Any) -> tuple[list[str], list[int]]:
    counted = column.value_counts()
    return counted.field("values").to_pylist(), counted.field("counts").to_pylist()


def _settle(draft: Path, path: Path, repeats: np.ndarray[Any, Any]) -> None:
    """Write the file again with the repeats marked."""
    if not len(repeats):
        draft.replace(path)
        return
    start = 0
    with pq.ParquetFile(draft) as file, pq.ParquetWriter(path, SCHEMA, compression="zstd", compression_level=1) as out:
        for batch in file.iter_batches(batch_size=BATCH):
            batch = batch.cast(SCHEMA) if batch.schema != SCHEMA else batch
            low, high = np.searchsorted(repeats, [start, start + len(batch)])
            if high > low:
                batch = _marked(batch, repeats[low:high] - start)
            out.write_batch(batch)
            start += len(batch)


def _marked(batch: pa.RecordBatch, places: np.ndarray[Any, Any]) -> pa.RecordBatch:
    problems = batch.column("problems").to_pylist()
    for place in places:
        problems[place] = "repeated"
    at = SCHEMA.get_field_index("problems")
    columns = [*batch.columns[:at], pa.array(problems, _CODE), *batch.columns[at + 1 :]]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def read_batches(path: Path, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The rows of a file that `write_rows` wrote, a batch at a time."""
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(batch_size=BATCH, columns=columns)


def rows_with_problems(path: Path) -> Iterator[dict[str, Any]]:
    """The rows that do not count, in order."""
    for batch in read_batches(path):
        problems = batch.column("problems").to_pylist()
        if any(problems):
            yield from (row for row in batch.to_pylist() if row["problems"])


def first_rows(path: Path, count: int) -> list[dict[str, Any]]:
    """The first rows of the file."""
    found: list[dict[str, Any]] = []
    for batch in read_batches(path):
        found += batch.slice(0, count - len(found)).to_pylist()
        if len(found) >= count:
            break
    return found


def rows_at(path: Path, positions: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The rows at these positions among those that count (from 0), by position."""
    wanted = sorted(set(positions))
    found: dict[int, dict[str, Any]] = {}
    start = 0
    for batch in read_batches(path):
        places = [at for at, problem in enumerate(batch.column("problems").to_pylist()) if not problem]
        inside = [position for position in wanted if start <= position < start + len(places)]
        for position in inside:
            [found[position]] = batch.slice(places[position - start], 1).to_pylist()
        start += len(places)
    return found

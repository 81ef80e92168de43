"""Read the rows of a received return: all of them are checked, kept and folded, or none is.

Reading changes nothing but the progress until all rows are through; a reader that dies leaves the return waiting, and
the next one begins it anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db import connection, transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.returns.keeping import original, rows_file, store
from mingjian.records import clock
from mingjian.records.models import BulkReturn, BulkReturnFold, ReturnState
from mingjian.returns import Checker, category, open_file
from mingjian.returns.opening import Opened
from mingjian.returns.rowsfile import Tally, read_batches, write_rows

LOCK = 7_341_003
"""First half of the advisory lock under which one reader reads one return."""


@contextmanager
def _alone(row: BulkReturn) -> Iterator[bool]:
    """Whether this reader has the return for itself; the lock falls when its connection does."""
    key = row.pk.int & 0x7FFF_FFFF
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, key])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, key])


def _checker(row: BulkReturn) -> Checker:
    names = frozenset({row.reporter.name_zh, row.reporter.name_en, row.reporter.code})
    return Checker(
        category(row.category),
        row.first_day,
        min(row.last_day, clock.day_of(row.received_at)),
        reporter=row.reporter.code,
        key=settings.IDENTITY_KEY,
        platforms=names,
        correction=row.corrects_id is not None,
    )


def read_return(row: BulkReturn, *, at: datetime) -> BulkReturn:
    """Check, keep and fold the rows of a submitted return; one that cannot be read to its end is marked with the reason.

    A correction with a column “change” adds to and removes from what the corrected return holds; without it, it stands
    in its place. Whoever removes what was not held has the whole correction refused.
    """
    row = BulkReturn.objects.select_related("reporter", "corrects", "unit").get(pk=row.pk)
    with _alone(row) as mine:
        if not mine or row.state != ReturnState.SUBMITTED:
            return row
        with tempfile.TemporaryDirectory(prefix="mj-rows-") as folder, original(row) as path:
            target = Path(folder) / "rows.parquet"
            try:
                opened = open_file(path, category(row.category))
                tally, changes = _write(row, opened, target)
            except BadInput as error:
                return _finish(row, at, {"state": ReturnState.UNREADABLE, "refusal": {"en": error.en, "zh": error.zh}})
            kept = store().put(target)
    fields = {
        "state": ReturnState.CHECKED,
        "rows": tally.rows,
        "counted": tally.counted,
        "repeated": tally.repeated,
        "problems": tally.problems,
        "unread_columns": list(opened.unread)[:50],
        "rows_digest": kept,
        "judged": changes,
        "read_so_far": tally.rows,
    }
    return _finish(row, at, fields, tally)


def _progress(row: BulkReturn) -> Callable[[int], None]:
    def tell(done: int) -> None:
        BulkReturn.objects.filter(pk=row.pk).update(read_so_far=done)

    return tell


def _write(row: BulkReturn, opened: Opened, target: Path) -> tuple[Tally, dict[str, Any]]:
    checker = _checker(row)
    corrected = row.corrects
    if corrected is None or "change" not in opened.columns:
        return write_rows((checker.check(*line) for line in opened.lines()), target, progress=_progress(row)), {}
    removed: dict[tuple[str, bytes], int] = {}
    for line in opened.lines():
        one = checker.check(*line)
        if one.change == "remove" and one.counts:
            removed[one.measure, one.key] = one.row
    gone: set[tuple[str, bytes]] = set()

    def carried() -> Iterator[pa.RecordBatch]:
        for batch in read_batches(rows_file(corrected)):
            names = zip(batch.column("measure").to_pylist(), batch.column("key").to_pylist(), strict=True)
            stays = []
            for named, problem in zip(names, batch.column("problems").to_pylist(), strict=True):
                if named in removed and not problem:
                    gone.add(named)
                stays.append(not problem and named not in removed)
            left = batch.filter(pa.array(stays, pa.bool_()))
            at = left.schema.get_field_index("carried")
            yield left.set_column(at, left.schema.field(at), pa.array([True] * len(left), pa.bool_()))

    def added() -> Iterator[Any]:
        for line in opened.lines():
            one = checker.check(*line)
            if one.change == "add" or one.problems:
                yield one

    tally = write_rows(added(), target, carried=carried, progress=_progress(row))
    if missing := [number for named, number in removed.items() if named not in gone]:
        rows = ", ".join(str(number) for number in sorted(missing)[:10]) + (" …" if len(missing) > 10 else "")
        raise BadInput(
            f"The correction removes {len(missing)} entries that {corrected.number} does not hold (rows {rows}); "
            "nothing of it was taken.",
            f"更正要删除的 {len(missing)} 条不在 {corrected.number} 中（第 {rows} 行）；更正未被采用。",
        )
    return tally, {"removed": len(removed)}


@transaction.atomic
def _finish(row: BulkReturn, at: datetime, fields: dict[str, Any], tally: Tally | None = None) -> BulkReturn:
    row = BulkReturn.objects.select_for_update(of=("self",)).select_related("reporter", "unit").get(pk=row.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    row.checked_at = at
    row.save(update_fields=[*fields, "checked_at"])
    if tally is None:
        log_event("return_unreadable", row, by=None, at=at, content={"because": row.refusal["en"]})
        return row
    BulkReturnFold.objects.bulk_create(
        BulkReturnFold(bulk_return=row, measure=fold.measure, month=fold.month, count=fold.count, keys=fold.keys)
        for fold in tally.folds
    )
    content = {"rows": row.rows, "counted": row.counted, "repeated": row.repeated, "digest": row.rows_digest}
    log_event("return_checked", row, by=None, at=at, content=content)
    return row


def read_next(*, at: datetime) -> bool:
    """Read the return that has waited longest. Returns whether there was one."""
    row = BulkReturn.objects.filter(state=ReturnState.SUBMITTED).order_by("received_at", "id").first()
    if row is None:
        return False
    return read_return(row, at=at).state != ReturnState.SUBMITTED

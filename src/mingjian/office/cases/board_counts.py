"""The counts of the board: each act notes its changes without a lock, one act folds them into the rollup."""

from __future__ import annotations

import datetime
import uuid

from django.db import connection, transaction

from mingjian.records.models import BoardChange

Place = tuple[str, datetime.date | None]
"""Where a case stands on the board: its stage, and the due day if it is open and has one."""


def _keys(place: Place | None) -> list[tuple[str, str]]:
    if place is None:
        return []
    stage, due = place
    return [("stage", stage), *([("due", due.isoformat())] if due else [])]


def note_changes(unit: uuid.UUID, before: Place | None, after: Place | None) -> None:
    """Note that a case moved from one place of the board to another; None: it was, or is, on no board."""
    gone, come = _keys(before), _keys(after)
    rows = [(*key, -1) for key in gone if key not in come] + [(*key, 1) for key in come if key not in gone]
    BoardChange.objects.bulk_create(
        [BoardChange(unit_id=unit, kind=kind, key=key, change=change) for kind, key, change in rows]
    )


@transaction.atomic
def fold_board() -> int:
    """Fold the noted changes into the rollup. Returns how many were folded; two folding at once take different rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH taken AS (
                DELETE FROM records_boardchange WHERE id IN (
                    SELECT id FROM records_boardchange ORDER BY id LIMIT 50000 FOR UPDATE SKIP LOCKED)
                RETURNING unit_id, kind, key, change),
            summed AS (SELECT unit_id, kind, key, sum(change) AS change, count(*) AS rows FROM taken GROUP BY 1, 2, 3),
            folded AS (
                INSERT INTO records_boardcount (unit_id, kind, key, number)
                SELECT unit_id, kind, key, change FROM summed ORDER BY 1, 2, 3
                ON CONFLICT (unit_id, kind, key) DO UPDATE SET number = records_boardcount.number + EXCLUDED.number)
            SELECT coalesce(sum(rows), 0) FROM summed
            """
        )
        (folded,) = cursor.fetchone()
        if folded:
            cursor.execute("DELETE FROM records_boardcount WHERE number = 0")
    return int(folded)


@transaction.atomic
def recount_board() -> None:
    """Count the board anew from the heads, for a new rollup or one that is doubted; acts wait meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE records_boardchange, records_boardcount, records_case IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM records_boardchange")
        cursor.execute("DELETE FROM records_boardcount")
        cursor.execute(
            """
            INSERT INTO records_boardcount (unit_id, kind, key, number)
            SELECT unit_id, 'stage', stage, count(*) FROM records_case WHERE NOT void GROUP BY 1, 3
            UNION ALL
            SELECT unit_id, 'due', due::text, count(*) FROM records_case
            WHERE NOT void AND open AND due IS NOT NULL GROUP BY 1, 3
            """
        )

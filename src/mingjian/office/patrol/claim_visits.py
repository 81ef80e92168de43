"""Claim waiting visits in batches; claims of a dead worker come back by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from mingjian.records.models import Visit

CLAIM = timedelta(minutes=3)
"""How long a claim holds. A worker renews nothing: a batch is small enough to be done within it."""

_CLAIM = """
UPDATE records_visit v SET state = 'claimed', claimed_by = %(worker)s, claimed_until = %(until)s
WHERE v.id IN (
    SELECT w.id FROM records_visit w LEFT JOIN records_patrolrun r ON r.id = w.run_id
    WHERE (w.state = 'waiting' OR (w.state = 'claimed' AND w.claimed_until < %(now)s))
      AND (w.run_id IS NULL OR r.state = 'running')
    ORDER BY w.run_id IS NOT NULL, w.id LIMIT %(count)s FOR UPDATE OF w SKIP LOCKED)
RETURNING v.id
"""


@transaction.atomic
def claim_visits(worker: str, count: int, *, at: datetime) -> list[Visit]:
    """Take up to `count` visits for `worker`; visits made because of a measure come first. No two workers get the same."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"worker": worker, "until": at + CLAIM, "now": at, "count": count})
        ids = [row[0] for row in cursor.fetchall()]
    visits = Visit.objects.filter(pk__in=ids).select_related("service__subject", "service__unit", "run__plan")
    return list(visits.order_by("id"))

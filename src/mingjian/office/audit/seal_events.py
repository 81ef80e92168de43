"""Seal the events that can no longer be preceded by a late commit into the Merkle log; recompute the root to check it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from mingjian.ledger import Concealed, Frontier, OfficeKeys, entry_bytes, leaf_hash
from mingjian.office.audit.log_event import SEALED_CAPTURE
from mingjian.records.models import Event, Seal, SealedLeaf

LOCK = 7_341_002
"""Key of the advisory lock that lets only one sealer work at a time."""

_NEXT = """
SELECT e.id, e.xid::text::bigint, e.seq FROM records_event e
WHERE (e.xid, e.seq) > (%s::text::xid8, %s) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY e.xid, e.seq LIMIT %s
"""
_LEFT_BEHIND = """
SELECT e.id, e.xid::text::bigint, e.seq FROM records_event e LEFT JOIN records_sealedleaf l ON l.event_id = e.id
WHERE l.event_id IS NULL AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY e.xid, e.seq LIMIT %s
"""


def entry_of(event: Event) -> dict[str, Any]:
    """An event as the log seals it: all its columns that the act wrote.

    A salted digest of a bundle stands in a field `capture` of its own, which a proof can open.
    """
    content = dict(event.content)
    sealed = content.pop(SEALED_CAPTURE, None)
    concealed = {"capture": Concealed(bytes.fromhex(sealed))} if sealed else {}
    return {
        "id": str(event.pk),
        "at": event.at.isoformat(),
        "actor": str(event.actor_id) if event.actor_id else None,
        "unit": str(event.unit_id) if event.unit_id else None,
        "verb": event.verb,
        "kind": event.kind,
        "object": str(event.object_id) if event.object_id else None,
        "content": content,
        **concealed,
    }


def leaf_of(event: Event) -> bytes:
    """The leaf digest (32 bytes) of an event."""
    return leaf_hash(entry_bytes(entry_of(event)))


def _counts_anew(through_xid: int) -> bool:
    """Whether transaction numbers lie below the last seal's: the database was restored from a dump."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint <= %s", [through_xid])
        return bool(cursor.fetchone()[0])


def _waiting(last: Seal | None, limit: int, *, everything: bool) -> list[tuple[Any, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return []
        if everything or (last is not None and _counts_anew(last.through_xid)):
            cursor.execute(_LEFT_BEHIND, [limit])
        else:
            cursor.execute(_NEXT, [str(last.through_xid) if last else "0", last.through_seq if last else 0, limit])
        return list(cursor.fetchall())


@transaction.atomic
def seal_events(*, at: datetime, limit: int = 50_000, everything: bool = False, keys: OfficeKeys | None = None) -> int:
    """Append up to `limit` settled events to the log and write the new root. Returns how many were sealed.

    `everything` looks at all events instead of those after the last seal: at the start of the sealer and after a
    restore from a dump, where transaction numbers begin anew. With `keys` the new head is signed.
    """
    last = Seal.objects.order_by("-size").first()
    waiting = _waiting(last, limit, everything=everything)
    if not waiting:
        return 0
    frontier = Frontier.from_bytes(bytes(last.frontier)) if last else Frontier()
    events = Event.objects.in_bulk([row[0] for row in waiting])
    leaves = []
    for event_id, _xid, _seq in waiting:
        digest = leaf_of(events[event_id])
        leaves.append(SealedLeaf(index=frontier.size, event_id=event_id, digest=digest))
        frontier.append(digest)
    SealedLeaf.objects.bulk_create(leaves, batch_size=5_000)
    Seal.objects.create(
        size=frontier.size,
        root=frontier.root(),
        frontier=frontier.to_bytes(),
        checkpoint=str(keys.sign_checkpoint(frontier.size, frontier.root(), at=at)) if keys else "",
        through_xid=waiting[-1][1],
        through_seq=waiting[-1][2],
        sealed_at=at,
    )
    return len(leaves)


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What a recomputation of the log found. `broken` names the first leaf that no longer agrees with its event."""

    size: int
    unsealed: int
    root: str
    agrees: bool
    broken: int | None


def _sealed_events() -> Iterator[tuple[int, bytes, Event]]:
    rows = SealedLeaf.objects.order_by("index").select_related("event")
    for row in rows.iterator(chunk_size=5_000):
        yield row.index, bytes(row.digest), row.event


def check_log() -> LogCheck:
    """Recompute every leaf and the root from the events themselves and compare with the newest seal."""
    frontier = Frontier()
    broken: int | None = None
    for index, digest, event in _sealed_events():
        again = leaf_of(event)
        if broken is None and (again != digest or index != frontier.size):
            broken = index
        frontier.append(again)
    last = Seal.objects.order_by("-size").first()
    root = frontier.root()
    sealed = (last.size, bytes(last.root)) if last else (0, root)
    unsealed = Event.objects.count() - frontier.size
    agrees = broken is None and sealed == (frontier.size, root)
    return LogCheck(frontier.size, unsealed, root.hex(), agrees, broken)

"""Visits: claim them, see each service in its views, keep the evidence, judge, and hand the result to the act."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import InterfaceError, OperationalError

from mingjian import __version__
from mingjian.capture import (
    Authority,
    FixedResolver,
    Guard,
    Resolver,
    Store,
    SystemResolver,
    Validators,
    View,
)
from mingjian.jobs.apart import Apart
from mingjian.jobs.judging import judge_visit, read_visit
from mingjian.jobs.keeping import Beside, keep, look_beside
from mingjian.jobs.politeness import HeldBack
from mingjian.jobs.seeing import Eyes, Seen, clock_of_machine
from mingjian.office.evidence.bundles import evidence_store
from mingjian.office.patrol.claim_visits import claim_visits, give_back, postpone_visit
from mingjian.office.patrol.last_seen import LastSeen, changes_since, last_seen
from mingjian.office.patrol.record_visit import Judged, SeenView, VisitResult, record_visit
from mingjian.records import clock
from mingjian.records.models import Visit

BATCH = 12
AT_ONCE = 16
"""Visits under way at once: while one waits for its host's turn, others are made."""
PATIENCE = 300.0
"""Seconds that reading and judging one visit may take, on a machine with much else to do."""
TOOL = f"mingjian {__version__}"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reach:
    """With what visits are made: who may be reached, how names are resolved, and where the evidence goes.

    `interval`: seconds between two requests to a host that asks for nothing more. `apart`: the process that reads and
    judges what was seen (without it, this one does).
    """

    guard: Guard = field(default_factory=Guard)
    resolver: Resolver = field(default_factory=SystemResolver)
    authority: Authority | None = None
    store: Store = field(default_factory=evidence_store)
    interval: float = field(default_factory=lambda: settings.PATROL_INTERVAL)
    apart: Apart | None = None

    def eyes(self) -> Eyes:
        """What looks with this reach."""
        return Eyes(self.guard, self.resolver, self.interval)


def loopback_reach(
    hosts: Mapping[str, tuple[str, int]], authority: Authority | None = None, apart: Apart | None = None
) -> Reach:
    """The reach of the demo and the tests: only the named hosts, on loopback, which are ours and need no pauses."""
    guard = Guard(allow=[ipaddress.ip_network("127.0.0.0/8")])
    return Reach(guard, FixedResolver(hosts), authority, interval=0.0, apart=apart)


def validators_of(last: LastSeen) -> dict[View, Validators]:
    """By what each view may be asked whether anything changed; empty where nothing may be left out."""
    if not last.trusted:
        return {}
    rows = {view: row.content for view, row in last.views.items()}
    return {
        view: Validators(row.final_address, row.etag or None, row.modified or None)  # type: ignore[misc]
        for view, row in rows.items()
        if row.status == 200 and (row.etag or row.modified)
    }


def _unchanged(seen: Seen, last: LastSeen) -> tuple[SeenView, ...]:
    """The views of a visit of which the server said that nothing changed: each points to the one that holds the text."""
    rows = {view: last.views[view].content for view in seen.sights}
    return tuple(
        SeenView(view, sight.url, row.final_address, 304, row.title, "", (), "", row.etag, row.modified, row.pk)
        for (view, sight), row in zip(seen.sights.items(), rows.values(), strict=True)
    )


def _judged(visit: Visit, seen: Seen, apart: Apart | None) -> tuple[tuple[SeenView, ...], Judged | None]:
    work: Callable[..., tuple[tuple[SeenView, ...], Judged | None]]
    asked: tuple[Any, ...]
    if visit.address:  # a store's page, or one item's: whether the target is there is asked, not what else stands there
        work, asked = read_visit, (seen.sights,)
    else:
        only = frozenset(visit.run.plan.detectors) if visit.run else frozenset[str]()
        work, asked = judge_visit, (visit.service, seen.sights, seen.differences, clock.today(), only)
    return apart.run(work, *asked, patience=PATIENCE) if apart else work(*asked)


def finish(visit: Visit, seen: Seen, last: LastSeen, beside: Beside, reach: Reach) -> None:
    """Keep, judge and record one visit; runs in a thread, for it waits for the disk and the database."""
    sights = [*seen.sights.values(), *seen.again]
    kept = keep(visit, sights, beside, authority=reach.authority, store=reach.store)
    views, judged = (_unchanged(seen, last), None) if seen.unchanged else _judged(visit, seen, reach.apart)
    now = clock.now()
    result = VisitResult(
        digest=kept.digest,
        size=kept.size,
        tool=TOOL,
        taken_at=now,
        views=views,
        judged=judged,
        stamped=kept.stamped,
        stored=kept.stored,
        sealed=kept.sealed,
        facts=kept.facts,
        traces=kept.traces,
        changes=() if judged and judged.police else changes_since(last.views, views),
        unchanged=seen.unchanged,
    )
    record_visit(visit, result, at=now)


async def make(visit: Visit, reach: Reach, eyes: Eyes) -> None:
    """Make one claimed visit. A fault of ours gives it back; only a database that is gone ends the worker."""
    try:
        last = await sync_to_async(_last)(visit)
        seen = await eyes.see(visit, validators_of(last))
        first = list(seen.sights.values())
        beside = await look_beside(visit, first, reach.guard, reach.resolver, clock=clock_of_machine)
        await sync_to_async(finish)(visit, seen, last, beside, reach)
    except HeldBack as held:
        await sync_to_async(postpone_visit)(visit, visit.claimed_by, held.until, at=clock_of_machine())
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _log.exception("the visit %s to %s failed", visit.pk, visit.where)
        await sync_to_async(give_back)(visit, visit.claimed_by, at=clock_of_machine())


def _last(visit: Visit) -> LastSeen:
    return last_seen(visit, at=clock.now())


async def work_off(worker: str, reach: Reach, *, count: int = BATCH) -> int:
    """Claim one batch of visits and make them. Returns how many there were."""
    visits = await sync_to_async(claim_visits)(worker, count, at=clock_of_machine())
    eyes = reach.eyes()
    results = await asyncio.gather(*(make(visit, reach, eyes) for visit in visits), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return len(visits)

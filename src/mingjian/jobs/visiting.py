"""Visits: claim them, see each service in all views, keep the evidence, judge, and hand the result to the act."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from asgiref.sync import sync_to_async

from mingjian import __version__
from mingjian.capture import (
    VIEWS,
    Authority,
    FixedResolver,
    Guard,
    Resolver,
    Store,
    SystemResolver,
    fetch,
)
from mingjian.capture import Visit as Sight
from mingjian.jobs.judging import judge_sights, view_of
from mingjian.jobs.keeping import Beside, keep, look_beside
from mingjian.office.evidence.bundles import evidence_store
from mingjian.office.patrol.claim_visits import claim_visits
from mingjian.office.patrol.record_visit import SeenView, VisitResult, record_visit
from mingjian.records import clock
from mingjian.records.models import Visit
from mingjian.text import Document

BATCH = 12
AT_ONCE = 6
TOOL = f"mingjian {__version__}"


@dataclass(frozen=True, slots=True)
class Reach:
    """With what visits are made: who may be reached, how names are resolved, and where the evidence goes."""

    guard: Guard = field(default_factory=Guard)
    resolver: Resolver = field(default_factory=SystemResolver)
    authority: Authority | None = None
    store: Store = field(default_factory=evidence_store)


def loopback_reach(hosts: Mapping[str, tuple[str, int]], authority: Authority | None = None) -> Reach:
    """The reach of the demo and the tests: only the named hosts, on loopback."""
    return Reach(Guard(allow=[ipaddress.ip_network("127.0.0.0/8")]), FixedResolver(hosts), authority)


async def see(visit: Visit, reach: Reach) -> list[Sight]:
    """Fetch a visit's service once in each of its views."""
    wanted = [view for view in VIEWS if view in visit.views]
    return [
        await fetch(
            visit.service.address, view=view, guard=reach.guard, resolver=reach.resolver, clock=clock_of_machine
        )
        for view in wanted
    ]


def clock_of_machine() -> datetime:
    """The machine's clock, UTC: what a capture is dated with, whatever the demo's clock says."""
    return datetime.now(UTC)


def finish(visit: Visit, sights: Sequence[Sight], beside: Beside, reach: Reach) -> None:
    """Keep, judge and record one visit; runs in a thread, for it waits for the disk and the database."""
    kept = keep(visit, sights, beside, authority=reach.authority, store=reach.store)
    documents: dict[str, tuple[SeenView, Document | None]] = {sight.view: view_of(sight) for sight in sights}
    judged = judge_sights(visit.service, documents, today=clock.today())
    result = VisitResult(
        digest=kept.digest,
        size=kept.size,
        tool=TOOL,
        taken_at=clock.now(),
        views=tuple(seen for seen, _ in documents.values()),
        judged=judged,
        stamped=kept.stamped,
        stored=kept.stored,
        sealed=kept.sealed,
        facts=kept.facts,
        traces=kept.traces,
    )
    record_visit(visit, result, at=clock.now())


async def _one(visit: Visit, reach: Reach, gate: asyncio.Semaphore) -> None:
    async with gate:
        sights = await see(visit, reach)
        beside = await look_beside(visit, sights, reach.guard, reach.resolver, clock=clock_of_machine)
        await sync_to_async(finish)(visit, sights, beside, reach)


async def work_off(worker: str, reach: Reach, *, count: int = BATCH) -> int:
    """Claim one batch of visits and make them. Returns how many there were."""
    visits = await sync_to_async(claim_visits)(worker, count, at=await sync_to_async(clock.now)())
    gate = asyncio.Semaphore(AT_ONCE)
    results: list[Any] = await asyncio.gather(*(_one(visit, reach, gate) for visit in visits), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return len(visits)

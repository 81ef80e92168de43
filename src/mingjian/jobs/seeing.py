"""A visit in, its sights out: every view once, politely; only what changed; and a second look before anybody is accused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mingjian.capture import VIEWS, Guard, Limits, Pool, Resolver, Validators, View, fetch
from mingjian.capture import Visit as Sight
from mingjian.capture.address import parse
from mingjian.capture.cloaking import PAIRS, cloaking, suspicious
from mingjian.capture.limits import MIB
from mingjian.detect import ViewDifference
from mingjian.jobs.politeness import HeldBack, Politeness
from mingjian.records.models import Visit

PAGE = Limits(wire=4 * MIB, body=8 * MIB)
"""Bounds of one view on patrol: many are in memory at once."""


@dataclass(slots=True)
class Seen:
    """What a visit saw: one sight a view, the second looks, and what differs between visitors, twice alike."""

    sights: dict[View, Sight] = field(default_factory=dict)
    again: list[Sight] = field(default_factory=list)
    differences: tuple[ViewDifference, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the server said of every view that nothing changed."""
        return bool(self.sights) and all(sight.unchanged for sight in self.sights.values())


def clock_of_machine() -> datetime:
    """The machine's clock, UTC: what a capture is dated with, whatever the demo's clock says."""
    return datetime.now(UTC)


class Eyes:
    """Makes the sights of visits with one guard, one resolver and one politeness."""

    def __init__(self, guard: Guard, resolver: Resolver, interval: float) -> None:
        self.guard, self.resolver = guard, resolver
        self.politeness = Politeness(guard, resolver, clock_of_machine, interval)

    async def see(self, visit: Visit, known: Mapping[View, Validators]) -> Seen:
        """Look at a visit's service in each of its views; `known`: validators by view, to ask only for what changed.

        Raises: HeldBack, if the host asked to be left alone before anything was seen; CaptureError, if the
        address is none.
        """
        address = parse(visit.where)
        seen, pool = Seen(), Pool(8)
        try:
            await self.politeness.meet(address)
            for view in (view for view in VIEWS if view in visit.views):
                seen.sights[view] = await self._look(visit, view, pool, known.get(view))
            if not seen.unchanged:
                await self._whole(visit, seen, pool)
                await self._doubt(visit, seen, pool)
        except HeldBack:
            if not seen.sights:
                raise  # else what was seen so far is what the visit saw
            seen.sights = {view: sight for view, sight in seen.sights.items() if not sight.unchanged} or seen.sights
        finally:
            pool.close()
        return seen

    async def _look(self, visit: Visit, view: View, pool: Pool, validators: Validators | None = None) -> Sight:
        host = parse(visit.where).host
        await self.politeness.turn(host)
        sight = await fetch(
            visit.where,
            view=view,
            guard=self.guard,
            resolver=self.resolver,
            limits=PAGE,
            clock=clock_of_machine,
            pool=pool,
            validators=validators,
        )
        await self.politeness.heed(host, sight)
        return sight

    async def _whole(self, visit: Visit, seen: Seen, pool: Pool) -> None:
        """Where only some views are unchanged, fetch those too: views are judged together or not at all."""
        for view in [view for view, sight in seen.sights.items() if sight.unchanged]:
            seen.sights[view] = await self._look(visit, view, pool)

    async def _doubt(self, visit: Visit, seen: Seen, pool: Pool) -> None:
        """Look a second time at visitors that are shown different things, the other one first."""
        second: dict[View, Sight] = {}
        found: list[ViewDifference] = []
        for base, other in PAIRS:
            left, right = seen.sights.get(base), seen.sights.get(other)
            if left is None or right is None or not suspicious(left, right):
                continue
            for view in (other, base):
                if view not in second:
                    second[view] = await self._look(visit, view, pool)
                    seen.again.append(second[view])
            stood = cloaking((left, second[base]), (right, second[other]))
            found += [ViewDifference(one.kind, base, other, one.left, one.right) for one in stood]
        seen.differences = tuple(found)


def problem_of(sight: Sight) -> str:
    """Why a sight has no answer, as the JSON of its reason (code, params); empty if it has one."""
    if sight.error is None:
        return ""
    return json.dumps({"code": sight.error.code, "params": dict(sight.error.params)}, ensure_ascii=False)

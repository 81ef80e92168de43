"""Politeness of the worker: each request waits for its host's turn; what a host asks for is shared by all workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from asgiref.sync import sync_to_async

from mingjian.capture import Guard, Limits, Pace, Resolver, fetch
from mingjian.capture import Visit as Sight
from mingjian.capture.address import Address
from mingjian.capture.pace import crawl_delay
from mingjian.capture.views import MANNERS
from mingjian.office.patrol.heed_host import heed_robots, hold_host, paces_of

PATIENCE = timedelta(minutes=2)
"""How long a visit stands and waits for its host; beyond that it gives its place to others."""
ROBOTS_GOOD_FOR = timedelta(days=7)
ROBOTS = Limits(connect=5, hop=8, total=10, wire=512 * 1024, body=512 * 1024, hops=4)


class HeldBack(Exception):
    """The host may not be asked before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class Politeness:
    """The turns of hosts for one worker. `interval`: seconds between two requests to a host that asks for nothing more."""

    def __init__(self, guard: Guard, resolver: Resolver, clock: Callable[[], datetime], interval: float = 1.0) -> None:
        self.guard, self.resolver, self.clock = guard, resolver, clock
        self.pace = Pace(interval)

    async def meet(self, address: Address) -> None:
        """Learn how a host wants to be visited: from what is known, and once a week from its robots.txt.

        Raises: HeldBack, if it asked to be left alone for longer than a visit stands and waits.
        """
        known = (await sync_to_async(paces_of)([address.host])).get(address.host)
        if known is not None:
            self.pace.slow(address.host, known.delay)
            if known.held_until is not None:
                self.pace.hold(address.host, known.held_until)
        now = self.clock()
        if known is None or known.robots_read_at is None or now - known.robots_read_at > ROBOTS_GOOD_FOR:
            await self.turn(address.host)
            await self._read_robots(address, now)

    async def _read_robots(self, address: Address, now: datetime) -> None:
        robots = await fetch(
            f"{address.origin}/robots.txt", guard=self.guard, resolver=self.resolver, limits=ROBOTS, clock=self.clock
        )
        await self.heed(address.host, robots)
        delay = 0.0
        if robots.status == 200:
            text = robots.body.decode("utf-8", "replace")
            delay = max(crawl_delay(text, MANNERS[view].user_agent) for view in ("plain", "crawler"))
        self.pace.slow(address.host, delay)
        await sync_to_async(heed_robots)(address.host, delay, at=now)

    async def turn(self, host: str) -> None:
        """Wait until the host may be asked.

        Raises: HeldBack, if that is too far away.
        """
        now = self.clock()
        held = self.pace.held_until(host)
        if held is not None and held - now > PATIENCE:
            raise HeldBack(held)
        wait = (self.pace.reserve(host, now) - now).total_seconds()
        if wait > 0:
            await asyncio.sleep(wait)

    async def heed(self, host: str, sight: Sight) -> None:
        """Learn from an answer: Retry-After holds the host back, for every worker."""
        before = self.pace.held_until(host)
        self.pace.heed(host, sight)
        until = self.pace.held_until(host)
        if until is not None and until != before:
            await sync_to_async(hold_host)(host, until)

"""The worker's rounds: as many visits under way as there are places; a place that is free is filled again at once."""

from __future__ import annotations

import asyncio
import time

from asgiref.sync import sync_to_async

from mingjian.jobs.seeing import clock_of_machine
from mingjian.jobs.visiting import AT_ONCE, Reach, make
from mingjian.office.patrol.claim_visits import claim_visits, release_claims, renew_claims
from mingjian.records.models import Visit

RENEW = 45.0
"""Seconds after which the claims of visits under way are renewed; a claim holds four times as long."""
FORGET = 600.0
LEAST = 4
"""Free places that are worth asking the database for."""


class Rounds:
    """The visits under way of one worker."""

    def __init__(self, worker: str, reach: Reach, at_once: int = AT_ONCE) -> None:
        self.worker, self.reach, self.at_once = worker, reach, at_once
        self.eyes = reach.eyes()
        self.under_way: dict[asyncio.Task[None], Visit] = {}
        self._renewed = self._forgot = time.monotonic()

    async def step(self, patience: float = 1.0) -> int:
        """Fill free places, wait until a visit ends (at most `patience` seconds), renew claims. Returns how many are under way.

        Raises: what ended a visit and must end the worker: a database that is gone.
        """
        free = self.at_once - len(self.under_way)
        if free >= min(LEAST, self.at_once):
            for visit in await sync_to_async(claim_visits)(self.worker, free, at=clock_of_machine()):
                self.under_way[asyncio.create_task(make(visit, self.reach, self.eyes))] = visit
        if self.under_way:
            done, _ = await asyncio.wait(self.under_way, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del self.under_way[task]
                task.result()
        await self._keep_house()
        return len(self.under_way)

    async def _keep_house(self) -> None:
        now = time.monotonic()
        if self.under_way and now - self._renewed > RENEW:
            await sync_to_async(renew_claims)(self.worker, list(self.under_way.values()), at=clock_of_machine())
            self._renewed = now
        if now - self._forgot > FORGET:
            self.eyes.politeness.pace.forget(clock_of_machine())
            self._forgot = now

    async def end(self) -> None:
        """Break off what is under way and let those visits wait for another worker."""
        for task in self.under_way:
            task.cancel()
        await asyncio.gather(*self.under_way, return_exceptions=True)
        self.under_way.clear()
        await sync_to_async(release_claims)(self.worker)

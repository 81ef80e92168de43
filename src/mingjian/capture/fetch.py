"""An address and a view in, one visit out: the hops with their exact bytes, each judged by the guard at connect."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from mingjian.capture.address import Address, join, parse
from mingjian.capture.answer import Answer
from mingjian.capture.cookies import Jar
from mingjian.capture.follow import next_stop
from mingjian.capture.guard import Guard
from mingjian.capture.limits import LIMITS, Limits
from mingjian.capture.pool import Pool
from mingjian.capture.request import Validators, build
from mingjian.capture.resolve import Endpoint, NameUnknown, Resolver
from mingjian.capture.tls import Trust, system_trust
from mingjian.capture.unpack import unpack
from mingjian.capture.views import MANNERS, View
from mingjian.capture.visit import Hop, Via, Visit
from mingjian.capture.wire import Unconnected, Wire, connect
from mingjian.errors import CaptureError
from mingjian.reasons import Reason

Clock = Callable[[], datetime]
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def utc_now() -> datetime:
    """Give the time by the machine's clock, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Means:
    """What a visit is made with: the guard, the resolver, the bounds, the clock, the trusted authorities, the pool."""

    guard: Guard
    resolver: Resolver
    limits: Limits = LIMITS
    clock: Clock = utc_now
    trust: Trust | None = None
    pool: Pool | None = None


@dataclass(slots=True)
class _Stop:
    """One stop of a visit: the hop, the decoded body, and what went wrong."""

    hop: Hop
    body: bytes = b""
    error: Reason | None = None


async def fetch(
    url: str,
    *,
    view: View = "plain",
    guard: Guard,
    resolver: Resolver,
    limits: Limits = LIMITS,
    clock: Clock = utc_now,
    trust: Trust | None = None,
    pool: Pool | None = None,
    validators: Validators | None = None,
) -> Visit:
    """Visit `url` as `view` and follow where it leads.

    A site that fails, lies or is refused by the guard is a result, not an exception: see `Visit.error`.
    `validators` of an earlier visit make the request conditional; `pool` keeps connections between visits.
    Raises: CaptureError, permanent, if `url` is no http or https address.
    """
    parse(url)
    journey = _Journey(view, Means(guard, resolver, limits, clock, trust, pool), validators)
    return await journey.run(url)


class _Journey:
    """The state of one visit."""

    def __init__(self, view: View, means: Means, validators: Validators | None) -> None:
        self.view, self.means, self.validators = view, means, validators
        self.jar = Jar()
        self.stops: list[_Stop] = []
        self.seen: set[tuple[str, bytes]] = set()
        self.error: Reason | None = None

    async def run(self, url: str) -> Visit:
        started = self.means.clock()
        try:
            async with asyncio.timeout(self.means.limits.total):
                await self._walk(url)
        except TimeoutError:
            received = sum(len(stop.hop.response) for stop in self.stops)
            self.error = Reason("timeout", {"seconds": self.means.limits.total, "received": received})
        return self._visit(url, started)

    async def _walk(self, url: str) -> None:
        via: Via = "start"
        referrer = MANNERS[self.view].referrer
        while True:
            address = parse(url)
            stop = await self._stop(address, via, referrer)
            self.stops.append(stop)
            self.error = stop.error
            if stop.hop.status is None:
                return
            self.jar.keep(address.host, stop.hop.headers)
            onward = next_stop(stop.hop, stop.body, _media_type(stop.hop)[0])
            if onward is None or not self._may_go(address, onward):
                return
            via, url = onward[0], join(address.url, onward[1])
            # Following a Location keeps the referrer; a refresh comes from the page itself.
            referrer = referrer if via == "location" else address.url

    def _may_go(self, here: Address, onward: tuple[Via, bytes]) -> bool:
        limits = self.means.limits
        shown = onward[1][:300].decode("utf-8", "replace")
        try:
            there = parse(join(here.url, onward[1]))
        except (CaptureError, ValueError):
            self.error = Reason("bad_redirect", {"url": shown})
            return False
        state = (there.url, self.jar.header(there.host))
        refreshes = sum(stop.hop.via in ("meta", "refresh") for stop in self.stops)
        if there.url == here.url and onward[0] != "location" and state in self.seen:
            return False  # a page that only reloads itself
        if state in self.seen:
            self.error = Reason("redirect_loop", {"url": there.url[:300]})
        elif len(self.stops) >= limits.hops:
            self.error = Reason("too_many_redirects", {"limit": limits.hops - 1})
        elif onward[0] != "location" and refreshes >= limits.refreshes:
            self.error = Reason("too_many_redirects", {"limit": limits.refreshes})
        else:
            return True
        return False

    async def _stop(self, address: Address, via: Via, referrer: str | None) -> _Stop:
        means, started = self.means, self.means.clock()
        cookie = self.jar.header(address.host)
        self.seen.add((address.url, cookie))
        keep = means.pool is not None
        request = build(address, self.view, referrer=referrer, cookie=cookie, validators=self.validators, keep=keep)

        def failed(reason: Reason, endpoint: Endpoint | None = None, refused: tuple[str, ...] = ()) -> _Stop:
            where, port = endpoint or (None, None)
            hop = Hop(
                address.url, via, where, port, b"", b"", None, b"", (), 0, None, started, means.clock(),
                refused=refused,
            )  # fmt: skip
            return _Stop(hop, b"", reason)

        try:
            endpoints = await means.resolver.resolve(address.host, address.port)
        except NameUnknown:
            return failed(Reason("name_unknown", {"host": address.host}))
        allowed = [endpoint for endpoint in endpoints if means.guard.passes(*endpoint)]
        refused = tuple(dict.fromkeys(where for where, port in endpoints if not means.guard.passes(where, port)))
        if not allowed:
            shown = ", ".join(refused) or "?"
            return failed(Reason("refused_by_guard", {"host": address.host, "address": shown}), refused=refused)
        try:
            wire, answer = await self._converse(address, allowed, request)
        except Unconnected as fault:
            return failed(fault.reason, allowed[0], refused)
        return self._record(address, via, request, wire, answer, started, refused)

    async def _converse(self, address: Address, allowed: list[Endpoint], request: bytes) -> tuple[Wire, Answer]:
        """Ask over an idle connection if there is one, else over a new one; a stale idle one is no answer."""
        means = self.means
        for endpoint in allowed[:4]:
            key = (address.scheme, address.host, endpoint)
            idle = means.pool.take(key) if means.pool else None
            if idle is not None:
                answer = Answer(means.limits)
                await idle.ask(request, answer, means.limits.hop)
                if answer.received:
                    if means.pool:
                        means.pool.give(key, idle)
                    return idle, answer
        wire = await self._connect(address, allowed[:4])
        answer = Answer(means.limits)
        await wire.ask(request, answer, means.limits.hop)
        if means.pool:
            means.pool.give((address.scheme, address.host, wire.endpoint), wire)
        return wire, answer

    async def _connect(self, address: Address, allowed: list[Endpoint]) -> Wire:
        means = self.means
        trust = None if address.scheme == "http" else means.trust or system_trust()
        failure: Unconnected | None = None
        for endpoint in allowed:
            try:
                return await connect(
                    address.host, endpoint, guard=means.guard, trust=trust, seconds=means.limits.connect
                )
            except Unconnected as fault:
                failure = failure or fault
        assert failure is not None
        raise failure

    def _record(
        self, address: Address, via: Via, request: bytes, wire: Wire, answer: Answer, started: datetime,
        refused: tuple[str, ...],
    ) -> _Stop:  # fmt: skip
        raw, parsed = answer.wire(), answer.parsed
        body_at = answer.body_at(raw)
        hop = Hop(
            url=address.url, via=via, address=wire.endpoint[0], port=wire.endpoint[1], request=request, response=raw,
            status=parsed.status, phrase=parsed.phrase, headers=tuple(parsed.headers), body_at=body_at, tls=wire.tls,
            started_at=started, finished_at=self.means.clock(), oddities=answer.oddities(raw[:body_at]),
            cut=answer.cut, refused=refused,
        )  # fmt: skip
        encodings = ",".join(v.decode("latin-1") for n, v in parsed.headers if n.lower() == b"content-encoding")
        body, broken = unpack(answer.body(), encodings, self.means.limits.body, whole=answer.cut is None)
        return _Stop(hop, body, answer.settle() or broken)

    def _visit(self, url: str, started: datetime) -> Visit:
        last = self.stops[-1] if self.stops else None
        media_type, charset = _media_type(last.hop) if last else (None, None)
        return Visit(
            view=self.view, url=url, hops=tuple(stop.hop for stop in self.stops),
            final_url=last.hop.url if last else url, status=last.hop.status if last else None,
            body=last.body if last else b"", media_type=media_type, charset=charset, error=self.error,
            started_at=started, finished_at=self.means.clock(),
        )  # fmt: skip


def _media_type(hop: Hop) -> tuple[str | None, str | None]:
    """Media type and declared charset of an answer, in lower case."""
    value = hop.header("content-type")
    if not value:
        return None, None
    match = _CHARSET.search(value)
    return value.partition(";")[0].strip().lower()[:100] or None, match[1].lower() if match else None

"""Politeness: a host in, the moment a request may go to it out. Rate, Retry-After, crawl-delay and quiet hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from mingjian.capture.visit import Visit

SHANGHAI = timezone(timedelta(hours=8))
LONGEST_HOLD = timedelta(hours=24)  # a site cannot keep the patrol away for longer by Retry-After
LONGEST_DELAY = 60.0  # seconds; nor slow it down further by crawl-delay
_LINE = re.compile(r"^\s*(user-agent|crawl-delay|allow|disallow)\s*:\s*([^#\r\n]*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of the day in Shanghai in which a site is left alone; may pass midnight."""

    since: time
    until: time

    def end(self, at: datetime) -> datetime | None:
        """Give when the quiet hours that hold at `at` end; None if none hold."""
        local = at.astimezone(SHANGHAI)
        now = local.time()
        within = self.since <= now < self.until if self.since <= self.until else now >= self.since or now < self.until
        if not within:
            return None
        end = datetime.combine(local.date(), self.until, SHANGHAI)
        return (end if end > local else end + timedelta(days=1)).astimezone(UTC)


class Pace:
    """Says when a host may be asked next. One for all workers of a process; it keeps no more than `most` hosts.

    `interval`: seconds between two requests to a host where the site does not ask for more.
    """

    def __init__(self, interval: float = 1.0, quiet: QuietHours | None = None, most: int = 100_000) -> None:
        self.interval, self.quiet, self.most = interval, quiet, most
        self._free: dict[str, datetime] = {}
        self._delay: dict[str, float] = {}
        self._held: dict[str, datetime] = {}

    def reserve(self, host: str, now: datetime) -> datetime:
        """Give the moment at which the next request to `host` may go, and keep that turn for the caller."""
        turn = max(now, self._free.pop(host, now))
        if self.quiet is not None:
            turn = self.quiet.end(turn) or turn
        while len(self._free) >= self.most:
            self._free.pop(next(iter(self._free)))
        self._free[host] = turn + timedelta(seconds=max(self.interval, self._delay.get(host, 0.0)))
        return turn

    def held_until(self, host: str) -> datetime | None:
        """Until when a host asked to be left alone; None if it did not."""
        return self._held.get(host)

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until then."""
        self._held[host] = max(self._held.get(host, until), until)
        self._free[host] = max(self._free.get(host, until), until)

    def slow(self, host: str, delay: float) -> None:
        """Leave at least `delay` seconds between two requests to a host."""
        self._delay[host] = delay

    def forget(self, now: datetime) -> None:
        """Drop what is over, so that a worker that never ends keeps no host for ever."""
        self._held = {host: until for host, until in self._held.items() if until > now}
        self._free = {host: free for host, free in self._free.items() if free > now}
        self._delay = {host: delay for host, delay in self._delay.items() if host in self._free}

    def heed(self, host: str, visit: Visit) -> None:
        """Learn from an answer: 429 and 503 with Retry-After hold the host back."""
        if visit.status in (429, 503) and (until := retry_at(visit.header("retry-after"), visit.finished_at)):
            self.hold(host, until)

    def heed_robots(self, host: str, robots: str, agent: str) -> None:
        """Learn the crawl-delay of a robots.txt. What it forbids does not bind supervision, how fast it asks does."""
        delay = crawl_delay(robots, agent)
        if delay:
            self._delay[host] = delay


def retry_at(value: str | None, now: datetime) -> datetime | None:
    """Read a Retry-After header: seconds or a date, at most a day from now; None if there is nothing to read."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=int(value[:9])), LONGEST_HOLD)
    try:
        asked = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    asked = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
    return min(max(asked, now), now + LONGEST_HOLD)


def crawl_delay(robots: str, agent: str) -> float:
    """Give the crawl-delay for `agent` in seconds, at most a minute: its own group's, else that of `*`; 0 if none."""
    delays: dict[str, float] = {}
    group: list[str] = []
    open_group = False
    for key, value in _LINE.findall(robots[:500_000]):
        value = value.strip().lower()
        if key.lower() == "user-agent":
            group = [*group, value] if open_group else [value]
            open_group = True
            continue
        open_group = False
        if key.lower() == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value):
            delays |= dict.fromkeys(group, min(float(value), LONGEST_DELAY))
    own = [name for name in delays if name != "*" and name in agent.lower()]
    return delays[max(own, key=len)] if own else delays.get("*", 0.0)

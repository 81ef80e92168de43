"""A patrol is polite: it waits where a site asks for it, and sleeps when the site should."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from mingjian.capture.pace import Pace, QuietHours, crawl_delay, retry_at
from tests.capture.site import Site, http

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # twelve o'clock in Shanghai
S = timedelta(seconds=1)


def test_requests_to_one_host_keep_their_distance_and_other_hosts_do_not_wait() -> None:
    pace = Pace(interval=2)
    assert [pace.reserve("a", NOON) for _ in range(3)] == [NOON, NOON + 2 * S, NOON + 4 * S]
    assert pace.reserve("b", NOON) == NOON
    assert pace.reserve("a", NOON + 60 * S) == NOON + 60 * S


def test_retry_after_holds_the_host_back(site: Site) -> None:
    site.routes["/"] = http(b"", "503 Busy", Retry_After="120")
    pace = Pace(interval=1)
    visit = site.visit(clock=lambda: NOON)
    pace.heed("site.example", visit)
    assert pace.reserve("site.example", NOON + S) == NOON + 120 * S


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("5", NOON + 5 * S),
        ("Tue, 24 Nov 2026 04:01:00 GMT", NOON + 60 * S),
        ("Tue, 24 Nov 2020 04:01:00 GMT", NOON),
        ("99999999999999999999", NOON + timedelta(days=1)),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_a_day_at_most(value: str | None, at: datetime | None) -> None:
    assert retry_at(value, NOON) == at


ROBOTS = """
User-agent: *
Disallow: /
Crawl-delay: 3   # please

User-agent: Baiduspider
User-agent: Sogou
Allow: /
crawl-delay: 0.5

User-agent: Greedy
Crawl-delay: 86400
"""


@pytest.mark.parametrize(
    ("agent", "delay"), [("Mozilla/5.0", 3.0), ("Baiduspider/2.0", 0.5), ("sogou web", 0.5), ("greedy", 60.0)]
)
def test_crawl_delay_of_the_own_group_wins(agent: str, delay: float) -> None:
    assert crawl_delay(ROBOTS, agent) == delay


@pytest.mark.parametrize("robots", ["", "crawl-delay: 5", "User-agent: *\nCrawl-delay: -1", "\0" * 100, "<html>404"])
def test_robots_that_say_nothing_slow_nothing(robots: str) -> None:
    assert crawl_delay(robots, "x") == 0.0


def test_crawl_delay_slows_the_host() -> None:
    pace = Pace(interval=1)
    pace.heed_robots("a", ROBOTS, "Mozilla")
    assert [pace.reserve("a", NOON), pace.reserve("a", NOON)] == [NOON, NOON + 3 * S]


def test_quiet_hours_past_midnight_in_shanghai() -> None:
    quiet = QuietHours(time(22, 30), time(6, 0))
    late = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai
    six = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    assert quiet.end(NOON) is None
    assert quiet.end(late) == six
    assert quiet.end(late + timedelta(hours=3)) == six
    assert quiet.end(six) is None
    assert Pace(quiet=quiet).reserve("a", late) == six


def test_the_memory_for_hosts_is_bounded() -> None:
    pace = Pace(most=10)
    for number in range(1000):
        pace.reserve(f"host{number}", NOON)
    assert len(pace._free) == 10

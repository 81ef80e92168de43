"""Keep what a host asks for, so that every worker heeds it: the delay of its robots.txt, and when it may be asked again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mingjian.records.models import HostPace


def paces_of(hosts: Iterable[str]) -> dict[str, HostPace]:
    """What is known of hosts, by host."""
    return {row.host: row for row in HostPace.objects.filter(host__in=set(hosts))}


def heed_robots(host: str, delay: float, *, at: datetime) -> None:
    """Note the crawl-delay (seconds; 0 for none) that a host's robots.txt asked for at a moment of the machine's clock."""
    HostPace.objects.update_or_create(host=host, defaults={"delay": delay, "robots_read_at": at})


def hold_host(host: str, until: datetime) -> None:
    """Note until when a host asked to be left alone."""
    HostPace.objects.update_or_create(host=host, defaults={"held_until": until})

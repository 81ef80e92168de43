"""A domain in, its DNS records out, with the time and the server asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import dns.asyncresolver
import dns.exception
import dns.name
import dns.resolver

from mingjian.capture.warc import instant

KINDS = ("A", "AAAA", "CNAME", "NS", "MX", "SOA", "TXT", "CAA")
MOST = 50  # records of one kind that are kept


async def dns_facts(
    domain: str, *, at: datetime, servers: Sequence[str] = (), port: int = 53, seconds: float = 3.0
) -> dict[str, Any]:
    """Ask for the records of `domain`; `servers` (addresses) instead of the system's.

    A kind without records is an empty list; one that could not be asked is under `failed` with the reason.
    """
    resolver = dns.asyncresolver.Resolver(configure=not servers)
    if servers:
        resolver.nameservers = list(servers)
    resolver.port, resolver.timeout, resolver.lifetime = port, seconds, seconds
    answers = await asyncio.gather(*(_ask(resolver, domain, kind) for kind in KINDS))
    return {
        "source": "dns",
        "seen_at": instant(at),
        "servers": [str(server) for server in resolver.nameservers],
        "records": {kind: records for kind, records, _ in answers if records},
        "failed": {kind: failed for kind, _, failed in answers if failed},
    }


async def _ask(resolver: dns.asyncresolver.Resolver, domain: str, kind: str) -> tuple[str, list[str], str | None]:
    try:
        answer = await resolver.resolve(domain, kind, search=False)
        return kind, sorted(str(record) for record in answer)[:MOST], None
    except dns.resolver.NoAnswer:
        return kind, [], None
    except dns.resolver.NXDOMAIN:
        return kind, [], "the name does not exist"
    except (dns.exception.DNSException, OSError, UnicodeError) as fault:
        return kind, [], type(fault).__name__

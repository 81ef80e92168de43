"""Names in, addresses out. A resolver can be replaced: fixed answers for tests and the demo."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Protocol

Endpoint = tuple[str, int]


class NameUnknown(Exception):
    """The name has no address. The message says what the resolver answered."""


class Resolver(Protocol):
    """Turns a host and port into the addresses and ports to connect to, best first."""

    async def resolve(self, host: str, port: int) -> list[Endpoint]:
        """Addresses of `host`.

        Raises: NameUnknown, if there is none.
        """


@lru_cache(maxsize=1)
def _threads() -> ThreadPoolExecutor:
    # asyncio's own pool has six threads on a small machine; slow names would hold up the whole patrol.
    return ThreadPoolExecutor(max_workers=64, thread_name_prefix="resolve")


class SystemResolver:
    """Asks the operating system."""

    async def resolve(self, host: str, port: int) -> list[Endpoint]:
        """Addresses of `host` as the system gives them, each once.

        Raises: NameUnknown, if there is none.
        """
        ask = asyncio.get_running_loop().run_in_executor
        try:
            rows = await ask(_threads(), lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as fault:
            raise NameUnknown(str(fault)) from None
        return list(dict.fromkeys((str(row[4][0]), port) for row in rows))


class FixedResolver:
    """Answers from a table: `{host: (address, port)}`, or a list of such; a key may be `host:port`.

    Nothing else is known, except that an IP address resolves to itself. The port of the table replaces the port of the
    address, so that `http://clinic.example/` can stand on a loopback port.
    """

    def __init__(self, table: Mapping[str, Endpoint | list[Endpoint]]) -> None:
        self.table = dict(table)

    async def resolve(self, host: str, port: int) -> list[Endpoint]:
        """Addresses of `host` from the table.

        Raises: NameUnknown, if the table has none.
        """
        answer = self.table.get(f"{host}:{port}") or self.table.get(host)
        if answer is None:
            if is_literal(host):
                return [(host, port)]
            raise NameUnknown(f"{host} is not in the table")
        return list(answer) if isinstance(answer, list) else [answer]


def is_literal(host: str) -> bool:
    """Say whether `host` is an IP address rather than a name."""
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, host)
        except (OSError, ValueError):
            continue
        return True
    return False

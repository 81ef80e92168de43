"""The browser's only way out: a proxy on loopback that puts every connection before the same guard."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mingjian.capture.guard import Guard
from mingjian.capture.resolve import NameUnknown, Resolver

# Where Chromium calls home by itself; refused, and left out of the record.
AT_HOME = (
    "clients1.google.com", "clients2.google.com", "accounts.google.com", "update.googleapis.com", "gvt1.com",
    "optimizationguide-pa.googleapis.com", "content-autofill.googleapis.com", "safebrowsing.googleapis.com",
    "android.clients.google.com", "mtalk.google.com", "redirector.gvt1.com", "sb-ssl.google.com",
)  # fmt: skip
_HEAD = 64 * 1024
_HOP = (b"proxy-authorization", b"proxy-connection", b"connection", b"keep-alive")


@dataclass(slots=True)
class Passed:
    """What went through: hosts with the address used, hosts refused with why, bytes in all."""

    opened: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    received: int = 0


class Proxy:
    """One capture's proxy. Only who knows its password may use it; after `most` bytes it closes."""

    def __init__(self, guard: Guard, resolver: Resolver, *, most: int = 64 << 20, seconds: float = 10.0) -> None:
        self.guard, self.resolver, self.most, self.seconds = guard, resolver, most, seconds
        self.password = secrets.token_urlsafe(18)
        self.passed = Passed()
        self.port = 0
        self._server: asyncio.Server | None = None
        self._busy: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Proxy:
        """Listen on a free port of loopback."""
        self._server = await asyncio.start_server(self._meet, "127.0.0.1", 0, limit=_HEAD)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the listener and every connection."""
        assert self._server is not None
        self._server.close()
        for task in list(self._busy):
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._busy.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ValueError):
            pass
        except asyncio.CancelledError:
            pass  # the capture is over
        finally:
            self._busy.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(self.seconds):
            head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head[:-4].split(b"\r\n")
        method, target, _ = first.split(b" ", 2)
        if not self._known(lines):
            await _answer(writer, b"407 Proxy Authentication Required", b'Proxy-Authenticate: Basic realm="mj"\r\n')
            return
        host, port, rest = _where(method, target.decode("latin-1"))
        opened = await self._open(host, port)
        if opened is None:
            await _answer(writer, b"403 Refused")
            return
        upstream_reader, upstream = opened
        try:
            if method == b"CONNECT":
                writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            else:
                kept = [line for line in lines if line.partition(b":")[0].strip().lower() not in _HOP]
                words = method + b" " + rest.encode("latin-1") + b" HTTP/1.1"
                upstream.write(b"\r\n".join([words, *kept, b"Connection: close"]) + b"\r\n\r\n")
            await self._relay(reader, writer, upstream_reader, upstream)
        finally:
            upstream.close()

    def _known(self, lines: list[bytes]) -> bool:
        wanted = b"Basic " + base64.b64encode(f"mj:{self.password}".encode())
        given = next((line.partition(b":")[2].strip() for line in lines if line.lower().startswith(_HOP[0])), b"")
        return hmac.compare_digest(given, wanted)

    async def _open(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """Resolve once, judge what was resolved, connect to just that."""
        if any(host == home or host.endswith("." + home) for home in AT_HOME) or self.passed.received > self.most:
            return None
        try:
            endpoints = await self.resolver.resolve(host, port)
        except NameUnknown:
            self.passed.refused.append((host, "name_unknown"))
            return None
        for address, real in endpoints:
            if not self.guard.passes(address, real):
                self.passed.refused.append((host, address))
                continue
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(self.seconds):
                    opened = await asyncio.open_connection(address, real)
                self.passed.opened.append((host, address))
                return opened
        return None

    async def _relay(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter,
        upstream_reader: asyncio.StreamReader, upstream: asyncio.StreamWriter,
    ) -> None:  # fmt: skip
        up = asyncio.ensure_future(_copy(reader, upstream))
        try:
            while content := await upstream_reader.read(65536):
                self.passed.received += len(content)
                if self.passed.received > self.most:
                    return
                writer.write(content)
                await writer.drain()
        finally:
            up.cancel()
            await asyncio.gather(up, return_exceptions=True)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while content := await reader.read(65536):
        writer.write(content)
        await writer.drain()


async def _answer(writer: asyncio.StreamWriter, status: bytes, headers: bytes = b"") -> None:
    writer.write(b"HTTP/1.1 " + status + b"\r\n" + headers + b"Content-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()


def _where(method: bytes, target: str) -> tuple[str, int, str]:
    """Give host, port and path of a request to the proxy. Raises: ValueError."""
    parts = urlsplit(f"//{target}" if method == b"CONNECT" else target)
    if not parts.hostname or (method != b"CONNECT" and parts.scheme != "http"):
        raise ValueError(target)
    port = parts.port or (443 if method == b"CONNECT" else 80)
    return parts.hostname.lower(), port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

"""One connection to one address that the guard let through: request bytes out, the answer's bytes in."""

from __future__ import annotations

import asyncio
import os
import ssl
from ipaddress import ip_address
from typing import cast

from mingjian.capture.answer import Answer
from mingjian.capture.guard import Guard
from mingjian.capture.resolve import Endpoint
from mingjian.capture.tls import Trust, explain, facts, fault_of
from mingjian.capture.visit import Tls
from mingjian.reasons import Reason


class Unconnected(Exception):
    """No connection could be opened; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


class Wire(asyncio.Protocol):
    """An open connection; one request at a time."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.tls: Tls | None = None
        self.closed = False
        self.idle_since = 0.0
        self.endpoint: Endpoint = ("", 0)
        self.used = 0
        self._answer: Answer | None = None
        self._finished: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:  # noqa: D102
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:  # noqa: D102
        if self._answer is None:
            self.abort()  # nobody asked: what comes now could be taken for the answer to the next request
            return
        self._answer.feed(data)
        if self._answer.done:
            self._settle()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002, D102
        self.closed = True
        if self._answer is not None:
            self._answer.close()
            self._settle()

    def _settle(self) -> None:
        if self._finished is not None and not self._finished.done():
            self._finished.set_result(None)

    async def ask(self, request: bytes, answer: Answer, seconds: float) -> None:
        """Send the request and wait until the answer is done, the server closes, or the time is up."""
        assert self.transport is not None
        self._answer, self._finished = answer, asyncio.get_running_loop().create_future()
        self.used += 1
        if self.closed:
            answer.close()
            self._settle()
        else:
            self.transport.write(request)
        try:
            async with asyncio.timeout(seconds):
                await self._finished
        except TimeoutError:
            answer.expire(seconds)
        finally:
            self._answer = None
            if not (answer.parsed.keep_alive and answer.parsed.complete and not answer.parsed.surplus):
                self.abort()

    def abort(self) -> None:
        """Close at once; unread bytes are thrown away."""
        self.closed = True
        if self.transport is not None:
            self.transport.abort()


async def connect(host: str, endpoint: Endpoint, *, guard: Guard, trust: Trust | None, seconds: float) -> Wire:
    """Open a connection to `endpoint`, which the guard judges here and not before.

    Raises: Unconnected; CaptureError, if the guard refuses.
    """
    guard.check(*endpoint)
    try:
        async with asyncio.timeout(seconds):
            if trust is None:
                return await _open(endpoint, None, None)
            return await _secure(host, endpoint, trust)
    except TimeoutError:
        raise Unconnected(Reason("connect_timeout", {"address": _shown(endpoint), "seconds": seconds})) from None
    except (ssl.SSLError, ValueError) as fault:
        code = "tls_failed" if trust is not None else "connect_failed"
        parameters = {"host": host, "address": _shown(endpoint), "detail": explain(fault)}
        raise Unconnected(Reason(code, parameters)) from None
    except OSError as fault:
        detail = (os.strerror(fault.errno) if fault.errno and fault.errno > 0 else str(fault)).lower()
        raise Unconnected(Reason("connect_failed", {"address": _shown(endpoint), "detail": detail})) from None


async def _secure(host: str, endpoint: Endpoint, trust: Trust) -> Wire:
    name = host.rstrip(".")
    try:
        return await _open(endpoint, trust.strict, name)
    except (ssl.SSLError, ConnectionResetError, ConnectionAbortedError) as fault:  # old servers just hang up
        return await _open(endpoint, trust.lax, name, fault_of(fault))


async def _open(endpoint: Endpoint, context: ssl.SSLContext | None, name: str | None, fault: str | None = None) -> Wire:
    loop = asyncio.get_running_loop()
    transport, wire = await loop.create_connection(Wire, *endpoint, ssl=context, server_hostname=name)
    peer = transport.get_extra_info("peername")
    if (ip_address(peer[0]), peer[1]) != (ip_address(endpoint[0]), endpoint[1]):
        transport.abort()
        raise ConnectionError("connected to another address than the one the guard let through")
    wire.endpoint = endpoint
    wire.tls = facts(transport.get_extra_info("ssl_object"), fault)
    return wire


def _shown(endpoint: Endpoint) -> str:
    host, port = endpoint
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

"""A small HTTP/1.1 server: bytes of a connection in, answers of the sample sites out; it listens on loopback only."""

from __future__ import annotations

import asyncio
import html
import os
import socket
import struct
from dataclasses import dataclass

from mingjian.demo.sites.answer import Answer, page
from mingjian.demo.sites.answering import Street
from mingjian.demo.sites.ask import Ask
from mingjian.demo.sites.catalogue import LOOPBACK
from mingjian.errors import BadInput, MingjianError

IDLE = 30.0
"""Seconds after which a silent connection is closed."""


@dataclass(slots=True)
class Server:
    """The server of a street."""

    street: Street

    async def start(self, port: int) -> asyncio.Server:
        """Listen on loopback; port 0 takes any free one.

        Raises: BadInput, if the port is taken.
        """
        try:
            return await asyncio.start_server(self.talk, LOOPBACK, port, limit=65_536)
        except OSError as fault:
            why = os.strerror(fault.errno or 0)
            raise BadInput(
                f"Port {port} of the sample sites cannot be used ({why}); choose another with --port.",
                f"样例网站的端口 {port} 不能使用（{why}）；请用 --port 另选。",
            ) from None

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until it closes or falls silent."""
        try:
            while await self._turn(reader, writer):
                pass
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _turn(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request. Returns whether the connection stays open."""
        async with asyncio.timeout(IDLE):
            ask = parse(await reader.readuntil(b"\r\n\r\n"))
        keep = ask is not None and ask.headers.get("connection", "").lower() != "close"
        answer = self._answer(ask) if ask else page("<h1>400 Bad Request</h1>", status=400)
        if answer.reset:
            _reset(writer)
            return False
        await _send(writer, answer, keep=keep, bodiless=ask is not None and ask.method == "HEAD")
        return keep

    def _answer(self, ask: Ask) -> Answer:
        try:
            return self.street.answer(ask)
        except MingjianError as error:  # a broken order file must not silence every site without a word
            return page(f"<p>{html.escape(error.zh)}</p><p>{html.escape(error.en)}</p>", status=500)


async def _send(writer: asyncio.StreamWriter, answer: Answer, *, keep: bool, bodiless: bool) -> None:
    writer.write(answer.head(keep=keep, length=len(answer.body)))
    for number, piece in enumerate([] if bodiless else answer.pieces()):
        if number:
            await writer.drain()
            await asyncio.sleep(answer.pauses[number - 1])
        writer.write(piece)
    await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Hang up so that the visitor sees a reset connection, as behind a blocked line."""
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def parse(head: bytes) -> Ask | None:
    """Read the head of a request; None if it is none that a site would answer."""
    first, *rows = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or words[0] not in ("GET", "HEAD") or not words[1].startswith("/"):
        return None
    pairs = (row.partition(":") for row in rows)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    host = headers.get("host", "").partition(":")[0].lower()
    return Ask(words[0], host, words[1].partition("?")[0], headers)

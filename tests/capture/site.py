"""A site on loopback that answers each path with exactly the bytes, or by the behaviour, a test gives it."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from typing import Any

from mingjian.capture import FixedResolver, Guard, Limits, View, Visit, fetch

HOME = "127.0.0.2"  # so that 127.0.0.1 can play the private address that must not be reached
Behaviour = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]
QUICK = Limits(connect=2, hop=3, total=6)


def http(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A well-formed answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named.setdefault("Content-Length", str(len(body)))
    named.setdefault("Content-Type", "text/html; charset=utf-8")
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Site:
    """The site; `close_after` says whether the connection is closed after each answer."""

    def __init__(self, context: ssl.SSLContext | None = None, host: str = HOME) -> None:
        self.routes: dict[str, bytes | Behaviour] = {}
        self.requests: list[bytes] = []
        self.connections = 0
        self.keep_open = False
        self.host, self.port = host, 0
        self.scheme = "https" if context else "http"
        self._context = context
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda *_: None)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, self.host, 0, ssl=self._context, limit=1 << 20)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                self.requests.append(request)
                path = request.split(b" ", 2)[1].decode()
                answer = self.routes.get(path, http(b"no such page", "404 Not Found"))
                if isinstance(answer, bytes):
                    writer.write(answer)
                    await writer.drain()
                else:
                    await answer(request, writer)
                if not self.keep_open:
                    break
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    async def _end(self) -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def visit(self, path: str = "/", *, host: str = "site.example", **options: Any) -> Visit:
        """Visit a path of this site under a name that only the test's resolver knows."""
        return asyncio.run(self.fetch(path, host=host, **options))

    async def fetch(self, path: str = "/", *, host: str = "site.example", **options: Any) -> Visit:
        options.setdefault("guard", Guard([ip_network(f"{self.host}/32")]))
        options.setdefault("resolver", FixedResolver({host: (self.host, self.port)}))
        options.setdefault("limits", QUICK)
        view: View = options.pop("view", "plain")
        return await fetch(f"{self.scheme}://{host}{path}", view=view, **options)

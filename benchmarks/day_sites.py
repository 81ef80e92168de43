"""The sites of `./mj bench day`: any host is answered on one loopback port, a page of its own; some turn at a given moment.

`python -m benchmarks.day_sites FOLDER` prints its port. FOLDER/hijacked holds one host a line; it is read anew when it
changes. A hijacked site shows its search visitors promotion and everybody else what it always showed.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from benchmarks.patrol import page

LURE = (
    "澳门威尼斯人娱乐城官方网站，首存送彩金88元，百家乐真人荷官在线发牌，注册送体验金，提款秒到账，加微信 dl8866 开户。"
    * 6
)


def answers(host: str, searched: bool, turned: set[str]) -> bytes:
    """The page of a host for a visitor."""
    name = host.partition(".")[0]
    if searched and host in turned:
        body = f"<!doctype html><meta charset=utf-8><title>澳门威尼斯人娱乐城 {name}</title><p>{LURE}</p>".encode()
    else:
        body = PAGE.replace(
            "京ICP备12345678号-1".encode(), f"单位{name} 京ICP备{abs(hash(name)) % 10**8:08d}号-1".encode()
        )
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


PAGE = page()


class Sites(asyncio.Protocol):
    """One connection."""

    file = Path()
    turned: set[str] = set()
    seen = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
            lines = head.decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            if lines[0].split(" ")[1] == "/robots.txt":
                self.transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                continue
            host = headers.get("host", "").partition(":")[0]
            self.transport.write(answers(host, "referer" in headers, self._turned()))

    def _turned(self) -> set[str]:
        changed = Sites.file.stat().st_mtime if Sites.file.exists() else 0.0
        if changed != Sites.seen:
            Sites.seen, Sites.turned = changed, set(Sites.file.read_text().split())
        return Sites.turned


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sites, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    Sites.file = Path(sys.argv[1]) / "hijacked"
    asyncio.run(_serve())

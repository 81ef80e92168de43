"""The hosts of `bench patrol`: 200 loopback addresses, one page, 20 ms of latency. Prints its port."""

from __future__ import annotations

import asyncio
import ssl
import sys
from pathlib import Path

from benchmarks.patrol import HOSTS

LATENCY = 0.02


class Host(asyncio.Protocol):
    """Answers every request on a connection with the page."""

    answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:  # noqa: D102
        self.transport = transport
        self.held = b""

    def data_received(self, data: bytes) -> None:  # noqa: D102
        self.held += data
        while b"\r\n\r\n" in self.held:
            _, _, self.held = self.held.partition(b"\r\n\r\n")
            asyncio.get_running_loop().call_later(LATENCY, self.transport.write, self.answer)


def context(place: Path) -> ssl.SSLContext:
    import ipaddress

    import trustme

    authority = trustme.CA()
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(str(ipaddress.ip_address(host)) for host in HOSTS)).configure_cert(made)
    authority.cert_pem.write_to_path(place / "ca.pem")
    return made


async def main() -> None:
    place = Path(sys.argv[1])
    body = (place / "page.html").read_bytes()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    Host.answer = head.encode() + body
    secure = context(place) if sys.argv[2:] == ["tls"] else None
    loop = asyncio.get_running_loop()
    first = await loop.create_server(Host, HOSTS[0], 0, ssl=secure)
    port = first.sockets[0].getsockname()[1]
    for host in HOSTS[1:]:
        await loop.create_server(Host, host, port, ssl=secure, backlog=256)
    print(port, flush=True)
    await asyncio.sleep(3600)


if __name__ == "__main__":
    asyncio.run(main())

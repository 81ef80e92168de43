"""What a view sends: the bytes of one request."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.capture.address import Address
from mingjian.capture.views import MANNERS, View
from mingjian.capture.visit import Visit


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer gave to ask by whether anything changed since."""

    url: str
    etag: str | None = None
    modified: str | None = None

    @classmethod
    def of(cls, visit: Visit) -> Validators | None:
        """Give the validators of an earlier visit; None if its server gave none."""
        etag, modified = visit.header("etag"), visit.header("last-modified")
        return cls(visit.final_url, etag, modified) if visit.status == 200 and (etag or modified) else None


def build(
    address: Address, view: View, *, referrer: str | None, cookie: bytes, validators: Validators | None, keep: bool
) -> bytes:
    """Give the request for `address` as `view` sends it. `keep` asks the server to leave the connection open."""
    manner = MANNERS[view]
    lines = [
        f"GET {address.target} HTTP/1.1",
        f"Host: {address.authority}",
        f"User-Agent: {manner.user_agent}",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/*;q=0.8,*/*;q=0.7",
        "Accept-Language: zh-CN,zh;q=0.9,en;q=0.5",
        "Accept-Encoding: gzip, deflate, br",
    ]
    if referrer:
        lines.append(f"Referer: {referrer}")
    if validators is not None and validators.url == address.url:
        lines += [f"If-None-Match: {validators.etag}"] if validators.etag else []
        lines += [f"If-Modified-Since: {validators.modified}"] if validators.modified else []
    lines.append("Connection: keep-alive" if keep else "Connection: close")
    head = "\r\n".join(lines).encode("latin-1", "replace")
    if cookie:
        head += b"\r\nCookie: " + cookie
    return head + b"\r\n\r\n"

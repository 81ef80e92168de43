"""Small archives for the tests, written byte by byte so that they can also be wrong."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

CLEAN = "<html><head><title>市图书馆</title></head><body><p>本馆周一闭馆，周二至周日开放，欢迎读者。</p></body></html>"
DIRTY = (
    "<html><head><title>金冠娱乐官网_百家乐真人在线投注平台</title></head><body><h1>百家乐真人在线投注平台</h1>"
    "<p>注册送58元彩金，首存返利，百家乐、老虎机、体育投注，时时彩代理加微信 gm8866，日赚千元，秒提款。</p></body></html>"
)


def record(
    body: bytes | str,
    number: int = 1,
    *,
    kind: str = "response",
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
    status: str = "200 OK",
    length: int | None = None,
    url: str = "http://a.example/",
) -> bytes:
    """Give one WARC record; `length` states another length than the true one."""
    content = body.encode() if isinstance(body, str) else body
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + content
    size = len(http) if length is None else length
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def info() -> bytes:
    """Give a warcinfo record, which is no document."""
    return b"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:info>\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Gzip each record by itself, as archives do."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def wacz(path: Path, *members: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    """Write a zip file of `members`."""
    with zipfile.ZipFile(path, "w", compression) as out:
        for name, content in members:
            out.writestr(name, content)
    return path


def name(number: int) -> str:
    """Give the id of the record of this number."""
    return f"urn:uuid:00000000-0000-0000-0000-{number:012d}"

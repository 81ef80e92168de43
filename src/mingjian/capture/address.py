"""A web address as people and sites write it in, its parts for one request out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import idna

from mingjian.errors import CaptureError

DEFAULT_PORT = {"http": 80, "https": 443}
LONGEST = 8192  # characters; browsers and servers take no more
_STRIP = re.compile(r"[\t\r\n]")
_UNSAFE = re.compile(rb"[^!#-;=?-\[\]_a-z|~]")  # what must be percent-encoded; % itself stays as the site wrote it
_LABELS = re.compile(r"^[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*\.?$")


@dataclass(frozen=True, slots=True)
class Address:
    """One web address. `host` is ASCII (IDNA), without brackets; `target` is path and query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header wants them: without the port where it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORT[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address without its fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"


def _refuse(text: str, en: str, zh: str) -> CaptureError:
    shown = text if len(text) <= 120 else text[:117] + "..."
    return CaptureError(f"{shown!r}: {en}", f"“{shown}”：{zh}", permanent=True)


def _ascii_host(host: str) -> str:
    host = host.lower()
    if ":" in host:
        return host
    if not host.isascii():
        host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
    if not _LABELS.match(host) or len(host) > 253:
        raise ValueError(host)
    return host


@lru_cache(maxsize=8192)
def parse(text: str) -> Address:
    """Read an address; only http and https.

    Non-ASCII paths are sent as UTF-8, backslashes read as slashes, user and password dropped: as a browser does.
    Raises: CaptureError, permanent, if it is no such address.
    """
    if len(text) > LONGEST:
        raise _refuse(text, f"an address may have {LONGEST} characters at most.", f"网址最多 {LONGEST} 个字符。")
    cleaned = _STRIP.sub("", text.strip())
    head, mark, query = cleaned.partition("?")
    cleaned = head.replace("\\", "/") + mark + query
    try:
        parts = urlsplit(cleaned)
        port = parts.port
    except ValueError:
        raise _refuse(text, "not a web address.", "不是有效的网址。") from None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORT:
        raise _refuse(text, "only http:// and https:// addresses are captured.", "只接受 http:// 或 https:// 网址。")
    try:
        host = _ascii_host(parts.hostname or "")
    except (ValueError, idna.IDNAError):
        raise _refuse(text, "the host name is not valid.", "主机名无效。") from None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not target.startswith("/"):
        target = "/" + target
    raw = _UNSAFE.sub(lambda match: b"%%%02X" % match[0][0], target.encode("utf-8", "surrogateescape"))
    return Address(scheme, host, DEFAULT_PORT[scheme] if port is None else port, raw.decode("ascii"))


def join(base: str, location: bytes) -> str:
    """Give the address that a Location header points to; bytes that are no UTF-8 (a GBK path) are kept."""
    return urljoin(base, location.decode("utf-8", "surrogateescape").strip().replace("\\", "/"))

"""The stored answer of a server in, the bytes of its page out: chunks joined, packing undone within bounds."""

from __future__ import annotations

import re
from typing import Final

from mingjian.capture.unpack import unpack
from mingjian.reasons import Reason
from mingjian.scan.bounds import MAX_CONTENT

_SIZE: Final = re.compile(rb"\s*([0-9a-fA-F]{1,16})[^\r\n]{0,200}\r?\n")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_PAGES: Final = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "text/xml",
    "application/xml",
    "text/vnd.wap.wml",
    "application/octet-stream",
)


def is_page(media_type: str) -> bool:
    """Say whether an answer of this media type may be a page; one without a type may be."""
    plain = media_type.strip().lower()
    return not plain or plain.startswith(_PAGES)


def charset_of(media_type: str) -> str | None:
    """Give the charset that a Content-Type names, or None."""
    found = _CHARSET.search(media_type)
    return found[1] if found else None


def page_bytes(stored: bytes, transfer: str, encodings: str, *, whole: bool) -> tuple[bytes, bool, Reason | None]:
    """Give the page, whether it was cut at `MAX_CONTENT`, and why it could not be unpacked (then there is no page).

    Archives often keep the headers of a packed answer but store it unpacked: such a body is taken as it is.
    """
    body = dechunked(stored) if "chunked" in transfer.lower() else stored
    content, reason = unpack(body, encodings, MAX_CONTENT, whole=whole)
    if reason is None or reason.code == "bomb":
        return content, reason is not None, None
    if _looks_unpacked(body):
        return body[:MAX_CONTENT], len(body) > MAX_CONTENT, None
    if content and content != body[:MAX_CONTENT]:
        return content, True, None
    return b"", False, Reason("broken_encoding", {"encoding": encodings[:80]})


def _looks_unpacked(body: bytes) -> bool:
    head = body[:512].lstrip()
    return head.startswith(b"<") or not any(byte < 9 or 13 < byte < 27 for byte in head)


def dechunked(body: bytes) -> bytes:
    """Join the chunks of a chunked body as far as they are well formed; a body without chunks comes back as it is."""
    parts: list[bytes] = []
    at = 0
    while (size := _SIZE.match(body, at)) is not None:
        length = min(int(size[1], 16), len(body))
        if not length:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif at < len(body) and body[at : at + 1] != b"\n":
            break
    return b"".join(parts) if parts and (at >= len(body) or len(parts) > 1) else body

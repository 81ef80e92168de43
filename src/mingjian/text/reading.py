"""Bytes or text in, a `Document` out: sniffs markup, decodes, and keeps every input within bounds."""

from __future__ import annotations

import re
from typing import Final

from mingjian.text.bounds import MAX_SOURCE, bounded
from mingjian.text.charset import decode
from mingjian.text.document import NO_SPANS, Document, Link, Spans
from mingjian.text.surfaces import walk

MAX_BYTES: Final = 32_000_000
_MARKUP: Final = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|script|style|div|p|a|table|br|span|h[1-6]|ul|li|img|form|iframe)\b",
    re.IGNORECASE,
)
_META_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)


def read(
    content: bytes, *, declared: str | None = None, media_type: str | None = None, url: str | None = None
) -> Document:
    """Read a fetched body or a file: as markup if the media type or the bytes say so, else as plain text.

    `declared` is the charset of the HTTP header; `media_type` the media type, with or without parameters.
    """
    kind = (media_type or "").split(";")[0].strip().lower()
    plain = kind.startswith("text/") and kind not in ("text/html", "text/xml")
    head = content[:4_096]
    if "html" in kind or (not plain and _MARKUP.search(head if b"\0" not in head else head.replace(b"\0", b""))):
        return read_html(content, declared=declared, url=url)
    decoded = decode(content[:MAX_BYTES], declared)
    return _plain(decoded.text, decoded.charset, url, replaced=decoded.replaced, cut=len(content) > MAX_BYTES)


def read_html(content: bytes | str, *, declared: str | None = None, url: str | None = None) -> Document:
    """Read markup into surfaces. Markup given as `str` counts as already decoded (charset "unicode").

    Never fails. What goes past the bounds of `mingjian.text.bounds` is left out, and `truncated` says so.
    """
    charset, replaced, cut = "unicode", 0, False
    if isinstance(content, bytes):
        cut = len(content) > MAX_BYTES
        named = declared or _named_in_markup(content)
        source, charset, replaced = decode(content[:MAX_BYTES], named)
    else:
        source = content
    page = bounded(source)
    text, spans, links, title, script_cut = walk(page.markup, page.source)
    truncated = cut or page.truncated or script_cut
    return Document(text, spans, links, title, charset, "html", url, truncated, replaced)


def read_text(text: str, *, url: str | None = None) -> Document:
    """Give plain text as one body span, as it is but for a byte-order mark."""
    return _plain(text, "unicode", url)


def _plain(text: str, charset: str, url: str | None, *, replaced: int = 0, cut: bool = False) -> Document:
    text = text.removeprefix("\ufeff")
    cut = cut or len(text) > MAX_SOURCE
    text = text[:MAX_SOURCE]
    spans = Spans(["body"], [0], [len(text)]) if text else NO_SPANS
    links: tuple[Link, ...] = ()
    return Document(text, spans, links, "", charset, "text", url, cut, replaced)


def _named_in_markup(content: bytes) -> str | None:
    found = _META_CHARSET.search(content, 0, 4_096)
    return found.group(1).decode("ascii") if found else None

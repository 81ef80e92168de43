"""Where an answer sends the visitor next: Location, the Refresh header, or a meta refresh in the page."""

from __future__ import annotations

import re

from mingjian.capture.visit import Hop, Via

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_META = re.compile(rb"<meta\b[^>]{0,2048}>", re.IGNORECASE)
_IS_REFRESH = re.compile(rb"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(rb"\bcontent\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_TARGET = re.compile(rb"^\s*(\d{0,6})(?:\.\d*)?\s*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"']+)", re.IGNORECASE)
_HIDDEN = re.compile(rb"<!--.*?-->|<noscript\b.*?</noscript\s*>|<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
LOOKED_AT = 65536  # bytes at the start of a page; a browser finds a refresh anywhere, hijackers put it first
SOON = 30  # seconds; a longer refresh reloads a page rather than sending the visitor away


def next_stop(hop: Hop, body: bytes, media_type: str | None) -> tuple[Via, bytes] | None:
    """How and where the visitor is sent, as the raw bytes of the address; None if he stays."""
    location = _header(hop, b"location")
    if hop.status in _REDIRECTS and location:
        return "location", location
    refresh = _header(hop, b"refresh")
    if refresh and (target := _target(refresh)):
        return "refresh", target
    if media_type in (None, "text/html", "application/xhtml+xml") and (target := meta_refresh(body)):
        return "meta", target
    return None


def meta_refresh(page: bytes) -> bytes | None:
    """Give the target of a page's meta refresh, unless it only reloads the page, is slow, or is commented out."""
    head = page[:LOOKED_AT]
    if b"refresh" not in head.lower():
        return None
    for tag in _META.findall(_HIDDEN.sub(b"", head)):
        content = _CONTENT.search(tag)
        if content and _IS_REFRESH.search(tag) and (target := _target(content[1].strip(b"\"'"))):
            return target
    return None


def _target(value: bytes) -> bytes | None:
    match = _TARGET.match(value)
    if not match or (match[1] and int(match[1]) > SOON):
        return None
    target: bytes = match[2].strip().replace(b"&amp;", b"&")
    return target if target and not target.isdigit() else None


def _header(hop: Hop, wanted: bytes) -> bytes | None:
    return next((value for name, value in hop.headers if name.lower() == wanted and value.strip()), None)

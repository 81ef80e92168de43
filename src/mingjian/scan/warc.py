"""A WARC stream in, its pages out; records that are broken give a fault, and reading goes on after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Final

from fastwarc.warc import ArchiveIterator

from mingjian.reasons import Reason
from mingjian.scan.beside import Beside
from mingjian.scan.bounds import MAX_FRESH_STARTS, MAX_STORED
from mingjian.scan.files import File, binary_kind
from mingjian.scan.item import Fault, Found, Item, Reading, Skipped, sound
from mingjian.scan.response import charset_of, is_page, page_bytes

_STEP: Final = 1 << 20
_START: Final = re.compile(rb"WARC/[01]\.\d\r?\n")
_PACKED_START: Final = b"\x1f\x8b\x08"
_SWALLOWED: Final = re.compile(rb"\r\n\r\nWARC/1\.[01]\r\nWARC-Type: ")
_LENGTH_WRONG: Final = ("record_cut", "record_swallowed")
Advance = Callable[[int], None]


class _LengthError(Exception):
    """A record's stated length is wrong, so what follows must be looked for."""


def read_warc(file: File, advance: Advance | None = None) -> Reading:
    """Read the pages of a WARC file, gzipped or not. `advance` is told how far the reading has come, in bytes."""
    try:
        with open(file.path, "rb") as stream:
            yield from read_stream(stream, file.label, advance, lambda: _opened(file.path))
    except OSError as error:
        yield Fault(file.label, Reason("unreadable", {"fault": str(error.strerror or error)}))


def _opened(path: str) -> IO[bytes]:
    return Path(path).open("rb")


def read_stream(
    stream: IO[bytes], label: str, advance: Advance | None = None, again: Callable[[], IO[bytes]] | None = None
) -> Reading:
    """Read the pages of a WARC stream that can be sought in. Bytes that are no record are searched for the next one.

    `again` opens the stream once more, for the pictures of a page that is worth a second look.
    """
    fetch = Beside(again).fetch if again else None
    offset, seen = 0, 0
    for _ in range(MAX_FRESH_STARTS):
        stream.seek(offset)
        last = -1
        try:
            for last, found in _records(stream, label):
                seen += 1
                if advance:
                    advance(offset + last)
                yield replace(found, fetch=fetch) if fetch and isinstance(found, Item) else found
                if isinstance(found, Fault) and found.reason.code in _LENGTH_WRONG:
                    raise _LengthError
            if not seen:
                yield Fault(label, Reason("empty"))
            return
        except _LengthError:
            after = _next_start(stream, offset + last + 1)
            if after is None:
                return
            offset = after
        except (OSError, ValueError) as error:
            broken = offset + max(last, 0)
            after = _next_start(stream, broken + 1)
            yield _broken(label, broken, error, anything=bool(seen) or after is not None)
            if after is None:
                return
            offset = after
    yield Fault(label, Reason("gave_up", {"count": MAX_FRESH_STARTS}))


def _broken(label: str, offset: int, error: Exception, *, anything: bool) -> Fault:
    fault = str(error)[:200]
    if not anything:
        return Fault(label, Reason("no_warc", {"fault": fault}))
    return Fault(f"{label}#@{offset}", Reason("broken_archive", {"offset": offset, "fault": fault}))


def _next_start(stream: IO[bytes], start: int) -> int | None:
    """Find where the next record may begin: a version line, or in a packed file the head of a gzip member."""
    stream.seek(0)
    packed = stream.read(2) == _PACKED_START[:2]
    stream.seek(start)
    kept, at = b"", start
    while block := stream.read(_STEP):
        window = kept + block
        place = window.find(_PACKED_START) if packed else _plain_start(window)
        if place >= 0:
            return at - len(kept) + place
        kept = window[-16:]
        at += len(block)
    return None


def _plain_start(window: bytes) -> int:
    found = _START.search(window)
    return found.start() if found else -1


def _records(stream: IO[bytes], label: str) -> Iterator[tuple[int, Found]]:
    for record in ArchiveIterator(stream, parse_http=True, auto_decode="none"):
        yield int(record.stream_pos), _found(record, label)


def _found(record: Any, label: str) -> Found:
    source = _name(record, label)
    kind = str(record.record_type).rpartition(".")[2].lower()
    if kind not in ("response", "resource", "conversion"):
        return Skipped(source, Reason("not_a_page", {"kind": kind}))
    stated = int(record.content_length)
    http = record.http_headers
    media_type = _header(http if http is not None else record.headers, "Content-Type")
    if http is not None and not is_page(media_type):
        return Skipped(source, Reason("not_a_page", {"kind": media_type[:80]}))
    stored = _bounded(record.reader, MAX_STORED)
    if len(stored) < min(stated, MAX_STORED):
        return Fault(source, Reason("record_cut", {"stated": stated, "found": len(stored)}))
    if _SWALLOWED.search(stored):
        return Fault(source, Reason("record_swallowed"))
    status = int(getattr(http, "status_code", 0) or 0) if http is not None else 200
    if http is None and stored.startswith(b"HTTP/"):  # some archives leave out Content-Type: application/http
        status, http, stored = _split(stored)
        media_type = _header(http, "Content-Type")
    return _page(Answer(source, _url(record), status, media_type, stored, stated > MAX_STORED), http)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a record stores of an answer; `cut` if it goes on beyond `stored`."""

    source: str
    url: str | None
    status: int
    media_type: str
    stored: bytes
    cut: bool


def _page(answer: Answer, http: Any) -> Found:
    if not answer.stored:
        return Skipped(answer.source, Reason("no_body", {"status": answer.status}))
    if not is_page(answer.media_type):
        return Skipped(answer.source, Reason("not_a_page", {"kind": answer.media_type[:80]}))
    transfer, encodings = _header(http, "Transfer-Encoding"), _header(http, "Content-Encoding")
    content, cut, reason = page_bytes(answer.stored, transfer, encodings, whole=not answer.cut)
    if reason:
        return Fault(answer.source, reason)
    if kind := binary_kind(content[:4096]):
        return Skipped(answer.source, Reason("not_a_page", {"kind": kind}))
    charset = charset_of(answer.media_type)
    return Item(answer.source, content, "page", answer.media_type, charset, answer.url, cut or answer.cut)


def _split(stored: bytes) -> tuple[int, dict[str, str], bytes]:
    """Take an answer apart that the library did not take for one: status, headers, body."""
    head, _, body = stored.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    status = first.split(" ")[1:2]
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().title(): value.strip() for name, _, value in pairs}
    return int(status[0]) if status and status[0].isdecimal() else 0, headers, body


def _header(headers: Any, name: str) -> str:
    return str(headers.get(name) or "") if headers is not None else ""


def _url(record: Any) -> str | None:
    return sound(str(record.headers.get("WARC-Target-URI") or "")).strip("<>") or None


def _bounded(reader: Any, limit: int) -> bytes:
    """Read at most `limit` bytes; the iterator itself skips the rest, without keeping it."""
    parts: list[bytes] = []
    left = limit
    while left > 0 and (part := reader.read(min(left, _STEP))):
        parts.append(bytes(part))
        left -= len(part)
    return b"".join(parts)


def _name(record: Any, label: str) -> str:
    name = sound(str(record.record_id or "")).strip("<> ")
    return f"{label}#{name or '@' + str(record.stream_pos)}"

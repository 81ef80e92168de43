"""A compressed body in, its bytes out, never more than a bound: a bomb costs no more than an honest page."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli
from isal import isal_zlib

from mingjian.reasons import Reason

Unpacked = tuple[bytes, Reason | None]
_STEP = 1 << 16


def _inflate(content: bytes, limit: int, wbits: int) -> tuple[bytes, bool]:
    inflater = isal_zlib.decompressobj(wbits=wbits)
    try:
        out: bytes = inflater.decompress(content, limit + 1)
        left = inflater.unused_data
        # Some servers send several gzip members one after the other.
        while wbits == 31 and left[:2] == b"\x1f\x8b" and inflater.eof and len(out) <= limit:
            inflater = isal_zlib.decompressobj(wbits=wbits)
            out += inflater.decompress(left, limit + 1 - len(out))
            left = inflater.unused_data
    except isal_zlib.error:  # type: ignore[misc]
        return _inflate_until_broken(content, limit, wbits), False
    return out, bool(inflater.eof) or len(out) > limit


def _inflate_until_broken(content: bytes, limit: int, wbits: int) -> bytes:
    """Give what can be had of a broken stream, in small steps, since a failed call gives nothing."""
    inflater = zlib.decompressobj(wbits=wbits)
    out = bytearray()
    try:
        for start in range(0, len(content), 512):
            out += inflater.decompress(content[start : start + 512], limit + 1 - len(out))
            if len(out) > limit:
                break
    except zlib.error:
        pass
    return bytes(out)


def _gzip(content: bytes, limit: int) -> tuple[bytes, bool]:
    return _inflate(content, limit, 31)


def _deflate(content: bytes, limit: int) -> tuple[bytes, bool]:
    # "deflate" means zlib by the standard and raw deflate by many servers.
    out, whole = _inflate(content, limit, 15)
    return (out, whole) if out or whole else _inflate(content, limit, -15)


def _brotli(content: bytes, limit: int) -> tuple[bytes, bool]:
    unpacker = brotli.Decompressor()
    out: list[bytes] = []
    size = 0
    try:
        part = unpacker.process(content, output_buffer_limit=_STEP)
        while part or not unpacker.can_accept_more_data():
            out.append(part)
            size += len(part)
            if size > limit:
                break
            part = unpacker.process(b"", output_buffer_limit=_STEP)
    except brotli.error:
        return b"".join(out), False
    return b"".join(out), unpacker.is_finished() or size > limit


_UNPACKERS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}


def unpack(content: bytes, encodings: str | None, limit: int, *, whole: bool = True) -> Unpacked:
    """Undo the content encodings of a body, last applied first; at most `limit` bytes.

    An encoding nobody knows, or a body that is not packed at all, is given as it came, with the reason. `whole` is
    false for a body that was cut on the wire: then an early end of the stream is no error of its own.
    """
    names = [name.strip().lower() for name in (encodings or "").split(",") if name.strip()]
    names = [name for name in names if name not in ("identity", "none")]
    if not names or not content:
        return content[:limit], Reason("bomb", {"limit": limit}) if len(content) > limit else None
    if len(names) > 3:
        return content[:limit], Reason("broken_encoding", {"encoding": ", ".join(names)[:80]})
    for name in reversed(names):
        unpacker = _UNPACKERS.get(name)
        if unpacker is None:
            return content[:limit], Reason("broken_encoding", {"encoding": name[:80]})
        out, complete = unpacker(content, limit)
        if len(out) > limit:
            return out[:limit], Reason("bomb", {"limit": limit})
        if not complete and not (out and not whole):
            return out or content[:limit], Reason("broken_encoding", {"encoding": name})
        content = out
    return content, None

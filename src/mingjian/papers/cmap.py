"""A font file in, the characters it can draw out: only the `cmap` table is read (formats 4 and 12)."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

Ranges = tuple[tuple[int, int], ...]


@lru_cache(maxsize=64)
def drawn_by(path: Path, index: int = 0) -> Ranges:
    """The code points that a font has, as sorted spans with both ends; empty if the file cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read()
        return _best(content, _table(content, index))
    except (OSError, struct.error, ValueError, IndexError):
        return ()


def _table(content: bytes, index: int) -> int:
    """Where the `cmap` of the font with this number in the file begins."""
    start = 0
    if content[:4] == b"ttcf":
        count = struct.unpack_from(">I", content, 8)[0]
        start = struct.unpack_from(">I", content, 12 + 4 * min(index, count - 1))[0]
    for number in range(struct.unpack_from(">H", content, start + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", content, start + 12 + 16 * number)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("no cmap")


def _best(content: bytes, table: int) -> Ranges:
    found: dict[int, int] = {}
    for number in range(struct.unpack_from(">H", content, table + 2)[0]):
        _, _, offset = struct.unpack_from(">HHI", content, table + 4 + 8 * number)
        found[struct.unpack_from(">H", content, table + offset)[0]] = table + offset
    if 12 in found:
        return _format_12(content, found[12])
    return _format_4(content, found[4]) if 4 in found else ()


def _format_12(content: bytes, at: int) -> Ranges:
    count = struct.unpack_from(">I", content, at + 12)[0]
    rows = struct.iter_unpack(">III", content[at + 16 : at + 16 + 12 * count])
    return _merged([(first, last) for first, last, _ in rows])


def _format_4(content: bytes, at: int) -> Ranges:
    half = struct.unpack_from(">H", content, at + 6)[0]
    ends = struct.unpack_from(f">{half // 2}H", content, at + 14)
    starts = struct.unpack_from(f">{half // 2}H", content, at + 16 + half)
    return _merged([(first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF])


def _merged(spans: list[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)

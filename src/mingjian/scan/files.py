"""Paths in, what kind of file each is out: pages, JSON Lines, WARC, WACZ; folders are walked, in a fixed order."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from mingjian.errors import BadInput

Kind = Literal["page", "lines", "warc", "wacz"]
_HEAD: Final = 4096
_NAMED: Final[dict[str, Kind]] = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".jsonl.gz": "lines",
    ".ndjson.gz": "lines",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".warc.zst": "warc",
    ".wacz": "wacz",
}
_MAGIC: Final = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF": "PDF",
    b"\x7fELF": "ELF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"PAR1": "Parquet",
    b"\xd0\xcf\x11\xe0": "OLE",
    b"SQLite format 3": "SQLite",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to scan. `label` is how rows name it; `asked` whether it was named itself, not found in a folder."""

    path: str
    label: str
    kind: Kind
    size: int
    changed: int  # nanoseconds, for `--resume`
    asked: bool


def find(paths: Sequence[str]) -> Iterator[File]:
    """Find the files under `paths` (files and folders), in the order given and within folders by name.

    Raises: BadInput, for a path that is not there, cannot be read, or is neither file nor folder.
    """
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from _walk(name)
        elif path.is_file():
            yield _file(name, name, asked=True)
        elif path.exists():
            raise _bad(name, "is neither a file nor a folder", "既不是文件也不是文件夹")
        else:
            raise _bad(name, "is not there: check the path", "不存在:请检查路径")


def _walk(top: str) -> Iterator[File]:
    for folder, below, names in os.walk(top):
        below.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                yield _file(path, path, asked=False)


def _file(path: str, label: str, *, asked: bool) -> File:
    try:
        with open(path, "rb") as opened:
            head = opened.read(_HEAD)
            state = os.fstat(opened.fileno())
    except OSError as error:
        if asked:
            raise _bad(path, f"cannot be read ({error.strerror})", f"无法读取({error.strerror})") from error
        return File(path, label, "page", 0, 0, asked)
    return File(path, label, kind_of(path, head), state.st_size, state.st_mtime_ns, asked)


def spooled(path: str, label: str) -> File:
    """Describe a temporary copy of a stream, to be named `label` in the rows."""
    file = _file(path, label, asked=True)
    with open(path, "rb") as opened:
        first = opened.readline(_HEAD)
    if file.kind == "page" and first.lstrip()[:1] == b"{" and (b'"text"' in first or b'"html"' in first):
        return File(path, label, "lines", file.size, 0, asked=True)
    return File(path, label, file.kind, file.size, 0, asked=True)


def kind_of(name: str, head: bytes) -> Kind:
    """Say what a file is by its first bytes, else by its name; what nothing says is a page."""
    lower = name.lower()
    named = next((kind for ending, kind in _NAMED.items() if lower.endswith(ending)), None)
    if head.startswith(b"PK\x03\x04"):
        return "wacz"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\x1f\x8b") and _inflated(head).startswith(b"WARC/"):
        return "warc"
    return named or "page"


def binary_kind(head: bytes) -> str | None:
    """Name what a file is that holds no text, or None if it may hold some."""
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return name
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not head:
        return None
    wide = head.count(b"\0")
    if wide * 5 < len(head):  # UTF-16 without a mark is a third or half zero bytes in a regular place
        controls = sum(byte < 9 or 13 < byte < 27 for byte in head)
        return "control characters" if controls * 20 > len(head) else None
    even, odd = head[::2].count(0), head[1::2].count(0)
    return None if max(even, odd) > 4 * min(even, odd) else "zero bytes"


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _bad(name: str, en: str, zh: str) -> BadInput:
    return BadInput(f"{name} {en}.", f"{name} {zh}。")

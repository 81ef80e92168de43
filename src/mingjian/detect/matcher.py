"""Folded text in, hits of the lexicon out: every term and rule in one pass of hyperscan."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import threading
from bisect import bisect_left
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import hyperscan

from mingjian.detect.lexicon import Lexicon, Role, lexicon
from mingjian.text.kept import cache_folder

_FORMAT = "1"
MOST: Final = 200_000  # what a text holds beyond so many hits no longer matters, and memory has an end
TELLING: frozenset[Role] = frozenset({"bait", "brand", "offer", "police", "object", "lure"})


class Hits(NamedTuple):
    """Hits in a text, ascending by start: code points, and the index of the lexicon's entry. Lists of one length."""

    starts: list[int]
    ends: list[int]
    entries: list[int]

    def within(self, start: int, end: int) -> Hits:
        """Give the hits that lie wholly inside a stretch."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if first == last:
            return NO_HITS
        inside = [number for number in range(first, last) if self.ends[number] <= end]
        return self._chosen(inside)

    def of(self, roles: frozenset[Role]) -> Hits:
        """Give the hits of the shipped lexicons' entries of these roles."""
        wanted = _entries_of(roles)
        return self._chosen([number for number, entry in enumerate(self.entries) if entry in wanted])

    def moved(self, by: int) -> Hits:
        """Give the same hits `by` code points further on."""
        return Hits([start + by for start in self.starts], [end + by for end in self.ends], self.entries)

    def _chosen(self, numbers: list[int]) -> Hits:
        return Hits(
            [self.starts[number] for number in numbers],
            [self.ends[number] for number in numbers],
            [self.entries[number] for number in numbers],
        )


@cache
def _entries_of(roles: frozenset[Role]) -> frozenset[int]:
    return frozenset(number for number, role in enumerate(lexicon().roles) if role in roles)


NO_HITS = Hits([], [], [])


class Matcher:
    """Finds a lexicon's terms and rules. Safe to share between threads: each has its own scratch."""

    def __init__(self, words: Lexicon, roles: frozenset[Role] | None = None) -> None:
        expressions, flags, self._owners, self._lengths = _expressions(words, roles)
        self._database = _database(expressions, flags, f"{words.digest} {sorted(roles or ())}")
        self._local = threading.local()

    def _scratch(self) -> Any:
        if not hasattr(self._local, "scratch"):
            self._local.scratch = hyperscan.Scratch(self._database)
        return self._local.scratch

    def find(self, folded: str) -> Hits:
        """Find the hits; of the hits of one entry, one inside another is left out. `folded` is lower-case text.

        A text with more than `MOST` hits is searched no further.
        """
        raw = folded.encode("utf-8", "replace")
        found: list[tuple[int, int, int]] = []
        with contextlib.suppress(hyperscan.ScanTerminated):
            self._database.scan(raw, match_event_handler=_collect, context=found, scratch=self._scratch())
        return self._sorted(raw, found, wide=len(raw) != len(folded)) if found else NO_HITS

    def _sorted(self, raw: bytes, found: list[tuple[int, int, int]], *, wide: bool) -> Hits:
        """Sort out what was found in bytes, and count it in code points; `wide`: some take several bytes."""
        owners, lengths = self._owners, self._lengths
        rows = [(end - lengths[number] if lengths[number] else start, owners[number], -end) for number, start, end in found]
        rows.sort()
        hits = Hits([], [], [])
        reached: dict[int, int] = {}
        byte = place = 0
        for start, entry, back in rows:
            # Ascending by start, the longest first: a hit that ends no later than one before is inside it.
            if -back <= reached.get(entry, -1):
                continue
            reached[entry] = -back
            if wide:
                place += len(raw[byte:start].decode("utf-8"))
                size = len(raw[start:-back].decode("utf-8"))
            else:
                place, size = start, -back - start
            byte = start
            hits.starts.append(place)
            hits.ends.append(place + size)
            hits.entries.append(entry)
        return hits

    def entries(self, folded: str) -> frozenset[int]:
        """Give the entries that have a hit, without saying where: faster than `find`."""
        found: set[int] = set()
        raw = folded.encode("utf-8", "replace")
        self._database.scan(raw, match_event_handler=_note, context=found, scratch=self._scratch())
        return frozenset(map(self._owners.__getitem__, found))


@cache
def matcher() -> Matcher:
    """Give the matcher of the shipped lexicons (built once a process)."""
    return Matcher(lexicon())


@cache
def telling_matcher() -> Matcher:
    """Give the matcher of only those words that are evidence: a fifth of the hits, so pages are searched with it."""
    return Matcher(lexicon(), TELLING)


def _collect(number: int, start: int, end: int, _flags: int, found: list[tuple[int, int, int]]) -> bool:
    found.append((number, start, end))
    return len(found) >= MOST


def _note(number: int, _start: int, _end: int, _flags: int, found: Any) -> None:
    found.add(number)


def _expressions(words: Lexicon, roles: frozenset[Role] | None) -> tuple[list[bytes], list[int], list[int], list[int]]:
    expressions: list[bytes] = []
    flags: list[int] = []
    owners: list[int] = []
    lengths: list[int] = []
    for place, entry in enumerate(words.entries):
        if roles is not None and entry.role not in roles:
            continue
        for term in entry.terms:
            plain = re.escape(term).encode()
            latin = term.isascii()  # "tg" must not be found inside another Latin word
            left = rb"\b" if latin and term[0].isalnum() else b""
            right = rb"\b" if latin and term[-1].isalpha() else b""
            expressions.append(left + plain + right)
            flags.append(0)
            owners.append(place)
            lengths.append(len(term.encode()))
        for pattern in entry.patterns:
            expressions.append(pattern.encode())
            flags.append(hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST)
            owners.append(place)
            lengths.append(0)
    return expressions, flags, owners, lengths


def _database(expressions: list[bytes], flags: list[int], digest: str) -> Any:
    built_for = f"{_FORMAT} {version('hyperscan')} {digest} {os.uname().machine}"
    machine = hashlib.sha256(built_for.encode()).hexdigest()
    kept = cache_folder() / f"lexicon-{machine[:32]}.hs"
    with contextlib.suppress(OSError, ValueError, hyperscan.error):
        return hyperscan.loadb(kept.read_bytes(), hyperscan.HS_MODE_BLOCK)
    database = hyperscan.Database()
    database.compile(expressions=expressions, ids=list(range(len(expressions))), flags=flags)
    with contextlib.suppress(OSError):
        _keep(kept, hyperscan.dumpb(database))
    return database


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    Path(draft.name).replace(path)

"""Folded text in, hits of the lexicon out: every term and rule in one pass of hyperscan."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import hyperscan

from mingjian.detect.lexicon import Lexicon, Role, lexicon
from mingjian.text.kept import cache_folder

_FORMAT = "1"
MOST: Final = 200_000  # what a text holds beyond so many hits no longer matters, and memory has an end
_LONG: Final = 1_500  # bytes from which on a text is first searched without asking where rules begin
TELLING: frozenset[Role] = frozenset({"bait", "brand", "offer", "police", "object", "lure"})


Rows = list[tuple[int, int, int]]  # what hyperscan tells: number of the expression, first and last byte


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
        expressions = list(_expressions(words, roles))
        self._owners = [one.entry for one in expressions]
        self._lengths = [one.length for one in expressions]
        self._sizes = [one.size for one in expressions]
        digest = f"{words.digest} {sorted(roles or ())}"
        self._exact = _Search(_database(expressions, hyperscan.HS_FLAG_SOM_LEFTMOST, digest))
        self._coarse = _Search(_database(expressions, hyperscan.HS_FLAG_SINGLEMATCH, digest))

    def find(self, folded: str) -> Hits:
        """Find the hits; of the hits of one entry, one inside another is left out. `folded` is lower-case text.

        A text with more than `MOST` hits is searched no further.
        """
        raw = folded.encode("utf-8", "replace")
        found = self._found(raw)
        return self._sorted(raw, found, wide=len(raw) != len(folded)) if found else NO_HITS

    def _found(self, raw: bytes) -> Rows:
        """Search; where rules begin costs most to tell, so a long text is asked for it only if a rule has a hit."""
        if len(raw) >= _LONG:
            found = self._coarse.rows(raw)
            if self._only_terms(found):
                return found
        return self._exact.rows(raw)

    def _only_terms(self, found: Rows) -> bool:
        lengths = self._lengths
        return all(lengths[number] for number, _, _ in found)

    def _sorted(self, raw: bytes, found: Rows, *, wide: bool) -> Hits:
        """Sort out what was found in bytes, and count it in code points; `wide`: some take several bytes."""
        owners, lengths, sizes = self._owners, self._lengths, self._sizes
        rows = [
            (end - lengths[number] if lengths[number] else start, owners[number], -end, sizes[number])
            for number, start, end in found
        ]
        rows.sort()
        hits = Hits([], [], [])
        reached: dict[int, int] = {}
        byte = place = 0
        for start, entry, back, size in rows:
            # Ascending by start, the longest first: a hit that ends no later than one before is inside it.
            if -back <= reached.get(entry, -1):
                continue
            reached[entry] = -back
            place = place + len(raw[byte:start].decode("utf-8")) if wide else start
            byte = start
            hits.starts.append(place)
            hits.ends.append(place + (size or len(raw[start:-back].decode("utf-8"))))
            hits.entries.append(entry)
        return hits

    def survey(self, folded: str, roles: frozenset[Role]) -> tuple[Hits | None, frozenset[int]]:
        """Give the hits of terms of these roles, and all entries that have a hit; None where a rule of them has one."""
        raw = folded.encode("utf-8", "replace")
        found = self._coarse.rows(raw)
        owners, wanted = self._owners, _entries_of(roles)
        rows = [row for row in found if owners[row[0]] in wanted]
        hits = self._sorted(raw, rows, wide=len(raw) != len(folded)) if self._only_terms(rows) else None
        return hits, frozenset(owners[number] for number, _, _ in found)

    def entries(self, folded: str) -> frozenset[int]:
        """Give the entries that have a hit, without saying where: faster than `find`."""
        found = self._coarse.rows(folded.encode("utf-8", "replace"))
        return frozenset(self._owners[number] for number, _, _ in found)


def survey(folded: str) -> tuple[Hits, frozenset[int]]:
    """Give the telling hits of a text, as `telling_matcher` finds them, and all entries that have a hit, in one search."""
    hits, entries = matcher().survey(folded, TELLING)
    return telling_matcher().find(folded) if hits is None else hits, entries


class _Search:
    """A compiled database with a scratch for each thread."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._local = threading.local()

    def rows(self, raw: bytes) -> Rows:
        """Give what is found, at most `MOST`."""
        found: Rows = []
        if not hasattr(self._local, "scratch"):
            self._local.scratch = hyperscan.Scratch(self._database)
        with contextlib.suppress(hyperscan.ScanTerminated):
            self._database.scan(raw, match_event_handler=_collect, context=found, scratch=self._local.scratch)
        return found


@cache
def matcher() -> Matcher:
    """Give the matcher of the shipped lexicons (built once a process)."""
    return Matcher(lexicon())


@cache
def telling_matcher() -> Matcher:
    """Give the matcher of only those words that are evidence: a fifth of the hits, so pages are searched with it."""
    return Matcher(lexicon(), TELLING)


def _collect(number: int, start: int, end: int, _flags: int, found: Rows) -> bool:
    found.append((number, start, end))
    return len(found) >= MOST


class _Expression(NamedTuple):
    """A term or a rule of the entry of that number; of a term also its bytes and characters, of a rule 0."""

    written: bytes
    entry: int
    length: int
    size: int


def _expressions(words: Lexicon, roles: frozenset[Role] | None) -> Iterator[_Expression]:
    for place, entry in enumerate(words.entries):
        if roles is not None and entry.role not in roles:
            continue
        for term in entry.terms:
            plain = re.escape(term).encode()
            latin = term.isascii()  # "tg" must not be found inside another Latin word
            left = rb"\b" if latin and term[0].isalnum() else b""
            right = rb"\b" if latin and term[-1].isalpha() else b""
            yield _Expression(left + plain + right, place, len(term.encode()), len(term))
        for pattern in entry.patterns:
            yield _Expression(pattern.encode(), place, 0, 0)


def _database(expressions: Sequence[_Expression], of_rules: int, digest: str) -> Any:
    """Compile the expressions, rules with the flag `of_rules`, or take them from the user's cache."""
    built_for = f"{_FORMAT} {version('hyperscan')} {digest} {of_rules} {os.uname().machine}"
    machine = hashlib.sha256(built_for.encode()).hexdigest()
    kept = cache_folder() / f"lexicon-{machine[:32]}.hs"
    with contextlib.suppress(OSError, ValueError, hyperscan.error):
        return hyperscan.loadb(kept.read_bytes(), hyperscan.HS_MODE_BLOCK)
    database = hyperscan.Database()
    flags = [0 if one.length else hyperscan.HS_FLAG_UTF8 | of_rules for one in expressions]
    written = [one.written for one in expressions]
    database.compile(expressions=written, ids=list(range(len(written))), flags=flags)
    with contextlib.suppress(OSError):
        _keep(kept, hyperscan.dumpb(database))
    return database


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    Path(draft.name).replace(path)

"""Folded text in, hits of the lexicon out: every term and rule in one pass of hyperscan."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import hyperscan
import numpy as np
import numpy.typing as npt

from mingjian.detect.lexicon import Lexicon, Role, lexicon
from mingjian.text.kept import cache_folder

Ints = npt.NDArray[np.int64]
_FORMAT = "1"
TELLING: frozenset[Role] = frozenset({"bait", "brand", "offer", "police", "object", "lure"})


class Hits(NamedTuple):
    """Hits in a text, ascending by start: code points, and the index of the lexicon's entry. Arrays of one length."""

    starts: Ints
    ends: Ints
    entries: Ints

    def within(self, start: int, end: int) -> Hits:
        """Give the hits that lie wholly inside a stretch."""
        first, last = np.searchsorted(self.starts, (start, end))
        inside = self.ends[first:last] <= end
        return Hits(self.starts[first:last][inside], self.ends[first:last][inside], self.entries[first:last][inside])

    def of(self, roles: frozenset[Role]) -> Hits:
        """Give the hits of the shipped lexicons' entries of these roles."""
        chosen = _entries_of(roles)[self.entries]
        return Hits(self.starts[chosen], self.ends[chosen], self.entries[chosen])


@cache
def _entries_of(roles: frozenset[Role]) -> npt.NDArray[np.bool_]:
    return np.array([role in roles for role in lexicon().roles])


NO_HITS = Hits(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))


class Matcher:
    """Finds a lexicon's terms and rules. Safe to share between threads: each has its own scratch."""

    def __init__(self, words: Lexicon, roles: frozenset[Role] | None = None) -> None:
        self._expressions, self._flags, owners, lengths = _expressions(words, roles)
        self._owners = np.array(owners, dtype=np.int64)
        self._entries, self._entries_of = words.entries, owners
        self._lengths = np.array(lengths, dtype=np.int64)
        self._database = _database(self._expressions, self._flags, f"{words.digest} {sorted(roles or ())}")
        self._local = threading.local()

    def _scratch(self) -> Any:
        if not hasattr(self._local, "scratch"):
            self._local.scratch = hyperscan.Scratch(self._database)
        return self._local.scratch

    def find(self, folded: str) -> Hits:
        """Find all hits; of the hits of one entry, one inside another is left out. `folded` is lower-case text."""
        return self.find_each((folded,))[0]

    def find_each(self, texts: Sequence[str]) -> list[Hits]:
        """Find all hits in each of several texts, as `find` does in one; each text is searched by itself."""
        raws = [text.encode("utf-8", "replace") for text in texts]
        found: list[int] = []
        counts: list[int] = []
        for raw in raws:
            before = len(found)
            self._database.scan(raw, match_event_handler=_collect, context=found, scratch=self._scratch())
            counts.append((len(found) - before) // 3)
        if not found:
            return [NO_HITS] * len(texts)
        return self._split(texts, raws, np.array(found, dtype=np.int64).reshape(-1, 3), counts)

    def _split(self, texts: Sequence[str], raws: list[bytes], rows: Ints, counts: list[int]) -> list[Hits]:
        """Sort out the hits of all texts at once, as if the texts stood one behind the other, and deal them out."""
        owners = np.repeat(np.arange(len(texts)), counts)
        lengths = self._lengths[rows[:, 0]]
        starts, ends = np.where(lengths > 0, rows[:, 2] - lengths, rows[:, 1]), rows[:, 2]
        if len(texts) > 1:
            moved = np.cumsum([0, *map(len, raws)])[owners]
            starts, ends = starts + moved, ends + moved
        raw = b"".join(raws)
        bases = np.cumsum([0, *map(len, texts)])
        if len(raw) != bases[-1]:
            leads = (np.frombuffer(raw, dtype=np.uint8) & 0xC0) != 0x80
            points = np.zeros(len(raw) + 1, dtype=np.int64)
            np.cumsum(leads, out=points[1:])
            starts, ends = points[starts], points[ends]
        entries = len(self._entries)
        hits = _longest(starts, ends, self._owners[rows[:, 0]] + owners * entries)
        if len(texts) == 1:
            return [hits]
        cuts = np.searchsorted(hits.starts, bases).tolist()
        return [
            Hits(hits.starts[first:last] - base, hits.ends[first:last] - base, hits.entries[first:last] % entries)
            for first, last, base in zip(cuts, cuts[1:], bases.tolist(), strict=False)
        ]

    def entries(self, folded: str) -> frozenset[int]:
        """Give the entries that have a hit, without saying where: faster than `find`."""
        found: set[int] = set()
        raw = folded.encode("utf-8", "replace")
        self._database.scan(raw, match_event_handler=_note, context=found, scratch=self._scratch())
        return frozenset(map(self._entries_of.__getitem__, found))


@cache
def matcher() -> Matcher:
    """Give the matcher of the shipped lexicons (built once a process)."""
    return Matcher(lexicon())


@cache
def telling_matcher() -> Matcher:
    """Give the matcher of only those words that are evidence: a fifth of the hits, so pages are searched with it."""
    return Matcher(lexicon(), TELLING)


def _collect(number: int, start: int, end: int, _flags: int, found: Any) -> None:
    found.extend((number, start, end))


def _note(number: int, _start: int, _end: int, _flags: int, found: Any) -> None:
    found.add(number)


def _longest(starts: Ints, ends: Ints, entries: Ints) -> Hits:
    order = np.lexsort((-ends, starts, entries))
    starts, ends, entries = starts[order], ends[order], entries[order]
    # Within one entry, ascending by start and the longest first: a hit that ends no later than one before is inside it.
    keyed = ends + entries * (1 << 32)
    before = np.maximum.accumulate(np.concatenate(([-1], keyed[:-1])))
    outer = keyed > before
    starts, ends, entries = starts[outer], ends[outer], entries[outer]
    back = np.argsort(starts, kind="stable")
    return Hits(starts[back], ends[back], entries[back])


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

"""Folded text in, hits of the lexicon out: every term and rule in one pass of hyperscan."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import threading
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


NO_HITS = Hits(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))


class Matcher:
    """Finds a lexicon's terms and rules. Safe to share between threads: each has its own scratch."""

    def __init__(self, words: Lexicon, roles: frozenset[Role] | None = None) -> None:
        self._expressions, self._flags, owners, lengths = _expressions(words, roles)
        self._owners = np.array(owners, dtype=np.int64)
        self._lengths = np.array(lengths, dtype=np.int64)
        self._database = _database(self._expressions, self._flags, f"{words.digest} {sorted(roles or ())}")
        self._local = threading.local()

    def _scratch(self) -> Any:
        if not hasattr(self._local, "scratch"):
            self._local.scratch = hyperscan.Scratch(self._database)
        return self._local.scratch

    def find(self, folded: str) -> Hits:
        """Find all hits; of the hits of one entry, one inside another is left out. `folded` is lower-case text."""
        raw = folded.encode("utf-8", "replace")
        found: list[tuple[int, int, int]] = []
        self._database.scan(raw, match_event_handler=_collect, context=found, scratch=self._scratch())
        if not found:
            return NO_HITS
        rows = np.array(found, dtype=np.int64)
        lengths = self._lengths[rows[:, 0]]
        starts = np.where(lengths > 0, rows[:, 2] - lengths, rows[:, 1])
        if len(raw) == len(folded):
            return _longest(starts, rows[:, 2], self._owners[rows[:, 0]])
        leads = (np.frombuffer(raw, dtype=np.uint8) & 0xC0) != 0x80
        points = np.concatenate(([0], np.cumsum(leads)))
        return _longest(points[starts], points[rows[:, 2]], self._owners[rows[:, 0]])


@cache
def matcher() -> Matcher:
    """Give the matcher of the shipped lexicons (built once a process)."""
    return Matcher(lexicon())


@cache
def telling_matcher() -> Matcher:
    """Give the matcher of only those words that are evidence: a fifth of the hits, so pages are searched with it."""
    return Matcher(lexicon(), TELLING)


def _collect(number: int, start: int, end: int, _flags: int, found: Any) -> None:
    found.append((number, start, end))


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

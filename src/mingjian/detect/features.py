"""Passages in, numbers out: which entries of the lexicon they hit, what was done to them, and their character sequences.

All passages of a page are counted at once, in a few array operations. The order of the numbers is fixed by `names()`;
a model carries the digest of the lexicon that it was built with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mingjian.detect.lexicon import lexicon
from mingjian.detect.matcher import Hits
from mingjian.text import Change

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_BITS: Final = 18
BUCKETS: Final = 1 << _BITS
_KINDS: Final = (
    "styled",
    "traditional",
    "variant",
    "invisible",
    "symbol",
    "noise",
    "digits",
    "annotation",
    "look-alike",
    "split",
    "homophone",
    "pinyin",
    "initials",
    "emoji",
    "swapped",
)
_SHAPES: Final = ("length", "digits", "latin", "hanzi", "rare", "symbols", "punctuation", "covered")


@cache
def names() -> tuple[str, ...]:
    """Name every feature, in order: entries of the lexicon, kinds of disguise, shapes of the text."""
    return tuple(entry.name for entry in lexicon().entries) + _KINDS + _SHAPES


class Told(NamedTuple):
    """What is counted of a passage: its text (restored, in lower case), its hits from `start` on, its repairs."""

    folded: str
    start: int
    hits: Hits
    changes: Iterable[Change]


class Sequences(NamedTuple):
    """Buckets of character sequences of several passages, each bucket once in a passage, ascending.

    Those of passage `n` stand from `bounds[n]` to `bounds[n + 1]`; `owners` gives the passage of each.
    """

    buckets: Ints
    owners: Ints
    bounds: Ints


def describe(folded: str, hits: Hits, changes: Iterable[Change]) -> Floats:
    """Give the features of a passage (`len(names())` numbers). `folded` is restored text in lower case."""
    row: Floats = describe_all((Told(folded, 0, hits, changes),))[0]
    return row


def describe_all(passages: Sequence[Told]) -> Floats:
    """Give the features of passages, one row each."""
    entries, count = len(lexicon().entries), len(passages)
    out = np.zeros((count, len(names())), dtype=np.float32)
    sizes = np.array([max(len(told.folded), 1) for told in passages], dtype=np.int64)
    owners = np.repeat(np.arange(count), [len(told.hits.entries) for told in passages])
    found = [entry for told in passages for entry in told.hits.entries]
    if found:
        times = np.bincount(owners * entries + found, minlength=count * entries).reshape(count, entries)
        out[:, :entries] = np.log1p(np.minimum(times, 6))
    kinds = out[:, entries : entries + len(_KINDS)]
    for number, told in enumerate(passages):
        for change in told.changes:
            if change.kind in _KIND_PLACE:
                kinds[number, _KIND_PLACE[change.kind]] += 1
    weight = np.array([10.0 / (size + 10.0) for size in sizes.tolist()], dtype=np.float32)
    np.minimum(kinds * weight[:, None], np.float32(3.0), out=kinds)
    out[:, -len(_SHAPES) :] = _shapes(passages, sizes, owners)
    return out


_KIND_PLACE: Final = {kind: place for place, kind in enumerate(_KINDS)}


def _shapes(passages: Sequence[Told], sizes: Ints, owners: Ints) -> npt.NDArray[np.float64]:
    count = len(passages)
    lengths = [len(told.folded) for told in passages]
    classes = _class_table()[np.minimum(_codes("".join(told.folded for told in passages)), 0xFFFF)]
    rows = np.repeat(np.arange(count) * _CLASSES, lengths) + classes
    shares = np.bincount(rows, minlength=count * _CLASSES).reshape(count, _CLASSES) / sizes[:, None]
    out = np.empty((count, len(_SHAPES)))
    out[:, 0] = np.log(sizes) / 5
    out[:, 1:3] = shares[:, 1:3]
    out[:, 3] = shares[:, 3] + shares[:, 4]
    out[:, 4:6] = shares[:, 4:6]
    out[:, 6] = shares[:, _PUNCTUATION]
    out[:, 7] = _covered(passages, sizes, owners) / sizes
    return out


def _covered(passages: Sequence[Told], sizes: Ints, owners: Ints) -> npt.NDArray[np.float64]:
    """Count the characters of each passage that a hit covers; passages are laid one behind the other for it."""
    if not len(owners):
        return np.zeros(len(passages))
    moved = np.cumsum(sizes) - sizes - [told.start for told in passages]
    starts = np.array([start for told in passages for start in told.hits.starts]) + moved[owners]
    ends = np.array([end for told in passages for end in told.hits.ends]) + moved[owners]
    reached = np.maximum.accumulate(np.concatenate(([0], ends[:-1])))
    fresh = np.maximum(ends - np.maximum(starts, reached), 0)
    return np.bincount(owners, weights=fresh, minlength=len(passages)).astype(np.float64)


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


_CLASSES: Final = 7
_PUNCTUATION: Final = 6


@cache
def _class_table() -> npt.NDArray[np.int8]:
    """Classes of characters: 1 digit, 2 Latin, 3 usual hanzi, 4 rare hanzi, 5 symbols, 6 punctuation, 0 the rest."""
    table = np.zeros(0x10000, dtype=np.int8)
    table[ord("0") : ord("9") + 1] = 1
    table[ord("a") : ord("z") + 1] = 2
    table[0x3400:0xA000] = 4
    usual = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
    for char in usual.decode("gb2312", "ignore"):
        table[ord(char)] = 3
    table[0x2190:0x2C00] = 5
    table[0xFFFF] = 5
    for mark in "，。、；：“”（）《》":
        table[ord(mark)] = _PUNCTUATION
    return table


_FIRST, _LAST = 0x02, 0x03  # what stands before and after a passage in its sequences
_ONE, _TWO, _THREE = (np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


def sequences(folded: str) -> Ints:
    """Give the buckets of the character 1- to 3-grams of a passage, each bucket once, ascending."""
    return sequences_all((folded,)).buckets


def sequences_all(passages: Sequence[str]) -> Sequences:
    """Give the buckets of the character 1- to 3-grams of passages.

    All digits count as 0 and each run of Latin letters as aaa, so that sequences do not learn names and numbers.
    """
    codes = _codes("".join(f"\x02{folded}\x03" for folded in passages)).astype(np.uint64)
    owners = np.repeat(np.arange(len(passages), dtype=np.uint32), [len(folded) + 2 for folded in passages])
    codes, owners = _shorthand(codes, owners)
    one = codes * _ONE
    two = (one[:-1] ^ (one[1:] >> np.uint64(7))) * _TWO
    three = (two[:-1] ^ (one[2:] >> np.uint64(11))) * _THREE
    beside, further = owners[1:] == owners[:-1], owners[2:] == owners[:-2]
    mixed = np.concatenate((one, two[beside], three[further])) >> np.uint64(64 - _BITS)
    keys = mixed.astype(np.uint32) | np.concatenate((owners, owners[1:][beside], owners[2:][further])) << _BITS
    keys.sort()
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    owned = (keys >> _BITS).astype(np.int64)
    bounds = np.searchsorted(owned, np.arange(len(passages) + 1))
    return Sequences((keys & np.uint32(BUCKETS - 1)).astype(np.int64), owned, bounds)


def _shorthand(
    codes: npt.NDArray[np.uint64], owners: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
    """Write all digits as 0 and each run of Latin letters as aaa."""
    codes[(codes >= ord("0")) & (codes <= ord("9"))] = ord("0")
    latin = (codes >= ord("a")) & (codes <= ord("z"))
    if not latin.any():
        return codes, owners
    codes[latin] = ord("a")
    times = np.ones(len(codes), dtype=np.int64)
    times[latin] = 0
    times[np.flatnonzero(latin[1:] & ~latin[:-1]) + 1] = 3
    return np.repeat(codes, times), np.repeat(owners, times)

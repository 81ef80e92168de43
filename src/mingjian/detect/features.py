"""A passage in, numbers out: which entries of the lexicon it hits, what was done to it, and its character sequences.

The order of the numbers is fixed by `names()`; a model carries the digest of the lexicon that it was built with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from mingjian.detect.lexicon import lexicon
from mingjian.detect.matcher import Hits, Ints
from mingjian.text import Change

Floats = npt.NDArray[np.float32]
BUCKETS: Final = 1 << 18
_LATIN: Final = re.compile("[a-z]+")
_DIGITS: Final = str.maketrans("123456789", "000000000")
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


def describe(folded: str, hits: Hits, changes: Iterable[Change]) -> Floats:
    """Give the features of a passage (`len(names())` numbers). `folded` is restored text in lower case."""
    entries = len(lexicon().entries)
    out = np.zeros(len(names()), dtype=np.float32)
    if len(hits.entries):
        out[:entries] = np.log1p(np.minimum(np.bincount(hits.entries, minlength=entries), 6))
    size = max(len(folded), 1)
    for change in changes:
        if change.kind in _KIND_PLACE:
            out[entries + _KIND_PLACE[change.kind]] += 1
    kinds = out[entries : entries + len(_KINDS)]
    np.minimum(kinds * (10.0 / (size + 10.0)), 3.0, out=kinds)
    out[-len(_SHAPES) :] = _shapes(folded, hits)
    return out


_KIND_PLACE: Final = {kind: place for place, kind in enumerate(_KINDS)}


def _shapes(folded: str, hits: Hits) -> tuple[float, ...]:
    size = max(len(folded), 1)
    classes = np.bincount(_class_table()[_codes(folded)], minlength=6) / size
    return (
        float(np.log(size)) / 5,
        float(classes[1]),
        float(classes[2]),
        float(classes[3] + classes[4]),
        float(classes[4]),
        float(classes[5]),
        float(sum(folded.count(mark) for mark in "，。、；：“”（）《》")) / size,
        _covered(hits) / size,
    )


def _covered(hits: Hits) -> int:
    total, reached = 0, 0
    for start, end in zip(hits.starts.tolist(), hits.ends.tolist(), strict=True):
        total += max(end - max(start, reached), 0)
        reached = max(reached, end)
    return total


def _codes(text: str) -> Ints:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.minimum(codes, 0xFFFF).astype(np.int64)


@cache
def _class_table() -> npt.NDArray[np.int8]:
    """Classes of characters: 1 digit, 2 Latin, 3 usual hanzi, 4 rare hanzi, 5 symbols, 0 the rest."""
    table = np.zeros(0x10000, dtype=np.int8)
    table[ord("0") : ord("9") + 1] = 1
    table[ord("a") : ord("z") + 1] = 2
    table[0x3400:0xA000] = 4
    usual = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
    for char in usual.decode("gb2312", "ignore"):
        table[ord(char)] = 3
    table[0x2190:0x2C00] = 5
    table[0xFFFF] = 5
    return table


def shorthand(folded: str) -> str:
    """Write all digits as 0 and each run of Latin letters as aaa, so that sequences do not learn names and numbers."""
    return _LATIN.sub("aaa", folded.translate(_DIGITS))


def sequences(folded: str) -> Ints:
    """Give the buckets of the character 1- to 3-grams of a passage, each bucket once, ascending."""
    text = "\x02" + shorthand(folded) + "\x03"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    one = codes * np.uint64(0x9E3779B97F4A7C15)
    two = (one[:-1] ^ (one[1:] >> np.uint64(7))) * np.uint64(0xC2B2AE3D27D4EB4F) if len(one) > 1 else one[:0]
    three = (two[:-1] ^ (one[2:] >> np.uint64(11))) * np.uint64(0x165667B19E3779F9) if len(one) > 2 else one[:0]
    mixed = np.concatenate((one, two, three)) >> np.uint64(64 - 18)
    return np.unique(mixed).astype(np.int64)

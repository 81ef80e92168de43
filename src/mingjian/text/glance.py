"""A text in, what may have to be repaired in it out: one look at the classes of its characters, before anything is tried.

Whatever a table or pattern of the repairs could find, the glance sees a sign of; most texts show none.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from mingjian.text.tables import IN_CONTEXT_CHARS, signs, tables
from mingjian.text.words import lure_terms

GLYPHS: Final = (  # first and last code point of the signs that pages are strewn with
    (0x2190, 0x2319), (0x2400, 0x245F), (0x2500, 0x2767), (0x2794, 0x2BFF), (0x3012, 0x3013), (0x3020, 0x3020),
    (0x30FB, 0x30FB), (0xFFED, 0xFFEE), (0xA4, 0xA4), (0xB6, 0xB6), (0x2020, 0x2023), (0x203B, 0x205E),
)  # fmt: skip
BRACKETS: Final = "（([【"
TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"  # the letters of pinyin beside a to z
_ORNAMENTS: Final = (
    (0x2190, 0x23FF),
    (0x2500, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x3004, 0x3004),
    (0x3012, 0x3013),
    (0x3020, 0x3020),
)
_NO_GAP: Final = "\t\n\v\f\r，。、；：？！“”‘’（）《》【】()[]<>_"
_SPACES: Final = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_READING: Final = "abcdefghijklmnopqrstuvwxyz" + TONED + _SPACES
_FIRST, _GAP, _HAN, _GLYPH, _BRACKET, _LATIN, _ORNAMENT, _READ, _CONTEXT, _SIGN = (1 << bit for bit in range(10))
_TOGETHER: Final = 20_000  # torn places that are looked at at once
_APART: Final = np.arange(2, 8)  # UTF-16 units after which the next character of a torn word stands


class Glance:
    """What a text shows, by the classes of its UTF-16 units. A doubtful case counts as a sign."""

    __slots__ = ("_all", "_classes", "_units")

    def __init__(self, text: str) -> None:
        self._units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
        self._classes = _classes().take(self._units)
        self._all = int(np.bitwise_or.reduce(self._classes))

    @property
    def read(self) -> bool:
        """Whether a character is read as another by the table."""
        return bool(self._all & _READ)

    @property
    def in_context(self) -> bool:
        """Whether a character is traditional in some words only."""
        return bool(self._all & _CONTEXT)

    @property
    def signed(self) -> bool:
        """Whether a character shows a sign of disguise, as `tables.signs` gives them."""
        return bool(self._all & _SIGN)

    @property
    def glyphs(self) -> int:
        """How many glyphs there are of those that texts are strewn with."""
        return int(np.count_nonzero(self._classes & _GLYPH)) if self._all & _GLYPH else 0

    @property
    def ornaments(self) -> int:
        """How many symbols there are that no sentence needs: arrows, frames, stars, marks."""
        return int(np.count_nonzero(self._classes & _ORNAMENT)) if self._all & _ORNAMENT else 0

    @property
    def annotated(self) -> bool:
        """Whether a bracket stands between a Chinese character and a Latin letter or a space."""
        if not self._all & _BRACKET:
            return False
        classes = self._classes
        places = np.flatnonzero(classes[1:-1] & _BRACKET)
        return bool(((classes[places] & _HAN != 0) & (classes[places + 2] & _LATIN != 0)).any())

    @property
    def torn(self) -> bool:
        """Whether two characters that are neighbours in a base term of lures stand apart by what may tear a word."""
        classes = self._classes
        lefts = np.flatnonzero((classes[:-1] & _FIRST) & (classes[1:] >> 1))
        return any(self._tears(lefts[place : place + _TOGETHER]) for place in range(0, len(lefts), _TOGETHER))

    def _tears(self, lefts: npt.NDArray[np.int64]) -> bool:
        """Whether one of these characters and the next Chinese one after it are such neighbours."""
        classes, units, known = self._classes, self._units, _neighbours()
        rights = lefts[:, None] + _APART
        inside = np.minimum(rights, len(units) - 1)
        reached = (classes[inside] & _HAN != 0) & (rights == inside)
        nearest = np.arange(len(lefts)) * len(_APART) + reached.argmax(axis=1)
        pairs = units[lefts].astype(np.uint32) << 16 | units[inside.ravel()[nearest]]
        same = known[np.minimum(np.searchsorted(known, pairs), len(known) - 1)] == pairs
        return bool((same & reached.ravel()[nearest]).any())


@cache
def _neighbours() -> npt.NDArray[np.uint32]:
    pairs = {ord(a) << 16 | ord(b) for lure in lure_terms() for a, b in pairwise(lure)}
    return np.array(sorted(pairs), dtype=np.uint32)


@cache
def _classes() -> npt.NDArray[np.uint16]:
    table = np.full(0x10000, _GAP, dtype=np.uint16)
    table[0x3400:0xA000] = _HAN
    for plain in ("09", "AZ", "az"):
        table[ord(plain[0]) : ord(plain[1]) + 1] = 0
    for char in _NO_GAP:
        table[ord(char)] = 0
    for bit, ranges in ((_GLYPH, GLYPHS), (_ORNAMENT, _ORNAMENTS), (_LATIN, ((0x2000, 0x200A),))):
        for first, last in ranges:
            table[first : last + 1] |= bit
    for bit, chars in ((_BRACKET, BRACKETS), (_LATIN, _READING), (_CONTEXT, IN_CONTEXT_CHARS)):
        for char in chars:
            table[ord(char)] |= bit
    table[tables().reading[:0x10000] != np.arange(0x10000)] |= _READ
    table[signs("".join(map(chr, range(0x10000)))) != 0] |= _SIGN
    table[_neighbours() >> 16] |= _FIRST
    table[0xD800:0xE000] |= _READ | _SIGN  # half of a character beyond: to be looked at
    return table

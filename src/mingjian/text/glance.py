"""A text in, which kinds of noise it may hold out: one look at the classes of its characters, before any pattern is tried.

Whatever a pattern of `mingjian.text.noise` could find, the glance sees a sign of; most texts show none.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mingjian.text.words import lure_terms

GLYPHS: Final = (  # first and last code point of the signs that pages are strewn with
    (0x2190, 0x2319), (0x2400, 0x245F), (0x2500, 0x2767), (0x2794, 0x2BFF), (0x3012, 0x3013), (0x3020, 0x3020),
    (0x30FB, 0x30FB), (0xFFED, 0xFFEE), (0xA4, 0xA4), (0xB6, 0xB6), (0x2020, 0x2023), (0x203B, 0x205E),
)  # fmt: skip
BRACKETS: Final = "（([【"
_NO_GAP: Final = "\t\n\v\f\r，。、；：？！“”‘’（）《》【】()[]<>_"
_READING: Final = "abcdefghijklmnopqrstuvwxyzāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ \t\n\v\f\r\xa0\u3000\u2028\u2029\x85"
_HAN, _GLYPH, _GAP, _BRACKET, _LATIN = 1, 2, 4, 8, 16
_GAP_BIT: Final = 2
_MOST_TORN: Final = 7  # UTF-16 units after which the next character of a torn word stands at most


class Glance(NamedTuple):
    """How many glyphs a text holds, and whether it may hold readings in brackets and torn base terms of lures."""

    glyphs: int
    annotated: bool
    torn: bool


def glance(text: str) -> Glance:
    """Look at a text once; a doubtful case counts as a sign."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    classes = _classes().take(units)
    glyphs = int(np.count_nonzero(classes & _GLYPH))
    return Glance(glyphs, _annotated(classes), _torn(units, classes))


def _annotated(classes: npt.NDArray[np.uint8]) -> bool:
    """Whether a bracket stands between a Chinese character and a Latin letter or a space."""
    places = np.flatnonzero(classes[1:-1] & _BRACKET)
    return bool(((classes[places] & _HAN != 0) & (classes[places + 2] & _LATIN != 0)).any())


def _torn(units: npt.NDArray[np.uint16], classes: npt.NDArray[np.uint8]) -> bool:
    """Whether two characters that are neighbours in a base term of lures stand apart by what may tear a word."""
    lefts = np.flatnonzero((classes[:-1] & _HAN) & (classes[1:] >> _GAP_BIT))
    known = _neighbours()
    for apart in range(2, _MOST_TORN + 1):
        lefts = lefts[lefts < len(units) - apart]
        if not len(lefts):
            return False
        reached = classes[lefts + apart] & _HAN != 0
        ends = lefts[reached]
        pairs = units[ends].astype(np.uint32) << 16 | units[ends + apart]
        if (known[np.minimum(np.searchsorted(known, pairs), len(known) - 1)] == pairs).any():
            return True
        lefts = lefts[~reached]
    return False


@cache
def _neighbours() -> npt.NDArray[np.uint32]:
    pairs = {ord(a) << 16 | ord(b) for lure in lure_terms() for a, b in pairwise(lure)}
    return np.array(sorted(pairs), dtype=np.uint32)


@cache
def _classes() -> npt.NDArray[np.uint8]:
    table = np.full(0x10000, _GAP, dtype=np.uint8)
    table[0x3400:0xA000] = _HAN
    for first, last in ("09", "AZ", "az"):
        table[ord(first) : ord(last) + 1] = 0
    for char in _NO_GAP:
        table[ord(char)] = 0
    for first, last in GLYPHS:
        table[first : last + 1] |= _GLYPH
    for char in BRACKETS:
        table[ord(char)] |= _BRACKET
    for char in _READING:
        table[ord(char)] |= _LATIN
    table[0x2000:0x200B] |= _LATIN  # further spaces
    table[[0x1680, 0x202F, 0x205F, 0x1C, 0x1D, 0x1E, 0x1F]] |= _LATIN
    return table

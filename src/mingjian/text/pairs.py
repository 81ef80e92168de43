"""How often ordinary text puts one character after another: the sense of context that word frequencies lack.

Source: the transition table of Pinyin2Hanzi (MIT), read from the installed package, kept as two sorted arrays (2 MB).
"""

from __future__ import annotations

import json
import math
from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from mingjian.text.kept import keep, recall
from mingjian.text.words import package_file, words

_MOST: Final = 4.0
_LEAST: Final = -2.0
_PACKAGES: Final = ("jieba", "Pinyin2Hanzi")


class Pairs:
    """Pointwise mutual information of neighbouring characters, between -2 and 4; unseen pairs have the least."""

    def __init__(self, keys: bytes, values: bytes) -> None:
        self._keys, self._values = array("Q"), array("f")
        self._keys.frombytes(keys)
        self._values.frombytes(values)

    def bonus(self, first: str, second: str) -> float:
        """Give how much likelier `second` is after `first` than anywhere; 0 where one of them is not Chinese."""
        if first < "\u3400" or second < "\u3400":
            return 0.0
        key = ord(first) << 16 | ord(second) & 0xFFFF
        index = bisect_left(self._keys, key)
        if index < len(self._keys) and self._keys[index] == key:
            return self._values[index]
        return _LEAST


@lru_cache(maxsize=1)
def pairs() -> Pairs:
    """Give the table, loaded once in a process and built once on a machine."""
    known = recall("pairs", _PACKAGES)
    if known is None:
        known = _built()
        keep("pairs", _PACKAGES, lambda: known)
    return Pairs(*known)


def _built() -> tuple[bytes, bytes]:
    with package_file("Pinyin2Hanzi", "data/hmm_transition.json").open(encoding="utf-8") as file:
        table: dict[str, dict[str, float]] = json.load(file)["data"]
    known = words().characters
    rows: list[tuple[int, float]] = []
    for first, following in table.items():
        for second, chance in following.items():
            if len(second) == 1 and second in known and len(first) == 1:
                bonus = math.log(chance) - known[second]
                rows.append((ord(first) << 16 | ord(second) & 0xFFFF, min(max(bonus, _LEAST), _MOST)))
    rows.sort()
    return array("Q", (key for key, _ in rows)).tobytes(), array("f", (value for _, value in rows)).tobytes()

"""Which characters a character may have been written for because they look alike: by shared parts, and by sound as well.

The costs are log-likelihoods, counted on how such disguises are made: a shared part that few characters have, and a
shared sound, make a likeness; a shared radical alone makes hardly any.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import Final

from mingjian.text.grams import grams
from mingjian.text.shapes import shapes
from mingjian.text.words import sounds

_MOST: Final = 90
_RAREST: Final = -14.5  # log-probability under which a character is no candidate
_SHARED_BY: Final = (15, 60, 250)  # in how many characters a part stands, for the four grades of likeness
_SAME_SOUND: Final = (1.6, 2.4, 2.85, 3.5)
_OTHER_SOUND: Final = (4.2, 5.0, 6.1, 6.6)


@lru_cache(maxsize=1)
def parts_table() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, ...]], Counter[str]]:
    """Give the parts of every character, the candidates that have a part, and in how many characters a part stands."""
    table = shapes().parts
    number, alone = grams().number, grams().alone_of
    parts = {char: frozenset(part for way in ways for part in way) | {char} for char, ways in table.items()}
    having: defaultdict[str, list[str]] = defaultdict(list)
    deep: Counter[str] = Counter()
    for char in sorted(parts.keys() & number.keys()):
        if alone[number[char]] > _RAREST:
            for part in parts[char]:
                having[part].append(char)
        deep.update(_all_parts(char, parts, 4))
    return parts, {part: tuple(chars) for part, chars in having.items()}, deep


def _all_parts(char: str, parts: dict[str, frozenset[str]], depth: int) -> set[str]:
    found = set(parts.get(char, frozenset()))
    if depth:
        for part in found - {char}:
            found |= _all_parts(part, parts, depth - 1)
    return found


@lru_cache(maxsize=16_384)
def alike(char: str) -> tuple[tuple[str, float], ...]:
    """Give the characters that `char` may stand for, each with its cost."""
    parts, having, shared = parts_table()
    heard = set(sounds(char)[:2])
    costs: dict[str, float] = {}
    for part in sorted(parts.get(char, frozenset((char,)))):
        grade = sum(shared[part] >= least for least in _SHARED_BY)
        for other in having.get(part, ()):
            cost = (_SAME_SOUND if heard & set(sounds(other)[:2]) else _OTHER_SOUND)[grade]
            if other != char and cost < costs.get(other, 99.0):
                costs[other] = cost
    number, alone = grams().number, grams().alone_of
    best = sorted(costs.items(), key=lambda found: found[1] - 0.6 * alone[number[found[0]]])
    return tuple(best[:_MOST])

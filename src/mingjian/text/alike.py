"""Which characters a character may have been written for because they look alike: by shared parts, and by sound as well.

The costs are log-likelihoods, fitted on how such disguises are made (characters used for tuning): a part that few
characters have and the same sound make a likeness; a disguise that shares a part nearly always begins with the same
letter in pinyin as well, so that readers guess it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import Final

from mingjian.text.grams import grams, meant
from mingjian.text.shapes import shapes
from mingjian.text.sounding import sounding
from mingjian.text.tables import in_gb2312
from mingjian.text.words import sounds

_MOST: Final = 40
_RAREST: Final = -16.0  # log-probability under which a character is no candidate
_SHARED_BY: Final = (15, 60, 250)  # in how many characters a part stands, for the four grades of likeness
_SAME_SOUND: Final = (0.8, 1.1, 2.4, 3.6)
_SAME_LETTER: Final = (1.7, 2.1, 2.6, 3.9)
_OTHER_SOUND: Final = (7.5, 8.3, 9.0, 10.0)
_SOUND_ALONE: Final = 6.5  # of a frequent character that sounds the same and shares no part
_KNOWN: Final = 0.8  # how much a character's frequency counts when the likeliest few are chosen
_FREQUENT: Final = -10.0


@lru_cache(maxsize=1)
def parts_table() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], Counter[str]]:
    """Give the parts of every character, the candidates that have a part, and in how many characters a part stands."""
    table = shapes().parts
    number, alone = grams().number, grams().alone_of
    parts = {char: tuple(sorted({char}.union(*ways))) for char, ways in table.items()}
    having: defaultdict[str, list[str]] = defaultdict(list)
    deep: Counter[str] = Counter()
    for char in sorted(parts.keys() & number.keys()):
        if alone[number[char]] > _RAREST and in_gb2312(char):
            for part in parts[char]:
                having[part].append(char)
        deep.update(_all_parts(char, parts, 4))
    return parts, {part: tuple(chars) for part, chars in having.items()}, deep


def _all_parts(char: str, parts: dict[str, tuple[str, ...]], depth: int) -> set[str]:
    found = set(parts.get(char, ()))
    if depth:
        for part in found - {char}:
            found |= _all_parts(part, parts, depth - 1)
    return found


@lru_cache(maxsize=16_384)
def alike(char: str) -> tuple[tuple[str, float], ...]:
    """Give the characters that `char` may stand for, each with its cost."""
    parts, having, shared = parts_table()
    number, alone = grams().number, grams().alone_of
    heard = sounds(char)[:3]
    letters = {sound[0] for sound in heard}
    costs: dict[str, float] = {}
    for sound in heard:
        for other in sounding().characters.get(sound, ()):
            if alone[number[other]] > _FREQUENT:
                costs[other] = _SOUND_ALONE
    for part in parts.get(char, (char,)):
        grade = sum(shared[part] >= least for least in _SHARED_BY)
        for other in having.get(part, ()):
            cost = _likeness(heard, letters, sounds(other)[:2])[grade]
            if cost < costs.get(other, 99.0):
                costs[other] = cost
    costs.pop(char, None)
    for other in costs:
        costs[other] += meant(other)
    best = sorted(costs.items(), key=lambda found: found[1] - _KNOWN * alone[number[found[0]]])
    return tuple(best[:_MOST])


def _likeness(heard: tuple[str, ...], letters: set[str], other: tuple[str, ...]) -> tuple[float, ...]:
    """Give the costs by grade of a character that is heard as `other`."""
    if not set(heard).isdisjoint(other):
        return _SAME_SOUND
    return _OTHER_SOUND if letters.isdisjoint(sound[0] for sound in other) else _SAME_LETTER

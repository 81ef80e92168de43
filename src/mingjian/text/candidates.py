"""A graph of letters in, the same graph with candidate readings, one function for each kind of disguise."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from mingjian.text.alike import alike
from mingjian.text.grams import meant
from mingjian.text.lattice import WANTED_GAIN, Letters
from mingjian.text.shapes import shapes
from mingjian.text.sounding import sounding
from mingjian.text.tables import LOOSE_PARTS, in_gb2312
from mingjian.text.words import lure_terms, sounds, words

SPLIT_COST: Final = 1.0
SPLIT_PLAIN_COST: Final = 6.0  # beside loose parts
SPLIT_SUPPOSED_COST: Final = 3.0
ALIKE_COST: Final = 0.5
SOUND_COST: Final = 0.5
SOUND_ALONE_COST: Final = 0.0
SWAP_COST: Final = 3.0
_TELLING: Final = frozenset("微信 博彩 赌博 赌场 网赌 棋牌 彩票 彩金 裸聊 约炮 招嫖 卖淫 色情 黄片 毒品".split())  # noqa: SIM905
_NUMERALS: Final = frozenset("零〇一二三四五六七八九十百千万亿第两")
_RARE: Final = -19.0  # log-frequency under which a character is rare in ordinary text


def han(char: str) -> bool:
    """Whether a character is a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def rare(char: str) -> bool:
    """Whether ordinary text hardly ever carries a Chinese character."""
    return not in_gb2312(char) or words().characters.get(char, -99.0) < _RARE


def splits(letters: Letters, places: Collection[int], plain_cost: float) -> None:
    """Read two to four parts as the character that they make."""
    made, stretch = shapes().made_of, letters.stretch
    letters.wanted = lures()
    for place in places:
        for size in (2, 3, 4):
            written = stretch[place : place + size]
            char = made.get(written) if len(written) == size and place + size - 1 in places else None
            if char:
                torn = any(part in LOOSE_PARTS or rare(part) for part in written)
                letters.read(place, place + size, char, SPLIT_COST if torn else plain_cost, "split")


def plain_splits(letters: Letters, places: Collection[int]) -> None:
    """Read two to four parts that are characters themselves as the character that they make."""
    splits(letters, places, SPLIT_SUPPOSED_COST)


def alikes(letters: Letters, places: Iterable[int]) -> None:
    """Read characters as those that look like them."""
    letters.wanted = lures()
    for place in places:
        if han(char := letters.stretch[place]):
            for other, cost in alike(char):
                letters.read(place, place + 1, other, ALIKE_COST + cost, "look-alike")


def homophones(letters: Letters, places: Collection[int]) -> None:
    """Read characters and runs of two to four as words that sound the same."""
    known, stretch, wanted = sounding(), letters.stretch, lures()
    for place in places:
        if not han(char := stretch[place]) or not in_gb2312(char):
            continue
        heard = [sounds(other)[:3] for other in itertools.takewhile(han, stretch[place : place + 4])]
        found = dict.fromkeys(other for sound in heard[0] for other in known.characters.get(sound, ()) if other != char)
        for other in found:
            letters.read_word(place, place + 1, other, SOUND_COST + SOUND_ALONE_COST, "homophone")
        for size in range(2, len(heard) + 1):
            if place + size - 1 not in places:
                break
            written = stretch[place : place + size]
            spoken = (" ".join(way) for way in itertools.product(*heard[:size]))
            for word in dict.fromkeys(word for sound in spoken for word in known.words.get(sound, ())):
                changed = sum(old != new for old, new in zip(written, word, strict=True))
                if changed:
                    cost = SOUND_COST * changed + meant(word) - (WANTED_GAIN if word in wanted else 0.0)
                    letters.read_word(place, place + size, word, cost, "homophone")


def swaps(letters: Letters, places: Collection[int]) -> None:
    """Read two or three characters in the opposite order."""
    stretch = letters.stretch
    letters.wanted = lures()
    for place in places:
        for size in (2, 3):
            written = stretch[place : place + size]
            if (
                place + size - 1 in places
                and len(written) == size
                and han(written[0])
                and han(written[-1])
                and written[0] != written[-1]
                and _NUMERALS.isdisjoint(written)
            ):
                letters.read(place, place + size, written[::-1], SWAP_COST, "swapped")


@lru_cache(maxsize=1)
def lures() -> frozenset[str]:
    """Give the base terms of lures that ordinary words do not read like by chance: disguise is mostly put on these."""
    return _TELLING | {lure for lure in lure_terms() if len(lure) > 2}


@lru_cache(maxsize=4096)
def lures_with(char: str) -> tuple[tuple[str, int], ...]:
    """Give the base terms of lures that hold a character, and at which place."""
    return tuple((lure, lure.index(char)) for lure in lure_terms() if char in lure)

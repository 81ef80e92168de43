"""A stretch of text in, its candidate readings out, one function for each kind of disguise."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Final

from mingjian.text.lattice import Arc
from mingjian.text.shapes import shapes
from mingjian.text.tables import LOOSE_PARTS, in_gb2312
from mingjian.text.words import lure_terms, sounds, words

SPLIT_COST: Final = 2.0
SPLIT_PLAIN_COST: Final = 7.0
ALIKE_COST: Final = 5.0
ALIKE_RARE_COST: Final = 1.0
SOUND_COST: Final = 3.0
LURE_SOUND_COST: Final = 2.0
SWAP_COST: Final = 3.0
_RARE: Final = -19.0  # log-frequency under which a character is rare in ordinary text


def han(char: str) -> bool:
    """Whether a character is a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


def rare(char: str) -> bool:
    """Whether ordinary text hardly ever carries a Chinese character."""
    return not in_gb2312(char) or words().characters.get(char, -99.0) < _RARE


def split_arcs(stretch: str, place: int) -> list[Arc]:
    """Read two to four parts as the character that they make."""
    arcs = []
    made = shapes().made_of
    for size in (2, 3, 4):
        written = stretch[place : place + size]
        char = made.get(written) if len(written) == size else None
        if char:
            torn = any(part in LOOSE_PARTS or rare(part) for part in written)
            arcs.append(Arc(size, char, SPLIT_COST if torn else SPLIT_PLAIN_COST, "split"))
    return arcs


@lru_cache(maxsize=4096)
def alike_arcs(char: str) -> tuple[Arc, ...]:
    """Read a character as those that look like it; cheaply where it is rare."""
    if not han(char):
        return ()
    base = ALIKE_RARE_COST if not in_gb2312(char) else ALIKE_COST
    return tuple(Arc(1, other, base + distance, "look-alike") for other, distance in shapes().alike(char).items())


@lru_cache(maxsize=4096)
def lures_with(char: str) -> tuple[tuple[str, int], ...]:
    """Give the base terms of lures that hold a character, and at which place."""
    return tuple((lure, lure.index(char)) for lure in lure_terms() if char in lure)


def sound_arcs(stretch: str, place: int) -> list[Arc]:
    """Read two to four characters as words that sound the same."""
    arcs: list[Arc] = []
    index, weight, lures = words().by_sound, words().weight, words().lures
    heard = [sounds(char)[:2] for char in itertools.takewhile(han, stretch[place : place + 4])]
    for size in range(2, len(heard) + 1):
        written = stretch[place : place + size]
        for spoken in itertools.product(*heard[:size]):
            for word in index.get(" ".join(spoken), ()):
                changed = sum(old != new for old, new in zip(written, word, strict=True))
                if changed:
                    cost = LURE_SOUND_COST if word in lures else SOUND_COST
                    arcs.append(Arc(size, word, cost * changed - weight[word], "homophone"))
    return arcs


def swap_arcs(stretch: str, place: int) -> list[Arc]:
    """Read two to four characters in another order where that makes a word."""
    arcs = []
    weight = words().weight
    for size in (2, 3, 4):
        written = stretch[place : place + size]
        if len(written) < size or not all(map(han, written)) or written in weight:
            continue
        for order in itertools.permutations(written):
            word = "".join(order)
            if word != written and word in weight:
                arcs.append(Arc(size, word, SWAP_COST - weight[word], "swapped"))
    return arcs

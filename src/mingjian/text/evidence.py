"""A text and what it would read if a disguise were undone in, how strongly that speaks for the disguise out.

Each disguise has seven weights: a logistic model of disguised comments against plain ones, statutes and ordinary texts
of our own grammars. They know no word and no pair of characters. `least` was chosen on headlines and messages that are
not judged: at it, one headline in forty has a word changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from mingjian.text.candidates import han
from mingjian.text.surprise import Word
from mingjian.text.tables import in_gb2312

USUAL: Final = 4.0  # nats a character of ordinary text
_FEW: Final = 5  # characters, added to a text's length
_MOST_RARE: Final = 5


class Weights(NamedTuple):
    """What a disguise's evidence is made of; `least` is the sum from which on it is believed.

    `gain`: nats that the text becomes likelier, by the root of its length; `before` and `after`: nats a character over
    `USUAL`; `mended` and `alone`: single-character words fewer, and left, in ten; `length`: its logarithm;
    `rare`: characters in ten that ordinary text hardly carries.
    """

    gain: float
    before: float
    after: float
    mended: float
    alone: float
    length: float
    rare: float
    least: float


ALIKE: Final = Weights(1.89, -0.32, 0.36, 0.41, 0.62, -0.11, 2.97, 4.0)
HOMOPHONE: Final = Weights(0.78, 0.35, -1.33, 1.05, 0.98, -0.32, -0.09, 3.3)
SWAPPED: Final = Weights(2.0, 0.58, -0.66, 0.38, 0.53, -0.15, 0.0, 3.5)
SPLIT: Final = Weights(1.0, 0.14, -0.45, 0.91, 0.28, -0.07, 0.12, 1.5)


def density(text: str, cut: Sequence[Word]) -> float:
    """Give by how many nats a character the Chinese words of a text are unlikelier than usual."""
    return sum(
        (word.unlikely - USUAL) * (word.end - word.start)
        for word in cut
        if word.unlikely > USUAL and han(text[word.start])
    ) / max(len(text), 1)


def weigh(
    weights: Weights, gain: float, before: tuple[str, Sequence[Word]], after: tuple[str, Sequence[Word]]
) -> float:
    """Give the evidence less what is asked for: above 0 the disguise is believed. A text comes with its words."""
    size = sum(map(han, before[0])) + _FEW
    alone, left = _alone(*before), _alone(*after)
    rare = min(sum(han(char) and not in_gb2312(char) for char in before[0]), _MOST_RARE)
    return (
        weights.gain * gain / math.sqrt(size)
        + weights.before * density(*before)
        + weights.after * density(*after)
        + weights.mended * 10 * (alone - left) / size
        + weights.alone * 10 * left / size
        + weights.length * math.log(size)
        + weights.rare * 10 * rare / size
        - weights.least
    )


def _alone(text: str, cut: Sequence[Word]) -> int:
    return sum(word.end - word.start == 1 and han(text[word.start]) for word in cut)

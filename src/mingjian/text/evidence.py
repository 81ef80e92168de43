"""A text and what it would read if a disguise were undone in, how strongly that speaks for the disguise out.

Each disguise has seven weights: a logistic model of disguised comments against comments disguised otherwise, headlines
and pieces of them, messages, statutes and rulings, all of the halves used for tuning. They know no word and no pair of
characters. `least` was chosen on the same texts: at it, about one headline in fifty has a word changed.
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


ALIKE: Final = Weights(2.0, -0.74, -0.34, -0.08, 0.35, -0.86, 2.51, 0.1)
HOMOPHONE: Final = Weights(0.53, -1.29, -1.53, 1.55, 0.96, -1.08, -3.7, -1.95)
SWAPPED: Final = Weights(1.73, -1.34, 0.3, 1.27, 0.63, -0.69, -0.35, 0.0)
SPLIT: Final = Weights(1.12, 0.39, -1.11, 1.15, 0.61, -1.2, -0.14, -4.2)


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

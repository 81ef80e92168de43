"""How likely one word is after another: a table of word pairs with backoff, the sense of context of all repairs.

Sources: the word model of open-gram (Kov Chai, virus huo, Tinyfool, MDBG; CC BY-SA 3.0) and the word list of wordfreq
(Robyn Speer and the sources that it names; CC BY-SA 4.0), cut down and mixed by `build_grams`; `data/grams.npz` is an
adaptation of both under CC BY-SA 4.0. Words beyond it come from jieba and our base terms.
"""

from __future__ import annotations

import importlib.resources
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mingjian.text.words import words

BOUNDARY: Final = 0  # the word before a text and after it, and what stands for punctuation
STRANGE: Final = -18.0  # log-probability of a Chinese character that no table knows
LETTER: Final = -8.0  # of a Latin letter
PICTURE: Final = -9.0  # of a pictograph
TALK: Final = 0.3  # how much of a word's frequency is wordfreq's
NAME: Final = "\0"  # the word that stands for any name
_BEYOND: Final = -1.0  # what a word outside the model loses, since it is counted in another corpus,
_TALKED: Final = -0.5  # or only in wordfreq's
_STEP: Final = 10  # parts of a nat in the file
_LITTLE: Final = 0.35
_MIDDLING: Final = -8.5  # log-probability of a word on which disguise is as likely as on the average

_NONE: Final = 0xFFFF
Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float32]


class Grams:
    """Words with a number each, how likely each is alone, and after another."""

    def __init__(self, content: dict[str, npt.NDArray[Any]]) -> None:
        names = content["words"].tobytes().decode().split("\n")
        self.number: dict[str, int] = {name: place for place, name in enumerate(names)}
        alone: list[float] = (content["alone"].astype(np.float32) / _STEP).tolist()
        for word, likely in _further(content).items():
            if word not in self.number:
                self.number[word] = len(alone)
                alone.append(likely)
        self._strange, self._letter, self._picture = range(len(alone), len(alone) + 3)
        self.number[NAME] = len(alone) + 3
        alone += [STRANGE, LETTER, PICTURE, 0.0]
        self.alone_of = alone
        self.nexts = _nexts(self.number)
        self._alone: Reals = np.array(alone, dtype=np.float32)
        self._backoff: Reals = np.zeros(len(alone), dtype=np.float32)
        self._backoff[: len(names)] = content["backoff"].astype(np.float32) / _STEP
        first = np.repeat(np.arange(len(names), dtype=np.uint32), content["counts"].astype(np.int64))
        self._keys = first << np.uint32(16) | content["second"].astype(np.uint32)
        self._likely = content["likely"]
        self._known = len(names)

    def word(self, char: str) -> int:
        """Give the number of a character as a word, or of what stands for it."""
        known = self.number.get(char)
        if known is not None:
            return known
        if char < "\u2190":
            return self._letter if char.isascii() and char.isalpha() else BOUNDARY
        if "\u3400" <= char <= "\u9fff" or char >= "\U00020000" or "\u2e80" <= char <= "\u2fdf":
            return self._strange
        return self._picture if char >= "\U0001f000" or "\u2600" <= char <= "\u27bf" else BOUNDARY

    def after(self, before: Sequence[int], following: Sequence[int]) -> Reals:
        """Give log P(following | before) for every pair, shape (before, following)."""
        first, second = np.array(before, dtype=np.int64), np.array(following, dtype=np.int64)
        likely: Reals = self._backoff[first][:, None] + self._alone[second][None, :]
        keys = self._key(first, second)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hit = self._keys[at] == keys
        likely[hit] = self._likely[at[hit]].astype(np.float32) / -_STEP
        return likely

    def each_after(self, before: Sequence[int], following: Sequence[int]) -> Reals:
        """Give log P(following | before) pair by pair."""
        first, second = np.array(before, dtype=np.int64), np.array(following, dtype=np.int64)
        likely: Reals = self._backoff[first] + self._alone[second]
        keys = self._key(first, second, pairwise=True)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hit = self._keys[at] == keys
        likely[hit] = self._likely[at[hit]].astype(np.float32) / -_STEP
        return likely

    def _key(self, first: Numbers, second: Numbers, *, pairwise: bool = False) -> npt.NDArray[np.uint32]:
        """Give the keys of pairs of words; words beyond the model have numbers that no pair has."""
        high = np.where(first < self._known, first, _NONE).astype(np.uint32) << np.uint32(16)
        low = np.minimum(second, _NONE).astype(np.uint32)
        return high | low if pairwise else high[:, None] | low[None, :]


def _further(content: dict[str, npt.NDArray[Any]]) -> dict[str, float]:
    """Give the words beyond the model with their log-probability: jieba's, base terms of lures, wordfreq's."""
    listed = content["further"].tobytes().decode().split("\n")
    talked = dict(zip(listed, (content["further_alone"].astype(np.float64) / _STEP).tolist(), strict=True))
    known = {word: mixed(likely + _BEYOND, talked.get(word)) for word, likely in words().weight.items()}
    return {word: likely + _TALKED for word, likely in talked.items()} | known


def mixed(likely: float, talked: float | None) -> float:
    """Mix a log-frequency with that of wordfreq; a word that it does not know stays as it is."""
    return likely if talked is None else math.log((1 - TALK) * math.exp(likely) + TALK * math.exp(talked))


def _nexts(number: dict[str, int]) -> dict[str, str]:
    """Give for every beginning of a word the characters that go on with it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in number:
        for size in range(1, len(word)):
            found[word[:size]].add(word[size])
    return {beginning: "".join(sorted(chars)) for beginning, chars in found.items()}


@lru_cache(maxsize=1)
def grams() -> Grams:
    """Give the table, loaded once in a process."""
    with (
        importlib.resources.files("mingjian.text").joinpath("data/grams.npz").open("rb") as file,
        np.load(file) as kept,
    ):
        return Grams({name: kept[name] for name in kept.files})


@lru_cache(maxsize=32_768)
def meant(word: str) -> float:
    """Give what it costs that disguise is put on a word: it is put on what matters, seldom on the little words."""
    return _LITTLE * (grams().alone_of[grams().number[word]] - _MIDDLING)

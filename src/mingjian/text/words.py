"""The vocabulary of repairs: ordinary words with their frequency, base terms of lures, and how each word sounds.

Sources: word frequencies of jieba (MIT), readings of pypinyin (MIT), `data/lure_terms.txt` (our own). Loaded on the
first text that needs a repair by candidates (60 MB), never for long ordinary text; kept between starts by `kept`.
"""

from __future__ import annotations

import importlib.resources
import importlib.util
import json
import math
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from mingjian.text.kept import keep, recall

_LEAST: Final = 8  # occurrences in jieba's corpus: rarer words cost memory and mend little
_LONGEST: Final = 4
_LURE_FREQUENCY: Final = 400
_TOTAL: Final = 60_000_000
_FLOOR: Final = math.log(0.1 / _TOTAL)
_PACKAGES: Final = ("jieba", "pypinyin")


def package_file(package: str, name: str) -> Path:
    """Give the path of a data file of an installed package without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0]) / name


class Words:
    """Words with the logarithm of their frequency, their beginnings, and look-up by sound and initials."""

    def __init__(self, weight: dict[str, float], beginnings: set[str], characters: dict[str, float]) -> None:
        self.weight = weight
        self.beginnings = beginnings
        self.characters = characters
        self.lures = lure_terms()
        self.floor = _FLOOR

    @cached_property
    def by_sound(self) -> dict[str, tuple[str, ...]]:
        """Words of two to four characters by their toneless syllables, the most frequent first (at most six)."""
        return self._index(lambda word: " ".join(sounds(char)[0] for char in word if sounds(char)), 6)

    @cached_property
    def by_initials(self) -> dict[str, tuple[str, ...]]:
        """Words by the first letters of their syllables, the most frequent first (at most six)."""
        return self._index(lambda word: "".join(sounds(char)[0][0] for char in word if sounds(char)), 6)

    def _index(self, key: Callable[[str], str], most: int) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.weight:
            if len(word) > 1:
                found[key(word)].append(word)
        weight = self.weight
        return {
            name: tuple(sorted(words, key=lambda word: -weight[word])[:most]) if len(words) > 1 else (words[0],)
            for name, words in found.items()
        }


def _built() -> Words:
    frequency = dict(_frequencies())
    for lure in sorted(lure_terms()):  # in one order, so that every machine breaks ties between words alike
        frequency[lure] = max(frequency.get(lure, 0), _LURE_FREQUENCY)
    weight = {word: math.log(count / _TOTAL) for word, count in frequency.items()}
    beginnings = {word[:size] for word in weight for size in range(1, len(word))}
    alone: dict[str, float] = defaultdict(float)
    for word, count in frequency.items():
        for char in word:
            alone[char] += count if len(word) == 1 else count * 0.1
    characters = {char: math.log(count / _TOTAL) for char, count in alone.items() if char >= "\u3400"}
    for char, likely in characters.items():
        weight[char] = max(weight.get(char, _FLOOR), likely)
    return Words(weight, beginnings, characters)


def _frequencies() -> list[tuple[str, int]]:
    rows = []
    with package_file("jieba", "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ", 2)
            if len(word) <= _LONGEST and int(count) >= _LEAST and "\u3400" <= word[0] <= "\u9fff":
                rows.append((word, int(count)))
    return rows


@lru_cache(maxsize=1)
def lure_terms() -> frozenset[str]:
    """Give the base terms of lures that repairs look for."""
    text = importlib.resources.files("mingjian.text").joinpath("data/lure_terms.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    """Read pypinyin's table of characters from its file: importing the package loads its phrases too."""
    with package_file("pypinyin", "pinyin_dict.json").open(encoding="utf-8") as file:
        table: dict[str, str] = json.load(file)
    return table


@lru_cache(maxsize=30_000)
def sounds(char: str) -> tuple[str, ...]:
    """Give the toneless readings of a character (ü as v), the usual one first; none for other characters."""
    written = _readings().get(str(ord(char)))
    if not written:
        return ()
    plain = (_toneless(reading) for reading in written.split(","))
    return tuple(dict.fromkeys(reading for reading in plain if reading))


def _toneless(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v"))
    letters = letters.replace("ǚ", "v").replace("ǜ", "v").replace("u\u0308", "v")
    return "".join(char for char in letters if char.isascii() and char.isalpha())


@lru_cache(maxsize=1)
def words() -> Words:
    """Give the vocabulary, loaded once in a process and built once on a machine."""
    known = recall("words", _PACKAGES)
    if known is None:
        made = _built()
        # one table for all: the look-ups hold the very same words, which the format stores and loads once
        keep(
            "words", _PACKAGES, lambda: (made.weight, made.beginnings, made.characters, made.by_sound, made.by_initials)
        )
        return made
    made = Words(*known[:3])
    made.by_sound, made.by_initials = known[3:]
    return made

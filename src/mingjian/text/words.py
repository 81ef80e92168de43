"""The vocabulary of repairs: ordinary words with their frequency, base terms of lures, and how each character sounds.

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
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

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


class Words(NamedTuple):
    """The logarithm of the frequency of words, and of characters, within words as well as alone."""

    weight: dict[str, float]
    characters: dict[str, float]


def _built() -> Words:
    frequency = dict(_frequencies())
    for lure in sorted(lure_terms()):  # in one order, so that every machine breaks ties between words alike
        frequency[lure] = max(frequency.get(lure, 0), _LURE_FREQUENCY)
    weight = {word: math.log(count / _TOTAL) for word, count in frequency.items()}
    alone: dict[str, float] = defaultdict(float)
    for word, count in frequency.items():
        for char in word:
            alone[char] += count if len(word) == 1 else count * 0.1
    characters = {char: math.log(count / _TOTAL) for char, count in alone.items() if char >= "\u3400"}
    for char, likely in characters.items():
        weight[char] = max(weight.get(char, _FLOOR), likely)
    return Words(weight, characters)


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
    plain = (toneless(reading) for reading in written.split(","))
    return tuple(dict.fromkeys(reading for reading in plain if reading))


def toneless(reading: str) -> str:
    """Give a syllable of pinyin without its tone, ü as v."""
    letters = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v"))
    letters = letters.replace("ǚ", "v").replace("ǜ", "v").replace("u\u0308", "v")
    return "".join(char for char in letters if char.isascii() and char.isalpha())


@lru_cache(maxsize=1)
def words() -> Words:
    """Give the vocabulary, loaded once in a process and built once on a machine."""
    known = recall("words", _PACKAGES)
    if known is None:
        known = tuple(_built())
        keep("words", _PACKAGES, lambda: known)
    return Words(*known)

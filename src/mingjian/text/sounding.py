"""Which words and characters a sound, or the first letters of sounds, may stand for: the likeliest few of each.

Sources: readings of pypinyin (MIT), words of `grams`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from typing import Final, NamedTuple

from mingjian.text.grams import grams
from mingjian.text.kept import keep, recall
from mingjian.text.words import package_file, sounds, toneless

_PACKAGES: Final = ("jieba", "pypinyin")
_LONGEST: Final = 4
_WORDS: Final = 12
_CHARACTERS: Final = 14
_RAREST: Final = -17.0  # log-probability of what is a candidate


class Sounding(NamedTuple):
    """`words`: by toneless syllables with blanks between; `characters`: by syllable; `initials`: by first letters."""

    words: dict[str, tuple[str, ...]]
    characters: dict[str, tuple[str, ...]]
    initials: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def sounding() -> Sounding:
    """Give the look-ups, built once on a machine and kept."""
    known = recall("sounding", _PACKAGES)
    if known is None:
        known = tuple(_built())
        keep("sounding", _PACKAGES, lambda: known)
    return Sounding(*known)


def _built() -> Sounding:
    number, alone, phrases = grams().number, grams().alone_of, _phrases()
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    by_character: defaultdict[str, list[str]] = defaultdict(list)
    by_initials: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(number, key=lambda word: -alone[number[word]]):
        if alone[number[word]] < _RAREST:
            break
        heard = phrases.get(word) or [sound for char in word for sound in sounds(char)[:1]]
        if not word or len(word) > _LONGEST or len(heard) != len(word):
            continue
        if len(word) > 1:
            by_sound[" ".join(heard)].append(word)
        else:
            for sound in sounds(word)[:2]:
                by_character[sound].append(word)
        by_initials["".join(sound[0] for sound in heard)].append(word)
    return Sounding(_first(by_sound, _WORDS), _first(by_character, _CHARACTERS), _first(by_initials, 2 * _WORDS))


def _phrases() -> dict[str, list[str]]:
    """Give the toneless syllables of words whose characters have several readings."""
    with package_file("pypinyin", "phrases_dict.json").open(encoding="utf-8") as file:
        table: dict[str, list[list[str]]] = json.load(file)
    return {
        word: [toneless(readings[0]) for readings in heard] for word, heard in table.items() if len(word) <= _LONGEST
    }


def _first(found: dict[str, list[str]], most: int) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words[:most]) for key, words in found.items()}

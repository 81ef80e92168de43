"""Letters, emoji and characters read aloud: words that a mixed stretch spells by pinyin, initials or pictures.

Source of emoji names: the `emoji` package (BSD; names of the Unicode CLDR), read from the installed package.
"""

from __future__ import annotations

import importlib.resources
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from mingjian.text.lattice import Arc
from mingjian.text.words import package_file, sounds, words

PINYIN_COST: Final = 1.0
EMOJI_COST: Final = 3.0
INITIALS_COST: Final = 4.0
LETTER_COST: Final = 6.0  # log-likelihood that a Latin letter costs when it stays as it is
_SINGLES: Final = 4
PICTURE_COST: Final = 16.0  # log-likelihood that a pictograph costs when it stays as it is, between characters
KEYCAP: Final = "\u20e3"
_DIGITS: Final = {
    "0": "零领",
    "1": "一要",
    "2": "二爱",
    "3": "三",
    "4": "四是",
    "5": "五我",
    "6": "六",
    "7": "七",
    "8": "八发",
    "9": "九",
}


class Unit(NamedTuple):
    """Something that is said as one syllable: `size` characters, its syllables, the character if it is one."""

    size: int
    spoken: tuple[str, ...]
    fixed: str
    kind: str


def is_emoji(char: str) -> bool:
    """Whether a character is a pictograph."""
    return char >= "\u2190" and (
        "\U0001f000" <= char <= "\U0001faff" or "\u2600" <= char <= "\u27bf" or "\u2b00" <= char <= "\u2bff"
        or "\u231a" <= char <= "\u23ff"
    )  # fmt: skip


@lru_cache(maxsize=1)
def emoji_names() -> dict[str, str]:
    """Give the Chinese names of single-character emoji."""
    with package_file("emoji", "unicode_codes/emoji_zh.json").open(encoding="utf-8") as file:
        table: dict[str, str] = json.load(file)
    names = ((key.replace("\ufe0f", ""), name.strip(":")) for key, name in table.items())
    return {key: name for key, name in names if len(key) == 1}


@lru_cache(maxsize=1)
def _read_as() -> dict[str, str]:
    text = importlib.resources.files("mingjian.text").joinpath("data/pictographs.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows if len(row) == 2}


@lru_cache(maxsize=4096)
def said(char: str) -> str:
    """Give the characters that a pictograph may stand for, the likeliest first, at most five."""
    return "".join(dict.fromkeys(_read_as().get(char, "") + emoji_names().get(char, "")[:4]))[:5]


@lru_cache(maxsize=4096)
def emoji_sounds(char: str) -> tuple[str, ...]:
    """Give the syllables of what a pictograph may stand for."""
    return tuple(dict.fromkeys(sound for part in said(char) for sound in sounds(part)[:1]))


@lru_cache(maxsize=1)
def by_syllable() -> dict[str, tuple[str, ...]]:
    """Give the most frequent characters of each syllable."""
    found: dict[str, list[str]] = defaultdict(list)
    known = words().characters
    for char in sorted(known, key=lambda char: -known[char]):
        for sound in sounds(char)[:1]:
            if len(found[sound]) < _SINGLES:
                found[sound].append(char)
    return {sound: tuple(chars) for sound, chars in found.items()}


def units(stretch: str, place: int) -> list[Unit]:
    """Give what may be said as one syllable from `place`."""
    char = stretch[place]
    if "\u3400" <= char <= "\u9fff":
        return [Unit(1, sounds(char)[:2], char, "")]
    if is_emoji(char):
        heard = emoji_sounds(char)
        return [Unit(1, heard, "", "emoji")] if heard else []
    if char in _DIGITS and stretch[place + 1 : place + 2] == KEYCAP:
        return [Unit(2, tuple(sounds(part)[0] for part in _DIGITS[char]), "", "emoji")]
    if not ("a" <= char <= "z"):
        return []
    found = []
    known = by_syllable()
    for size in range(6, 0, -1):
        written = stretch[place : place + size]
        if len(written) == size and written in known and (size > 1 or written in "ae"):
            spaced = stretch[place + size : place + size + 1] == " "
            following = stretch[place + size + 1 : place + size + 2]
            found.append(Unit(size, (written,), "", "pinyin"))
            if spaced and following.isascii() and following.isalpha():
                found.append(Unit(size + 1, (written,), "", "pinyin"))
    return found


def _sequences(stretch: str, place: int, most: int) -> Iterator[tuple[Unit, ...]]:
    open_: list[tuple[int, tuple[Unit, ...]]] = [(place, ())]
    for _ in range(most):
        following = []
        for end, path in open_:
            if end < len(stretch):
                for unit in units(stretch, end):
                    longer = (*path, unit)
                    yield longer
                    following.append((end + unit.size, longer))
        open_ = following[:60]


def spoken_arcs(stretch: str, place: int, most: int = 4) -> list[Arc]:
    """Read a stretch with Latin syllables or emoji in it as the word that it says aloud."""
    arcs: list[Arc] = []
    index, weight = words().by_sound, words().weight
    for path in _sequences(stretch, place, most):
        kinds = {unit.kind for unit in path if unit.kind}
        if not kinds:
            continue
        kind = "emoji" if "emoji" in kinds else "pinyin"
        size = sum(unit.size for unit in path)
        cost = sum(EMOJI_COST if unit.kind == "emoji" else PINYIN_COST for unit in path if unit.kind)
        for spoken in itertools.product(*(unit.spoken for unit in path)):
            found = by_syllable().get(spoken[0], ()) if len(path) == 1 else index.get(" ".join(spoken), ())
            for word in found:
                if all(not unit.fixed or unit.fixed == char for unit, char in zip(path, word, strict=True)):
                    extra = 0.0 if len(path) > 1 else 5.0
                    likely = weight.get(word, -18.0) if len(path) > 1 else min(weight.get(word, -18.0), -9.0)
                    arcs.append(Arc(size, word, cost + extra - likely, kind))
    if is_emoji(stretch[place]):
        arcs += [Arc(1, char, EMOJI_COST + 9.0, "emoji") for char in said(stretch[place])[:2]]
    return arcs


def initials_arcs(stretch: str, place: int) -> list[Arc]:
    """Read two to four Latin letters as the base term of lures whose syllables begin with them."""
    arcs: list[Arc] = []
    index, weight, lures = words().by_initials, words().weight, words().lures
    for size in (2, 3, 4):
        written = stretch[place : place + size]
        if len(written) < size or not (written.isascii() and written.isalpha()):
            break
        found = index.get(written, ())
        arcs += [Arc(size, word, INITIALS_COST - weight[word], "initials") for word in found if word in lures]
    return arcs

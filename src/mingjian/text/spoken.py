"""Letters, emoji and characters read aloud: words that a mixed stretch spells by pinyin, initials or pictures.

Source of emoji names: the `emoji` package (BSD; names of the Unicode CLDR), read from the installed package.
"""

from __future__ import annotations

import importlib.resources
import itertools
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from mingjian.text.grams import meant
from mingjian.text.lattice import Letters
from mingjian.text.sounding import sounding
from mingjian.text.words import package_file, sounds

PINYIN_COST: Final = 1.0
EMOJI_COST: Final = 3.0
INITIALS_COST: Final = 1.0
USUAL_GAIN: Final = 5.0  # nats that initials are likelier to stand for what people usually write so
ALONE_COST: Final = 1.0  # what a syllable more costs that is read as a word of its own
PICTURE_COST: Final = 6.0  # log-likelihood that a pictograph costs when it stays as it is, between characters
_SYLLABLES: Final = re.compile("[a-z]+")
_LONGEST_RUN: Final = 24
_RUN_BEFORE: Final = re.compile("(?<![A-Za-z0-9])([A-Za-z0-9]+) $")
_RUN_AFTER: Final = re.compile(" ([A-Za-z0-9]+)")
# no syllable begins with i, u or v, and one hardly ever with o
_LETTERS: Final = re.compile("(?<![A-Za-z0-9.])(?!([a-z])\\1|x(?![a-z]))[a-hj-np-tw-z]{1,5}(?![A-Za-z0-9.])")
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
def latin_words() -> frozenset[str]:
    """Give the Latin words that Chinese text carries in small letters."""
    text = importlib.resources.files("mingjian.text").joinpath("data/latin_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@lru_cache(maxsize=1)
def usual_initials() -> dict[str, tuple[str, ...]]:
    """Give what people usually write by its initials, the likeliest first, by the letters."""
    text = importlib.resources.files("mingjian.text").joinpath("data/initials.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {letters: tuple(readings.split(" ")) for letters, readings in rows}


@lru_cache(maxsize=1)
def _read_as() -> dict[str, str]:
    text = importlib.resources.files("mingjian.text").joinpath("data/pictographs.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows if len(row) == 2}


@lru_cache(maxsize=4096)
def said(char: str) -> str:
    """Give the characters that a pictograph may stand for, the likeliest first, at most five."""
    named = "".join(part for part in emoji_names().get(char, "") if "\u3400" <= part <= "\u9fff")
    return "".join(dict.fromkeys(_read_as().get(char, "") + named[:4]))[:5]


@lru_cache(maxsize=4096)
def emoji_sounds(char: str) -> tuple[str, ...]:
    """Give the syllables of what a pictograph may stand for."""
    return tuple(dict.fromkeys(sound for part in said(char) for sound in sounds(part)[:1]))


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
    if not "a" <= char <= "z" or not _syllables_around(stretch, place):
        return []
    found = []
    known = sounding().characters
    for size in range(6, 0, -1):
        written = stretch[place : place + size]
        if len(written) == size and written in known and (size > 1 or written in "ae"):
            spaced = stretch[place + size : place + size + 1] == " "
            following = stretch[place + size + 1 : place + size + 2]
            divided = spaced and following.isascii() and following.isalnum()
            found.append(Unit(size + divided, (written,), "", "pinyin"))
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


def own_cost(stretch: str, place: int) -> float:
    """What it costs that a pictograph stays as it is: something where a character might stand, with others around it."""
    char = stretch[place]
    if char == KEYCAP:
        return PICTURE_COST if stretch[place - 1 : place].isdigit() else 0.0
    around = stretch[place - 1 : place] + stretch[place + 1 : place + 2]
    spells = (
        is_emoji(char)
        and len(around) == 2
        and all(map(_may_spell, around))
        and any("\u3400" <= other <= "\u9fff" for other in around)
    )
    return PICTURE_COST if spells else 0.0


def _may_spell(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or is_emoji(char) or char in "0123456789" or char == KEYCAP


def all_syllables(stretch: str) -> bool:
    """Whether a text without Chinese characters is made of at least three syllables of pinyin and nothing else."""
    spoken = _SYLLABLES.findall(stretch)
    if len(spoken) < 2 or sum(map(len, spoken)) < 8 or not stretch.replace(" ", "").isalpha():
        return False
    return all(run not in latin_words() and _reads(run) for run in spoken)


def _syllables_around(stretch: str, place: int) -> bool:
    """Whether the letters around a place are syllables one after the other, and no word of another language."""
    start = end = place
    while start > 0 and place - start < _LONGEST_RUN and stretch[start - 1].isascii() and stretch[start - 1].isalnum():
        start -= 1
    while end < len(stretch) and end - place < _LONGEST_RUN and stretch[end].isascii() and stretch[end].isalnum():
        end += 1
    run = stretch[start:end]
    return _reads(run) and (run not in latin_words() or _among_syllables(stretch, start, end))


def _among_syllables(stretch: str, start: int, end: int) -> bool:
    """Whether the runs of letters beside one, a blank away, are syllables and no words of another language."""
    before, after = _RUN_BEFORE.search(stretch[:start]), _RUN_AFTER.match(stretch, end)
    beside = [found.group(1) for found in (before, after) if found]
    return bool(beside) and all(run not in latin_words() and len(run) > 1 and _reads(run) for run in beside)


@lru_cache(maxsize=4096)
def _reads(run: str) -> bool:
    """Whether Latin letters are syllables one after the other."""
    known = sounding().characters
    return not run or any(
        run[:size] in known and (size > 1 or run[0] in "ae") and _reads(run[size:])
        for size in range(1, min(len(run), 6) + 1)
    )


def spoken(letters: Letters, most: int = 4) -> None:
    """Read a stretch with Latin syllables or pictographs in it as the word that it says aloud."""
    known, stretch = sounding(), letters.stretch
    for place in range(letters.size):
        for path in _sequences(stretch, place, most):
            kinds = {unit.kind for unit in path if unit.kind}
            if not kinds:
                continue
            kind = "emoji" if "emoji" in kinds else "pinyin"
            end = place + sum(unit.size for unit in path)
            cost = sum(EMOJI_COST if unit.kind == "emoji" else PINYIN_COST for unit in path if unit.kind)
            table = known.characters if len(path) == 1 else known.words
            for sound in itertools.product(*(unit.spoken for unit in path)):
                for word in table.get(" ".join(sound), ()):
                    if all(not unit.fixed or unit.fixed == char for unit, char in zip(path, word, strict=True)):
                        letters.read_word(place, end, word, cost + (ALONE_COST if len(path) == 1 else 0.0), kind)
        if is_emoji(stretch[place]):
            for char in said(stretch[place]):
                letters.read(place, place + 1, char, EMOJI_COST, "emoji")


def initials(letters: Letters) -> None:
    """Read one to four Latin letters as the word whose syllables begin with them."""
    known = sounding().initials
    for run in _LETTERS.finditer(letters.stretch):
        around = letters.stretch[run.start() - 1 : run.start()] + letters.stretch[run.end() : run.end() + 1]
        if run.group() in latin_words() or not any("\u3400" <= char <= "\u9fff" for char in around):
            continue
        for usual in usual_initials().get(run.group(), ()):
            letters.read(run.start(), run.end(), usual, INITIALS_COST * len(usual) - USUAL_GAIN, "initials")
        for place in range(run.start(), run.end()):
            for end in range(place + 1, min(place + 4, run.end()) + 1):
                for word in known.get(letters.stretch[place:end], ()):
                    letters.read_word(place, end, word, INITIALS_COST * (end - place) + meant(word), "initials")

"""A draft in, the same draft with the repairs that need candidates: only stretches that show a sign are looked at.

Signs: parts of characters that never stand alone, characters that ordinary text does not carry, pictographs or Latin
syllables between Chinese characters; and shortness, because a post or a title is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mingjian.text import candidates, spoken
from mingjian.text.draft import Draft, Edit
from mingjian.text.lattice import Arc, Step, best_path
from mingjian.text.pairs import pairs
from mingjian.text.tables import LOOSE, PICTURE, RARE, signs
from mingjian.text.words import words

SHORT: Final = 300  # characters up to which a text is read whole
_MOST_DECODED: Final = 20_000  # characters of one text that are read by candidates
_AROUND: Final = 60  # characters on each side of a sign that are read in a long text
_MANY_RARE: Final = 3  # odd characters in one stretch of a long text before they are read as look-alikes
_LONGEST: Final = 160  # characters of one stretch
_TELLING: Final = frozenset("微信 博彩 赌博 赌场 网赌 棋牌 彩票 彩金 裸聊 约炮 招嫖 卖淫 色情 黄片 毒品".split())  # noqa: SIM905
_HAN: Final = r"\u3400-\u9fff\U00020000-\U0002ffff\u2e80-\u2fdf\u31c0-\u31ef"
_PICTURES: Final = r"\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff"
_STRETCHES: Final = re.compile(rf"(?:[{_HAN}a-zA-Z {_PICTURES}]|[0-9]\u20e3)+")
_LATIN_BESIDE_HAN: Final = re.compile(rf"[{_HAN}] ?[a-z]|[a-z] ?[{_HAN}]")
_NOT_SYLLABLES: Final = re.compile(r"[A-Z]|[a-z]{24,}")


class _Signs(NamedTuple):
    """What a stretch shows."""

    loose: bool
    rare: int
    pictures: bool
    latin: bool
    short: bool
    bold: bool


def repair(draft: Draft, *, bold: bool = False) -> list[Edit]:
    """Repair split, look-alike, spoken, pictured and swapped words in `draft`; gives the edits.

    Words are read by sound or swapped order only in short texts, and unless `bold` only as base terms of lures.
    """
    text = draft.text
    short = len(text) <= SHORT
    marks = signs(text)
    if not short and not (marks & (LOOSE | RARE | PICTURE)).any():
        return []
    edits: list[Edit] = []
    decoded = 0
    for start, end in _stretches(text) if short else _marked(text, marks):
        shown = _shown(text[start:end], marks[start:end], short, bold)
        if shown and not short and not shown.loose and not shown.pictures and shown.rare < _MANY_RARE:
            edits += _odd_in_lures(text, start, marks[start:end])
        elif shown and decoded < _MOST_DECODED:
            decoded += end - start
            edits += _edits(text[start:end], start, shown)
    draft.apply(edits)
    return edits


def _odd_in_lures(text: str, start: int, marks: npt.NDArray[np.uint8]) -> list[Edit]:
    """Read a single odd character as one that it looks like, where that completes a base term of lures."""
    edits = []
    for place in (np.flatnonzero(marks & RARE) + start).tolist():
        for arc in candidates.alike_arcs(text[place]):
            for lure, at in candidates.lures_with(arc.reading):
                first = place - at
                if first >= 0 and text[first:place] + arc.reading + text[place + 1 : first + len(lure)] == lure:
                    edits.append(Edit(place, place + 1, arc.reading, "look-alike"))
    return edits


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches between punctuation, none longer than `_LONGEST`."""
    for found in _STRETCHES.finditer(text):
        for start in range(found.start(), found.end(), _LONGEST):
            yield start, min(start + _LONGEST, found.end())


def _marked(text: str, marks: npt.NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    """Give the stretches around characters that show a sign."""
    reached = 0
    for place in np.flatnonzero(marks).tolist():
        if place < reached or (marks[place] == PICTURE and not _between_characters(text, place)):
            continue
        for found in _STRETCHES.finditer(text, max(place - _AROUND, reached), place + _AROUND):
            if found.start() <= place < found.end():
                yield found.span()
                reached = found.end()
                break


def _between_characters(text: str, place: int) -> bool:
    """Whether a pictograph stands where a character might: between two Chinese characters."""
    return 0 < place < len(text) - 1 and candidates.han(text[place - 1]) and candidates.han(text[place + 1])


def _shown(stretch: str, marks: npt.NDArray[np.uint8], short: bool, bold: bool) -> _Signs | None:
    has_han = any(candidates.han(char) for char in stretch)
    loose = bool((marks & LOOSE).any())
    rare = int(np.count_nonzero(marks & RARE))
    pictures = has_han and bool((marks & PICTURE).any())
    latin = short and has_han and bool(_LATIN_BESIDE_HAN.search(stretch)) and not _NOT_SYLLABLES.search(stretch)
    if not has_han or not (loose or rare or pictures or short):
        return None
    return _Signs(loose, rare, pictures, latin, short, bold)


def _edits(stretch: str, offset: int, shown: _Signs) -> list[Edit]:
    plain, letters = _certain(stretch, shown)
    vocabulary, context = words(), pairs()
    steps, _ = best_path(stretch, vocabulary, context, letters, plain)
    if shown.short and len(stretch) > 1:
        more = [plain[place] + _uncertain(stretch, place, shown.bold) for place in range(len(stretch))]
        if any(len(own) > len(known) for own, known in zip(more, plain, strict=True)):
            steps, _ = best_path(stretch, vocabulary, context, letters, more)
    return [
        Edit(offset + step.start, offset + step.end, step.reading, step.kind)
        for step in steps
        if step.kind and _supported(step, shown)
    ]


def _certain(stretch: str, shown: _Signs) -> tuple[list[list[Arc]], list[list[Arc]]]:
    """Give the arcs of disguises that leave a sign."""
    whole: list[list[Arc]] = []
    letters: list[list[Arc]] = []
    for place, char in enumerate(stretch):
        own: list[Arc] = []
        if char.isascii():
            own.append(Arc(1, char, spoken.LETTER_COST, ""))
        elif spoken.is_emoji(char):
            own.append(Arc(1, char, spoken.PICTURE_COST, ""))
        elif char == spoken.KEYCAP:
            own.append(Arc(1, char, 0.0, ""))
        if shown.pictures or shown.latin:
            own += spoken.spoken_arcs(stretch, place)
        if shown.latin and not stretch[place - 1 : place].isascii():
            own += spoken.initials_arcs(stretch, place)
        whole.append(own)
        letter: list[Arc] = []
        if shown.loose or shown.short:
            letter += candidates.split_arcs(stretch, place)
        if shown.rare and candidates.han(char):
            letter += candidates.alike_arcs(char)
        letters.append(letter)
    return whole, letters


def _uncertain(stretch: str, place: int, bold: bool) -> list[Arc]:
    """Give the arcs of disguises that leave no sign."""
    arcs = candidates.sound_arcs(stretch, place) + candidates.swap_arcs(stretch, place)
    return arcs if bold else [arc for arc in arcs if arc.reading in words().lures and _telling(arc.reading)]


def _telling(lure: str) -> bool:
    """Whether a base term is long or odd enough that ordinary words do not sound like it by chance."""
    return len(lure) > 2 or lure in _TELLING


def _supported(step: Step, shown: _Signs) -> bool:
    """Whether a repair may stand: a look-alike needs a word around it, or company."""
    if step.kind != "look-alike" or step.reading in words().lures:
        return True
    return shown.rare >= (2 if len(step.reading) == 1 else 1) if shown.short else shown.rare >= _MANY_RARE

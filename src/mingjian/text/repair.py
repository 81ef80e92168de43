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
from mingjian.text.alike import alike
from mingjian.text.draft import Draft, Edit
from mingjian.text.explain import explain
from mingjian.text.grams import grams
from mingjian.text.lattice import Letters, best_path
from mingjian.text.names import names
from mingjian.text.tables import LOOSE, PICTURE, RARE, in_gb2312, signs

SHORT: Final = 300  # characters up to which a text is read whole
_MOST_DECODED: Final = 6_000  # characters of one text that are read by candidates
_AROUND: Final = 60  # characters on each side of a sign that are read in a long text
_MANY_RARE: Final = 3  # odd characters in one stretch of a long text before they are read as look-alikes
_HAN: Final = r"\u3400-\u9fff\U00020000-\U0002ffff\u2e80-\u2fdf\u31c0-\u31ef"
_PICTURES: Final = r"\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff"
_STRETCHES: Final = re.compile(rf"(?:[{_HAN}a-zA-Z {_PICTURES}]|[0-9]\u20e3)+")
_SYLLABLE: Final = re.compile("[a-z]")


class _Signs(NamedTuple):
    """What a stretch shows."""

    loose: bool
    rare: int
    pictures: bool
    latin: bool
    short: bool
    initials: bool


def repair(draft: Draft, *, bold: bool = False) -> list[Edit]:
    """Repair split, look-alike, spoken, pictured and swapped words in `draft`; gives the edits that leave words out.

    Disguises that leave no sign are looked for in short texts only, and only where the text is unlikely as it stands.
    """
    text = draft.text
    if len(text) > SHORT:
        marks = signs(text)
        if (marks & (LOOSE | RARE | PICTURE)).any():
            draft.apply(_marked_edits(text, marks))
        return []
    traditional = draft.has("traditional")
    if shown := _shown(text, signs(text), short=True):
        # who disguises by traditional characters does not write words by their initials besides
        draft.apply(_edits(text, 0, shown._replace(initials=not traditional)))
    draft.apply(explain(draft.text, bold=bold, wary=traditional))
    return []


def _marked_edits(text: str, marks: npt.NDArray[np.uint8]) -> list[Edit]:
    edits: list[Edit] = []
    decoded = 0
    for start, end in _marked(text, marks):
        shown = _shown(text[start:end], marks[start:end], short=False)
        if shown and not shown.loose and not shown.pictures and shown.rare < _MANY_RARE:
            edits += _odd_in_lures(text, start, marks[start:end])
        elif shown and decoded < _MOST_DECODED:
            decoded += end - start
            edits += _edits(text[start:end], start, shown)
    return edits


def _odd_in_lures(text: str, start: int, marks: npt.NDArray[np.uint8]) -> list[Edit]:
    """Read a single odd character as one that it looks like, where that completes a base term of lures."""
    edits = []
    for place in (np.flatnonzero(marks & RARE) + start).tolist():
        for reading, _ in alike(text[place]):
            for lure, at in candidates.lures_with(reading):
                first = place - at
                if first >= 0 and text[first:place] + reading + text[place + 1 : first + len(lure)] == lure:
                    edits.append(Edit(place, place + 1, reading, "look-alike"))
    return edits


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


def _shown(stretch: str, marks: npt.NDArray[np.uint8], *, short: bool) -> _Signs | None:
    has_han = any(map(candidates.han, stretch))
    loose = bool((marks & LOOSE).any())
    rare = 0 if short else int(np.count_nonzero(marks & RARE))
    pictures = has_han and bool((marks & PICTURE).any())
    latin = short and bool(_SYLLABLE.search(stretch)) and (has_han or spoken.all_syllables(stretch))
    if not (loose or rare or pictures or latin) or not (has_han or latin):
        return None
    return _Signs(loose, rare, pictures, latin, short, initials=True)


def _edits(stretch: str, offset: int, shown: _Signs) -> list[Edit]:
    letters = _signed(stretch, shown)
    if not letters.readings:
        return []
    path = best_path(letters, grams())
    return [Edit(offset + step.start, offset + step.end, step.reading, step.kind) for step in path.steps]


def _signed(stretch: str, shown: _Signs) -> Letters:
    """Give the readings of disguises that leave a sign."""
    letters = Letters(stretch, [spoken.own_cost(stretch, place) for place in range(len(stretch))])
    if shown.short:
        names(letters)
    if shown.pictures or shown.latin:
        spoken.spoken(letters)
    if shown.latin and shown.initials:
        spoken.initials(letters)
    if shown.loose:
        candidates.splits(letters, range(len(stretch)), candidates.SPLIT_PLAIN_COST)
    if shown.rare:
        candidates.alikes(letters, [place for place, char in enumerate(stretch) if not in_gb2312(char)])
    return letters

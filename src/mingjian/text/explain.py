"""A short text in, the repairs of disguises that leave no sign out: look-alikes, homophones, swapped and split characters.

Each disguise is supposed in turn for the whole text. It stands only if it makes the places where the text is unlikely so
much likelier that the text as it is cannot be believed; ordinary text and its names come back as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from mingjian.text import candidates
from mingjian.text.draft import Edit
from mingjian.text.grams import grams
from mingjian.text.lattice import Letters, best_path
from mingjian.text.names import names
from mingjian.text.surprise import Word, words_of
from mingjian.text.tables import in_gb2312

SURPRISE: Final = 5.0  # nats a character over which a word is unlikely where it stands
USUAL: Final = 4.0  # nats a character of ordinary text
DENSITY: Final = 1.2  # nats a character above that, on average, before a text is looked at


class _Disguise(NamedTuple):
    """`read` adds its readings to a graph; `least`: how much likelier the text must become; `density`: see DENSITY."""

    read: Callable[[Letters, frozenset[int]], None]
    least: float
    density: float


DISGUISES: Final = (
    _Disguise(candidates.alikes, 6.0, 2.0),
    _Disguise(candidates.homophones, 14.0, 1.5),
    _Disguise(candidates.swaps, 5.5, 1.2),
    _Disguise(candidates.plain_splits, 4.0, 1.2),
)
WARY: Final = 6.0
_NUMBERS: Final = re.compile(r"[0-9A-Za-z.%]+")


def explain(text: str, *, bold: bool = False, wary: bool = False) -> list[Edit]:
    """Give the repairs of the disguise that explains the text best, none if it is likely enough as it stands.

    `bold` asks for half the evidence, `wary` for more: where another disguise has been undone already.
    """
    cut = words_of(text, grams())
    density = _density(text, cut)
    if density < DENSITY:
        return []
    windows = [_Window(start, text[start:end], places) for start, end, places in _windows(text, cut)]
    odd = any(not in_gb2312(text[window.start + place]) for window in windows for place in window.places)
    best, edits = 0.0, list[Edit]()
    for disguise in DISGUISES:
        if density > disguise.density or (odd and disguise.read is candidates.alikes):
            gain, own = _supposed(disguise, windows)
            gain -= disguise.least / 2 if bold else disguise.least + WARY * wary
            if gain > best:
                best, edits = gain, own
    return edits


def _density(text: str, cut: list[Word]) -> float:
    """Give by how many nats a character the Chinese words are unlikelier than usual."""
    return sum(
        (word.unlikely - USUAL) * (word.end - word.start)
        for word in cut
        if word.unlikely > USUAL and candidates.han(text[word.start])
    ) / max(len(text), 1)


class _Window:
    """A stretch around unlikely words, read as it stands only when something else has been read in it."""

    def __init__(self, start: int, stretch: str, places: frozenset[int]) -> None:
        self.start, self.stretch, self.places = start, stretch, places

    @cached_property
    def likely(self) -> float:
        """The log-likelihood of the stretch as it stands."""
        return best_path(self.letters(), grams()).likely

    def letters(self) -> Letters:
        """Give the graph of the stretch, with names."""
        letters = Letters(self.stretch)
        names(letters)
        return letters


def _supposed(disguise: _Disguise, windows: list[_Window]) -> tuple[float, list[Edit]]:
    """Give how much likelier the text is if this is its disguise, and the repairs."""
    gain, edits = 0.0, list[Edit]()
    for window in windows:
        letters = window.letters()
        before = letters.readings
        disguise.read(letters, window.places)
        if letters.readings == before:
            continue
        path = best_path(letters, grams())
        gain += path.likely - window.likely
        start = window.start
        edits += (Edit(start + step.start, start + step.end, step.reading, step.kind) for step in path.steps)
    return gain, edits


def _windows(text: str, cut: list[Word]) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Give stretches around unlikely words with a word on each side, and their places that may be repaired."""
    beside = {place for found in _NUMBERS.finditer(text) for place in (found.start() - 1, found.end())}
    places = {
        place
        for word in cut
        if word.unlikely > SURPRISE and candidates.han(text[word.start])
        for place in range(word.start - 1, word.end + 1)
    } - beside
    open_: list[int] = []
    for number, word in enumerate(cut):
        if not places.isdisjoint(range(word.start, word.end)):
            open_.append(number)
        elif open_:
            yield _window(cut, open_, places)
            open_ = []
    if open_:
        yield _window(cut, open_, places)


def _window(cut: list[Word], numbers: list[int], places: set[int]) -> tuple[int, int, frozenset[int]]:
    start = cut[max(numbers[0] - 1, 0)].start
    end = cut[min(numbers[-1] + 1, len(cut) - 1)].end
    inside = range(cut[numbers[0]].start, cut[numbers[-1]].end)
    return start, end, frozenset(place - start for place in places if place in inside)

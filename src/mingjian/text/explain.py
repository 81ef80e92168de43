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
from mingjian.text.evidence import ALIKE, HOMOPHONE, SPLIT, SWAPPED, Weights, density, weigh
from mingjian.text.grams import grams
from mingjian.text.lattice import Letters, best_path
from mingjian.text.names import names
from mingjian.text.surprise import Word, words_of

SURPRISE: Final = 5.0  # nats a character over which a word is unlikely where it stands
DENSITY: Final = 1.3  # nats a character over the usual, on average, before a text is looked at
BOLD: Final = -1.5  # evidence asked for less,
WARY: Final = 4.0  # or more


class _Disguise(NamedTuple):
    """`read` adds its readings to a graph; `weights` say what speaks for it."""

    read: Callable[[Letters, frozenset[int]], None]
    weights: Weights


DISGUISES: Final = (
    _Disguise(candidates.alikes, ALIKE),
    _Disguise(candidates.homophones, HOMOPHONE),
    _Disguise(candidates.swaps, SWAPPED),
    _Disguise(candidates.plain_splits, SPLIT),
)
_NUMBERS: Final = re.compile(r"[0-9A-Za-z.%]+")


def explain(text: str, *, bold: bool = False, wary: bool = False) -> list[Edit]:
    """Give the repairs of the disguise that explains the text best, none if it is likely enough as it stands.

    `bold` asks for less evidence, `wary` for more: where another disguise has been undone already.
    """
    cut = words_of(text, grams())
    if density(text, cut) < DENSITY:
        return []
    windows = [_Window(start, text[start:end], places) for start, end, places in _windows(text, cut)]
    best, edits = BOLD * bold + WARY * wary, list[Edit]()
    for disguise in DISGUISES:
        gain, own = _supposed(disguise, windows)
        if not own or gain <= 0:
            continue
        reading = _carried_out(text, own)
        evidence = weigh(disguise.weights, gain, (text, cut), (reading, words_of(reading, grams())))
        if evidence > best:
            best, edits = evidence, own
    return edits


def _carried_out(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


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

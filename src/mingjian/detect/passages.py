"""A document in, its passages out: stretches of restored text on one surface, each judged by itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from mingjian.detect.facts import PageFacts
from mingjian.detect.features import describe
from mingjian.detect.lexicon import Role, lexicon
from mingjian.detect.matcher import Hits, matcher
from mingjian.text import Change, Document, Restored, Surface, restore

WHOLE: Final = 320  # a text up to so many characters is one passage
LONGEST: Final = 200
_BREAK: Final = re.compile(r"\n+")
_QUOTED: Final = re.compile(r"[^'\"<>;(){}=\n\\]{4,300}")  # what code holds of text: between quotes and tags
_HANZI: Final = re.compile(r"[\u4e00-\u9fff]")
CODE: Final[frozenset[Surface]] = frozenset({"script", "comment", "noscript"})
_VISIBLE: Final[frozenset[Surface]] = frozenset({"body", "link", "heading", "footer"})
_SENTENCE: Final = re.compile(r"[。！？!?;；…]+")
TELLING: Final[frozenset[Role]] = frozenset({"bait", "brand", "offer", "police", "object", "lure"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of restored text (`start`, `end`) with the lexicon's hits inside it, on one surface."""

    start: int
    end: int
    folded: str
    hits: Hits
    surface: Surface


class Page:
    """A document under examination: restored once, searched once, cut into passages, with what is known of it."""

    def __init__(self, document: Document, facts: PageFacts) -> None:
        self.document = document
        self.facts = facts
        self.restored: Restored = restore(document.text)
        self.hits: Hits = matcher().find(self.restored.folded)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The role of each entry of the lexicon, by index."""
        return tuple(entry.role for entry in lexicon().entries)

    @cached_property
    def short(self) -> bool:
        """Whether the document is one passage: a message, a headline, a comment."""
        return self.document.kind == "text" and len(self.restored.folded) <= WHOLE

    @cached_property
    def _changes(self) -> tuple[tuple[Change, ...], list[int]]:
        changes = self.restored.changes
        return changes, [change.start for change in changes]

    def changes_in(self, start: int, end: int) -> tuple[Change, ...]:
        """Give the repairs inside a stretch of the restored text."""
        changes, starts = self._changes
        if not changes:
            return ()
        first, last = self.restored.original_span(start, end)
        return changes[bisect_right(starts, first - 1) : bisect_right(starts, last)]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages worth scoring: the whole of a short text, else those with a telling word, and the title."""
        if self.short:
            return (self._passage(0, len(self.restored.folded)),) if self.restored.folded else ()
        telling = np.array([role in TELLING for role in self.roles])
        places = self.hits.starts[telling[self.hits.entries]] if len(self.hits.entries) else self.hits.starts
        stretches = self._stretches(places.tolist())
        return tuple(passage for start, end in stretches for passage in self._pieces(start, end))

    def _pieces(self, start: int, end: int) -> Iterator[Passage]:
        """A stretch as it is; of code only the strings that are words for people."""
        if self._surface(start) not in CODE:
            yield self._passage(start, end)
            return
        for match in _QUOTED.finditer(self.restored.folded, start, end):
            if len(_HANZI.findall(match.group())) >= 6:
                yield self._passage(*match.span())

    def _stretches(self, places: list[int]) -> list[tuple[int, int]]:
        cuts = self._cuts
        indexes = sorted({bisect_right(cuts, place) - 1 for place in places})
        if self.document.kind == "html" and self.restored.folded and 0 not in indexes:
            indexes.insert(0, 0)  # the title stands first
        return [(cuts[index], cuts[index + 1]) for index in indexes if index + 1 < len(cuts)]

    @cached_property
    def _cuts(self) -> list[int]:
        """Where passages begin: at lines, short lines of one surface gathered, long ones cut at sentences."""
        text = self.restored.folded
        cuts = [0]
        surface = self._surface(0)
        line = 0
        for found in (*(match.end() for match in _BREAK.finditer(text)), len(text)):
            here = self._surface(line)
            apart = here != surface and not {here, surface} <= _VISIBLE
            if line > cuts[-1] and (apart or found - cuts[-1] > LONGEST):
                cuts.append(line)
            if line == cuts[-1]:
                surface = here
            if found - line > LONGEST:
                cuts += _sentences(text, line, found)
            line = found
        return [*cuts, len(text)] if cuts[-1] != len(text) else cuts

    def _surface(self, place: int) -> Surface:
        return self.document.surface_at(self.restored.original_span(place, place + 1)[0])

    def _passage(self, start: int, end: int) -> Passage:
        folded = self.restored.folded[start:end]
        return Passage(start, end, folded, self.hits.within(start, end), self._surface(start))

    def features(self, passage: Passage) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        """Give the features of a passage, as `mingjian.detect.features.names` orders them."""
        return describe(passage.folded, passage.hits, self.changes_in(passage.start, passage.end))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of `document.text` that a stretch of the restored text was read from."""
        return self.restored.original_span(start, end)


def _sentences(text: str, start: int, end: int) -> list[int]:
    cuts: list[int] = []
    last = start
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() - last >= LONGEST // 2:
            cuts.append(match.end())
            last = match.end()
    while end - last > LONGEST * 2:
        last += LONGEST
        cuts.append(last)
    return [cut for cut in sorted(set(cuts)) if start < cut < end]

"""A document in, its passages out: stretches of restored text on one surface, each judged by itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mingjian.detect.facts import PageFacts
from mingjian.detect.features import Told
from mingjian.detect.lexicon import Role, lexicon
from mingjian.detect.matcher import TELLING, Hits, matcher, survey, telling_matcher
from mingjian.detect.remarks import Remarks
from mingjian.text import Change, Document, Restored, Surface, restore

WHOLE: Final = 320  # a text up to so many characters is one passage
LONGEST: Final = 200
_FULL: Final = 6_000  # a text up to so many characters is searched for the whole lexicon
_OPENING: Final = 3_000
_LINE: Final = 12
_FOOT_LINES: Final = 40  # lines at the end of a page among which its foot stands
_QUOTED: Final = re.compile(r"[^'\"<>;(){}=\n\\]{4,300}")  # what code holds of text: between quotes and tags
_SENTENCE_OF: Final = 6  # Chinese characters that a string in code has at least if it is for people
_HANZI: Final = re.compile(r"[\u4e00-\u9fff]")
CODE: Final[frozenset[Surface]] = frozenset({"script", "comment", "noscript"})
CONCEALED: Final[frozenset[Surface]] = CODE | {"hidden"}
_VISIBLE: Final[frozenset[Surface]] = frozenset({"body", "link", "heading", "footer"})
_SENTENCE: Final = re.compile(r"[。！？!?;；…]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of restored text (`start`, `end`) with the lexicon's hits inside it, on one surface."""

    start: int
    end: int
    folded: str
    hits: Hits
    surface: Surface

    def part(self, first: int, last: int) -> Passage:
        """Give a stretch of this passage, counted from its beginning."""
        start, end = self.start + first, self.start + last
        return Passage(start, end, self.folded[first:last], self.hits.within(start, end), self.surface)


class Page:
    """A document under examination: restored once, searched once, cut into passages, with what is known of it."""

    def __init__(self, document: Document, facts: PageFacts) -> None:
        self.document = document
        self.facts = facts
        self.restored: Restored = restore(document.text)

    @cached_property
    def telling(self) -> Hits:
        """The hits of words that are evidence, in the whole text."""
        if self.short:
            return self.hits.of(TELLING)
        if len(self.restored.folded) <= _FULL:
            return self._survey[0]
        return telling_matcher().find(self.restored.folded)

    @cached_property
    def _survey(self) -> tuple[Hits, frozenset[int]]:
        return survey(self.restored.folded)

    @cached_property
    def hits(self) -> Hits:
        """All hits of the lexicon; in a long text those of its opening, and after it only telling ones."""
        if len(self.restored.folded) <= _FULL:
            return matcher().find(self.restored.folded)
        opening = matcher().find(self.restored.folded[:_OPENING])
        rest = bisect_left(self.telling.starts, _OPENING)
        return Hits(*(first + second[rest:] for first, second in zip(opening, self.telling, strict=True)))

    @cached_property
    def entries(self) -> frozenset[int]:
        """The entries of the lexicon that `hits` holds."""
        folded = self.restored.folded
        if len(folded) <= _FULL:
            return self._survey[1]
        rest = self.telling.entries[bisect_left(self.telling.starts, _OPENING) :]
        return matcher().entries(folded[:_OPENING]) | frozenset(rest)

    def hits_in(self, start: int, end: int) -> Hits:
        """Give all hits of the lexicon inside a stretch of the restored text."""
        if self.short:
            return self.hits.within(start, end)
        return matcher().find(self.restored.folded[start:end]).moved(start)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The role of each entry of the lexicon, by index."""
        return lexicon().roles

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
        size = len(self.restored.folded)
        if self.short:
            places = [(0, size, self._surface(0))] if size else []
        else:
            places = [piece for start, end in self._stretches() for piece in self._pieces(start, end)]
        return tuple(self._passage(start, end, surface) for start, end, surface in places)

    def lines(self, known: Collection[str]) -> Iterator[Passage]:
        """Give the lines of the restored text that are not known, whatever words they hold; long ones in pieces."""
        place = 0
        for line in self.restored.folded.split("\n"):
            if line.strip() and line not in known:
                for start in range(place, place + len(line), LONGEST):
                    yield self._passage(start, min(start + LONGEST, place + len(line)), self._surface(start))
            place += len(line) + 1

    def _passage(self, start: int, end: int, surface: Surface) -> Passage:
        return Passage(start, end, self.restored.folded[start:end], self.hits_in(start, end), surface)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, Surface]]:
        """A stretch as it is; a hidden one by its lines; of code only the strings that are words for people."""
        surface = self._surface(start)
        if surface == "hidden":
            yield from ((first, last, self._surface(first)) for first, last in self._lines(start, end))
            return
        if surface not in CODE:
            yield start, end, surface
            return
        texts = [
            match.span()
            for match in _QUOTED.finditer(self.restored.folded, start, end)
            if len(_HANZI.findall(match.group())) >= _SENTENCE_OF
        ]
        asides = self._remarks.within(start, end) if texts and surface == "script" else []
        for first, last in texts:
            if not _lies_in(first, last, asides):
                yield first, last, self._surface(first)

    @cached_property
    def _remarks(self) -> Remarks:
        return Remarks(self.restored.folded)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Stretches around telling words, ascending and apart; on a page also its first line and its title."""
        reached = 0
        front = self.front
        if front:
            reached = min(_line_end(self.restored.folded, 0), LONGEST)
            yield 0, reached
        for place in self.telling.starts:
            if front and reached <= front[0] <= place:
                reached = front[1]
                yield front
            if place >= reached:
                start, reached = self._around(place, reached)
                yield start, reached
        if front and front[0] >= reached:
            yield front
            reached = front[1]
        yield from self._footings(reached)

    def _footings(self, reached: int) -> Iterator[tuple[int, int]]:
        """The last words at the foot of a page that stand behind all telling ones: promotion is often put there."""
        if self.document.kind != "html":
            return
        text = self.restored.folded
        start = end = len(text)
        for _ in range(_FOOT_LINES):
            if start <= reached or end - start >= LONGEST:
                break
            earlier = max(text.rfind("\n", 0, start - 1) + 1, reached)
            if self._surface(earlier) == "footer":
                start = earlier
            elif start == end:  # scripts and comments often stand behind the foot
                start = end = earlier
            else:
                break
        if end > start:
            yield max(start, end - LONGEST), end

    @cached_property
    def front(self) -> tuple[int, int] | None:
        """Where the title stands in the restored text of a page; descriptions may stand before it. None: it has none."""
        title = next((span for span, _ in self.document.on("title")), None) if self.document.kind == "html" else None
        if title is None:
            return None
        text, place = self.restored.folded, self.restored.place(title.start)
        return place, min(_line_end(text, place), place + LONGEST)

    def _around(self, place: int, floor: int) -> tuple[int, int]:
        """The line of a telling word; a long one cut at sentences, a short one with its neighbours of like surface."""
        text = self.restored.folded
        start, end = max(text.rfind("\n", 0, place) + 1, floor), _line_end(text, place)
        if end - start > LONGEST:
            return _sentences(text, place, start, end)
        surface = self._surface(place)
        while end < len(text) and (further := _line_end(text, end)) - start <= LONGEST and self._alike(surface, end):
            end = further
        while start > floor:
            earlier = max(text.rfind("\n", 0, start - 1) + 1, floor)
            if end - earlier > LONGEST or not self._alike(surface, earlier):
                break
            start = earlier
        return start, end

    def _alike(self, surface: Surface, place: int) -> bool:
        other = self._surface(place)
        return other == surface or {other, surface} <= _VISIBLE

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The lines of a stretch, short ones gathered: what was hidden together need not belong together."""
        first, last = start, start
        while last < end:
            last = min(_line_end(self.restored.folded, last), end)
            if last - first >= _LINE or last == end:
                yield first, last
                first = last

    def _surface(self, place: int) -> Surface:
        return self.document.surface_at(self.restored.origin(place))

    def told(self, passage: Passage) -> Told:
        """Give what is counted of a passage."""
        return Told(passage.folded, passage.start, passage.hits, self.changes_in(passage.start, passage.end))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of `document.text` that a stretch of the restored text was read from."""
        return self.restored.original_span(start, end)


def _lies_in(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in stretches)


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1


def _sentences(text: str, place: int, start: int, end: int) -> tuple[int, int]:
    """Cut the sentences around a place out of a long line."""
    first = max(start, place - LONGEST // 2)
    last = min(end, place + LONGEST // 2)
    for match in _SENTENCE.finditer(text, first, place):
        first = match.end()
    if tail := _SENTENCE.search(text, min(place + LONGEST // 4, last), last):
        last = tail.end()
    return first, max(last, place + 1)

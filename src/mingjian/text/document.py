"""A document as the detectors see it: one text, its surfaces and links, and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Protocol, get_args, overload

Surface = Literal[
    "title", "meta", "heading", "body", "link", "hidden", "footer", "comment", "script", "noscript", "response"
]
SURFACES: tuple[Surface, ...] = get_args(Surface)


class Places(Protocol):
    """Where pieces of text stand in the source: asked only when somebody wants to know."""

    def place(self, index: int) -> tuple[int, int]:
        """Give `(start, end)` in the source of the piece of that number."""


class Span:
    """A stretch of one surface.

    `start` and `end` count code points of `Document.text`; `source_start` and `source_end` count code points of the
    decoded source, and are looked for when first asked. Where a stretch cannot be found in the source again (text that
    the parser moved), they are the range between the nearest stretches found before and after it.
    """

    __slots__ = ("_index", "_places", "end", "start", "surface")

    def __init__(self, surface: Surface, start: int, end: int, places: Places | None = None, index: int = 0) -> None:
        self.surface: Surface = surface
        self.start, self.end = start, end
        self._places, self._index = places, index

    @property
    def source_start(self) -> int:
        """Where the stretch begins in the decoded source."""
        return self._places.place(self._index)[0] if self._places else self.start

    @property
    def source_end(self) -> int:
        """Where the stretch ends in the decoded source."""
        return self._places.place(self._index)[1] if self._places else self.end

    def __repr__(self) -> str:
        return f"Span({self.surface!r}, {self.start}, {self.end})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return (self.surface, self.start, self.end) == (other.surface, other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.surface, self.start, self.end))


class Spans(Sequence[Span]):
    """The stretches of a document, kept as columns: a page has hundreds, and few are ever asked for."""

    __slots__ = ("_ends", "_places", "_starts", "_surfaces")

    def __init__(
        self, surfaces: Sequence[Surface], starts: Sequence[int], ends: Sequence[int], places: Places | None = None
    ) -> None:
        self._surfaces, self._starts, self._ends, self._places = surfaces, starts, ends, places

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, index: int | slice) -> Span | tuple[Span, ...]:
        """Give the span of that number, or several."""
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = range(len(self))[index]
        return Span(self._surfaces[number], self._starts[number], self._ends[number], self._places, number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Spans({list(self)!r})"

    def at(self, offset: int) -> int:
        """Give the number of the span that holds the character at `offset`, or of the nearest before it; -1 without any."""
        return max(bisect_right(self._starts, offset) - 1, 0) if self._starts else -1

    def surface_at(self, offset: int) -> Surface:
        """Name the surface of that span ("body" without any)."""
        number = self.at(offset)
        return self._surfaces[number] if number >= 0 else "body"

    def on(self, surfaces: Collection[Surface]) -> Iterator[Span]:
        """Give the spans of some surfaces, in their order."""
        return (self[number] for number, surface in enumerate(self._surfaces) if surface in surfaces)


NO_SPANS: Final = Spans((), (), ())


class Link(NamedTuple):
    """A link: where it goes as written, where its words stand in `Document.text`, and whether a visitor can see it."""

    href: str
    start: int
    end: int
    surface: Surface
    hidden: bool


@dataclass(frozen=True)
class Document:
    """A text with its surfaces in document order.

    `spans` do not overlap, ascend, and cover every character but the spaces and line breaks put
    between them. `charset` is what
    the bytes were read in. `truncated` says that the source passed a limit and only its beginning was read.
    """

    text: str
    spans: Spans
    links: tuple[Link, ...]
    title: str
    charset: str
    kind: Literal["html", "text"]
    url: str | None = None
    truncated: bool = False
    replaced: int = 0

    def span_at(self, offset: int) -> Span | None:
        """Give the span that holds the character at `offset`, or the nearest before it; None without any span."""
        number = self.spans.at(offset)
        return self.spans[number] if number >= 0 else None

    def surface_at(self, offset: int) -> Surface:
        """Name the surface that the character at `offset` stands on ("body" in a document without text)."""
        return self.spans.surface_at(offset)

    def on(self, *surfaces: Surface) -> Iterator[tuple[Span, str]]:
        """Give each span of the named surfaces with its text, in document order."""
        for span in self.spans.on(surfaces):
            yield span, self.text[span.start : span.end]

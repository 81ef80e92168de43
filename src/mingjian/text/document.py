"""A document as the detectors see it: one text, its surfaces and links, and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, Protocol, get_args

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
    spans: tuple[Span, ...]
    links: tuple[Link, ...]
    title: str
    charset: str
    kind: Literal["html", "text"]
    url: str | None = None
    truncated: bool = False
    replaced: int = 0

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]

    def span_at(self, offset: int) -> Span | None:
        """Give the span that holds the character at `offset`, or the nearest before it; None without any span."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return self.spans[0] if self.spans else None
        return self.spans[index]

    def surface_at(self, offset: int) -> Surface:
        """Name the surface that the character at `offset` stands on ("body" in a document without text)."""
        span = self.span_at(offset)
        return span.surface if span else "body"

    def on(self, *surfaces: Surface) -> Iterator[tuple[Span, str]]:
        """Give each span of the named surfaces with its text, in document order."""
        for span in self.spans:
            if span.surface in surfaces:
                yield span, self.text[span.start : span.end]

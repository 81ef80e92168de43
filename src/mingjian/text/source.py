"""Pieces of text in document order in, their places in the source out: found again by searching forward.

The parser gives no offsets. A piece of text stands in the source between ">" and "<" as it was written, unless
entities were decoded in it; then the next gaps between tags are decoded and compared. A piece that is not found lies
between the pieces found before and after it, and is given that whole range.
"""

from __future__ import annotations

import html
from functools import cached_property
from typing import Final

_WINDOW: Final = 100_000  # code points searched ahead of the last place found
_GAPS: Final = 40  # gaps between tags that are decoded to look for one piece
_MISSES: Final = 2_000  # pieces not found before the search gives up on a page


class SourceMap:
    """Collects the pieces of a page in document order, then finds them all in `source`."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._wanted: list[tuple[str, bool]] = []

    def text(self, written: str) -> None:
        """Add a text node, comment or script as the parser gave it."""
        self._wanted.append((written, True))

    def attribute(self, written: str) -> None:
        """Add the value of an attribute."""
        self._wanted.append((written, False))

    def place(self, index: int) -> tuple[int, int]:
        """Give `(start, end)` in the source of the piece added as number `index`."""
        return self._places[index]

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int] | None] = []
        position = misses = 0
        for written, between_tags in self._wanted:
            place = self._find(written, between_tags, position) if misses < _MISSES else None
            if place is None:
                misses += 1
            else:
                position = place[1]
            found.append(place)
        return _filled(found, len(self._source))

    def _find(self, written: str, between_tags: bool, position: int) -> tuple[int, int] | None:
        source, limit = self._source, position + _WINDOW + len(written)
        if between_tags:
            if "&" in written and len(written) < 1_000:
                return self._in_gaps(written, position)
            start = source.find(">" + written, max(position - 1, 0), limit)
            end = start + 1 + len(written)
            if start >= 0:
                return start + 1, end
            if "<!--" in source[position : position + 20] or not position or len(written) > 8:
                start = source.find(written, position, limit)
                if start >= 0:
                    return start, start + len(written)
            return self._in_gaps(written, position)
        start = source.find(written, position, limit)
        return (start, start + len(written)) if start >= 0 else None

    def _in_gaps(self, written: str, position: int) -> tuple[int, int] | None:
        source, wanted = self._source, _plain(written)
        end = position
        for _ in range(_GAPS):
            start = end if end == position else source.find(">", end) + 1
            if start == 0 and end:
                return None
            end = source.find("<", start)
            end = len(source) if end < 0 else end
            fits = len(wanted) <= end - start <= 12 * len(written) + 40
            if fits and _plain(html.unescape(source[start:end])) == wanted:
                return start, end
            if end >= len(source):
                return None
            end += 1
        return None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _filled(found: list[tuple[int, int] | None], size: int) -> list[tuple[int, int]]:
    """Give each missing place the range between its neighbours."""
    places: list[tuple[int, int]] = []
    following = size
    upper: list[int] = []
    for place in reversed(found):
        upper.append(following)
        following = place[0] if place else following
    upper.reverse()
    lower = 0
    for place, limit in zip(found, upper, strict=True):
        places.append(place or (lower, max(limit, lower)))
        lower = place[1] if place else lower
    return places

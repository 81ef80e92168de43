"""A text with scripts in, where the programmer's remarks stand in it out: they are words for no visitor and no search."""

from __future__ import annotations

import re
from typing import Final

_AROUND: Final = 2_000  # characters before a stretch from which on a script is read, from the beginning of that line
_SLASHES: Final = re.compile(r"//(?<!:..)")
_PIECES: Final = re.compile(  # every branch begins with a plain character, so the search leaps from one to the next
    r"""(?s)"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?|:\s*//|/\*|//[^\n]*"""
)


class Remarks:
    """The remarks (`// …`, `/* … */`) of the scripts in a text. What was read once is not read again.

    What stands between quotes is no remark, nor is what follows the colon of an address.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[int, list[tuple[int, int]]] = {}  # by where reading began
        self._reached: dict[int, int] = {}
        self._unclosed = len(text)  # from here on no "/*" is closed

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give the remarks that touch `[start, end)`, a stretch of a script, ascending."""
        text = self._text
        first = text.rfind("\n", 0, max(start - _AROUND, 0)) + 1
        if text.find("/*", first, end) < 0 and not _SLASHES.search(text, text.rfind("\n", 0, start) + 1, end):
            return []  # no remark begins before the end, or on the stretch's own lines
        found = self._found.setdefault(first, [])
        self._reached[first] = self._read(found, self._reached.get(first, first), end)
        return [(opens, closes) for opens, closes in found if closes > start and opens < end]

    def _read(self, found: list[tuple[int, int]], place: int, end: int) -> int:
        """Read on from `place` until no remark can begin before `end`; gives where to go on."""
        text = self._text
        while place < end and (match := _PIECES.search(text, place)):
            opens, closes = match.span()
            if opens >= end:
                return opens
            if closes - opens == 2 and text[opens + 1] == "*":
                closes = self._closed(opens, closes)
            if text[opens] == "/" and closes > opens + 1:
                found.append((opens, closes))
            place = closes
        return max(place, end)

    def _closed(self, opens: int, after: int) -> int:
        """Give where a `/*` is closed; where it never is, only its slash is passed over."""
        closes = self._text.find("*/", after) if opens < self._unclosed else -1
        if closes < 0:
            self._unclosed = min(self._unclosed, opens)
            return opens + 1
        return closes + 2

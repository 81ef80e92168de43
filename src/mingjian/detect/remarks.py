"""A stretch of a script in, where the programmer's remarks stand in it out: they are words for no visitor and no search."""

from __future__ import annotations

import re
from typing import Final

_AROUND: Final = 2_000  # characters on each side of a stretch in which a remark may begin and end
_PIECES: Final = re.compile(  # every branch begins with a plain character, so the search leaps from one to the next
    r"""(?s)"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|:\s*//|/\*.*?\*/|//[^\n]*"""
)

_SLASHES: Final = re.compile(r"//(?<!:..)")


def remarks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the stretches of `text` that are remarks (`// …`, `/* … */`) of the script around `[start, end)`, ascending.

    What stands between quotes is no remark, nor is what follows the colon of an address.
    """
    first = text.rfind("\n", 0, max(start - _AROUND, 0)) + 1
    found: list[tuple[int, int]] = []
    if text.find("/*", first, end) < 0 and not _SLASHES.search(text, text.rfind("\n", 0, start) + 1, end):
        return found  # no remark begins before the end, or on the stretch's own lines
    for match in _PIECES.finditer(text, first, end + _AROUND):
        opens, closes = match.span()
        if opens >= end:
            break
        if closes > start and text[opens] == "/":
            found.append((opens, closes))
    return found

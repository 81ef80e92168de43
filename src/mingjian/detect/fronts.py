"""A page's text in, how much was put before its own title out: a title begins as the heading that it repeats does."""

from __future__ import annotations

from typing import Final

_HEADING: Final = 8  # characters of a title that stand in the page again: its own heading
_LEAST: Final = 5
_MOST: Final = 80  # characters put before it
_PARTING: Final = " \t-—–_|｜:：】]》>»·•/／\\、，,。！!？?"  # what a site's name or a rubric is parted with


def put_before(title: str, body: str) -> int:
    """Give how many characters of the title stand before what the page's body repeats of it; 0: none.

    A rubric or the name of a site before a headline is parted from it by a sign, and is nothing put before.
    """
    for place in range(min(len(title) - _HEADING + 1, _MOST)):
        if title[place : place + _HEADING] in body:
            return place if place >= _LEAST and title[place - 1] not in _PARTING else 0
    return 0

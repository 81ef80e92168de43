"""A bulletin's text and the places of its figures in, pieces for the template out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, a figure (`key`), or the end of a paragraph (`end`)."""

    text: str = ""
    key: str = ""
    end: bool = False


def _words(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    for index, line in enumerate(text.split("\n")):
        if index:
            pieces.append(Piece(end=True))
        if line:
            pieces.append(Piece(line))
    return pieces


def pieces(text: str, places: Sequence[Sequence[object]]) -> list[Piece]:
    """Cut the text at its figures and line ends."""
    result: list[Piece] = []
    position = 0
    for key, start, end in places:
        assert isinstance(start, int)
        assert isinstance(end, int)
        result += _words(text[position:start])
        result.append(Piece(text[start:end], str(key)))
        position = end
    return result + _words(text[position:])

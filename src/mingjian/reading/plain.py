"""A text and, for each of its characters, where it stood in the original: read clean, quoted as it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.text import restore

#: Kinds of change that would alter a name or the punctuation that the reading leans on.
_LEFT_ALONE = frozenset({"case"})
_NOISE = re.compile(r"noise|symbol|invisible|digits|annotation", re.IGNORECASE)
#: Symbols between the digits of one number, or before its 万: no bulletin writes them, however few they are.
_IN_A_NUMBER = re.compile(r"(?<=[\d.])[^\w\s.,]+(?=[\d.万亿余])")


@dataclass(frozen=True, slots=True)
class Plain:
    """`text[i]` came from `original[starts[i]:ends[i]]` (code points)."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Say where `text[start:end]` (not empty) stood in the original."""
        return self.starts[start], self.ends[end - 1]

    def without(self, spans: Iterable[tuple[int, int]]) -> Plain:
        """Cut `spans` of `text` out."""
        gone = {i for start, end in spans for i in range(start, end)}
        keep = [i for i in range(len(self.text)) if i not in gone]
        return Plain(
            "".join(self.text[i] for i in keep), tuple(self.starts[i] for i in keep), tuple(self.ends[i] for i in keep)
        )


@dataclass(frozen=True, slots=True)
class Noise:
    """Something that stood between the words: `original[start:end]`."""

    start: int
    end: int


def plain(original: str) -> tuple[Plain, list[Noise]]:
    """Undo the disguise of `original` but keep the case of its letters; say what noise was taken out."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    noise: list[Noise] = []
    at = 0
    for change in sorted(restore(original).changes, key=lambda c: (c.start, c.end)):
        if change.kind in _LEFT_ALONE or change.start < at:
            continue
        _copy(original, at, change.start, text, starts, ends)
        _replace(change.replacement, change.start, change.end, text, starts, ends)
        if _NOISE.search(change.kind) and len(change.replacement) < change.end - change.start:
            noise.append(Noise(change.start, change.end))
        at = change.end
    _copy(original, at, len(original), text, starts, ends)
    whole = Plain("".join(text), tuple(starts), tuple(ends))
    torn = [match.span() for match in _IN_A_NUMBER.finditer(whole.text) if _ornaments(match.group())]
    noise += [Noise(*whole.span(*span)) for span in torn]
    return whole.without(torn), sorted(noise, key=lambda n: n.start)


def _ornaments(run: str) -> bool:
    return all(unicodedata.category(char) == "So" for char in run)


def _copy(original: str, start: int, end: int, text: list[str], starts: list[int], ends: list[int]) -> None:
    text.extend(original[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def _replace(new: str, start: int, end: int, text: list[str], starts: list[int], ends: list[int]) -> None:
    """Character for character where both are equally long, else each new character stands for the whole stretch."""
    even = len(new) == end - start
    text.extend(new)
    starts.extend(range(start, end) if even else [start] * len(new))
    ends.extend(range(start + 1, end + 1) if even else [end] * len(new))

"""A text under repair: what it reads now, and for every character where in the original it comes from.

Repairs come in as edits of the present text and go out as changes of the original one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int32]  # a text is far shorter than 2 billion characters
Kinds = npt.NDArray[np.uint8]

KINDS: Final = (
    "",
    "width",
    "case",
    "styled",
    "traditional",
    "variant",
    "invisible",
    "symbol",
    "noise",
    "digits",
    "annotation",
    "look-alike",
    "split",
    "homophone",
    "pinyin",
    "initials",
    "emoji",
    "swapped",
)
KIND_CODE: Final = {kind: code for code, kind in enumerate(KINDS)}


class Edit(NamedTuple):
    """Replace `[start, end)` of the present text by `replacement`; `kind` is one of `KINDS`."""

    start: int
    end: int
    replacement: str
    kind: str


class Change(NamedTuple):
    """One repair: `[start, end)` of the original now reads `replacement`; `kind` names the disguise undone."""

    start: int
    end: int
    replacement: str
    kind: str


class Draft:
    """A text with its origin. `starts` and `ends` give each character's stretch of the original, in code points."""

    __slots__ = ("ends", "kinds", "original", "starts", "text")

    def __init__(self, original: str) -> None:
        self.original = self.text = original
        self.starts: Offsets | None = None
        self.ends: Offsets | None = None
        self.kinds: Kinds | None = None

    def arrays(self) -> tuple[Offsets, Offsets, Kinds]:
        """Give `starts`, `ends` and `kinds`, made now if nothing was repaired yet."""
        if self.starts is None or self.ends is None or self.kinds is None:
            self.starts = np.arange(len(self.text), dtype=np.int32)
            self.ends = self.starts + 1
            self.kinds = np.zeros(len(self.text), dtype=np.uint8)
        return self.starts, self.ends, self.kinds

    def has(self, kind: str) -> bool:
        """Whether a character was repaired so."""
        return self.kinds is not None and bool((self.kinds == KIND_CODE[kind]).any())

    def set(self, text: str, starts: Offsets, ends: Offsets, kinds: Kinds) -> None:
        """Replace text and origin at once (for passes over whole arrays)."""
        self.text, self.starts, self.ends, self.kinds = text, starts, ends, kinds

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Carry out edits of the present text, in any order; one that overlaps an earlier one is left out.

        Returns whether anything changed.
        """
        chosen = _apart(edits, self.text)
        if not chosen:
            return False
        starts, ends, kinds = self.arrays()
        texts: list[str] = []
        parts: list[tuple[Offsets, Offsets, Kinds]] = []
        last = 0
        for start, end, replacement, kind in chosen:
            texts += (self.text[last:start], replacement)
            parts.append((starts[last:start], ends[last:start], kinds[last:start]))
            if replacement:
                parts.append(_origin(starts, ends, start, end, len(replacement), kind))
            last = end
        texts.append(self.text[last:])
        parts.append((starts[last:], ends[last:], kinds[last:]))
        columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
        self.set("".join(texts), columns[0], columns[1], columns[2])
        return True


def _apart(edits: Iterable[Edit], text: str) -> list[Edit]:
    chosen: list[Edit] = []
    reached = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= reached and text[edit.start : edit.end] != edit.replacement:
            chosen.append(edit)
            reached = max(edit.end, edit.start)
    return chosen


def _origin(
    starts: Offsets, ends: Offsets, start: int, end: int, size: int, kind: str
) -> tuple[Offsets, Offsets, Kinds]:
    """Give the origin of a replacement: character by character where the lengths agree, else the whole stretch."""
    code = np.full(size, KIND_CODE[kind], dtype=np.uint8)
    if end - start == size:
        return starts[start:end], ends[start:end], code
    first = int(starts[start]) if start < len(starts) else int(ends[-1]) if len(ends) else 0
    final = int(ends[end - 1]) if end > start else first
    return np.full(size, first, dtype=np.int32), np.full(size, final, dtype=np.int32), code


class _Run:
    """Neighbouring characters repaired in the same way, being gathered."""

    __slots__ = ("end", "kind", "parts", "start", "stretch")

    def __init__(self, start: int, end: int, kind: str, part: str) -> None:
        self.start, self.end, self.kind, self.parts = start, end, kind, [part]
        self.stretch = (start, end)

    def takes(self, start: int, end: int, kind: str) -> bool:
        return kind == self.kind and (start == self.end or (start, end) == self.stretch)

    def change(self) -> Change:
        return Change(self.start, self.end, "".join(self.parts), self.kind)


def changes_of(draft: Draft, deletions: Sequence[tuple[int, str]]) -> tuple[Change, ...]:
    """Read the changes off a finished draft. `deletions` gives (original offset, kind) of deleted stretches, ascending.

    Neighbouring characters repaired in the same way make one change.
    """
    if draft.starts is None or draft.ends is None or draft.kinds is None:
        return ()
    changes: list[Change] = []
    dropped = [offset for offset, _ in deletions]
    run: _Run | None = None
    for index, before, start, end, code in _touched(draft):
        kind = KINDS[code]
        if run and (start > before or not kind or not run.takes(start, end, kind)):
            changes.append(run.change())
            run = None
        if start > before:
            changes.append(Change(before, start, "", _kind_of_gap(deletions, dropped, start)))
        if kind and run:
            run.parts.append(draft.text[index])
            run.end, run.stretch = end, (start, end)
        elif kind:
            run = _Run(start, end, kind, draft.text[index])
    if run:
        changes.append(run.change())
    last, size = int(draft.ends[-1]) if len(draft.ends) else 0, len(draft.original)
    if last < size:
        changes.append(Change(last, size, "", _kind_of_gap(deletions, dropped, size)))
    return tuple(changes)


def _touched(draft: Draft) -> Iterator[tuple[int, int, int, int, int]]:
    """Give (index, end of the one before, start, end, kind) of each character repaired or standing after a deletion."""
    starts, ends, kinds = draft.arrays()
    before = np.concatenate((np.zeros(1, dtype=np.int32), ends))[: len(ends)]
    touched = np.flatnonzero((kinds != 0) | (starts > before))
    for first in range(0, len(touched), 10_000):
        part = touched[first : first + 10_000]
        columns = (part, before[part], starts[part], ends[part], kinds[part])
        yield from zip(*(column.tolist() for column in columns), strict=True)


def _kind_of_gap(deletions: Sequence[tuple[int, str]], dropped: list[int], end: int) -> str:
    index = bisect_right(dropped, end - 1) - 1
    return deletions[index][1] if index >= 0 else "noise"

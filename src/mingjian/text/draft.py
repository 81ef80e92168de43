"""A text under repair: what it reads now, and for every character where in the original it comes from.

Repairs come in as edits of the present text and go out as changes of the original one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int64]
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
            self.starts = np.arange(len(self.text), dtype=np.int64)
            self.ends = self.starts + 1
            self.kinds = np.zeros(len(self.text), dtype=np.uint8)
        return self.starts, self.ends, self.kinds

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
    return np.full(size, first, dtype=np.int64), np.full(size, final, dtype=np.int64), code


def changes_of(draft: Draft, deletions: Sequence[tuple[int, str]]) -> tuple[Change, ...]:
    """Read the changes off a finished draft. `deletions` gives (original offset, kind) of deleted stretches, ascending.

    Neighbouring characters repaired in the same way make one change.
    """
    if draft.starts is None or draft.ends is None or draft.kinds is None:
        return ()
    changes: list[Change] = []
    dropped = [offset for offset, _ in deletions]
    reached = 0
    starts, ends, kinds = draft.starts, draft.ends, draft.kinds
    touched = np.flatnonzero((kinds != 0) | (starts != np.concatenate(([0], ends[:-1]))))
    for index in touched.tolist():
        start, end, kind = int(starts[index]), int(ends[index]), KINDS[kinds[index]]
        before = int(ends[index - 1]) if index else 0
        if start > before:
            changes.append(Change(before, start, "", _kind_of_gap(deletions, dropped, start)))
        if kind:
            _extend(changes, Change(start, end, draft.text[index], kind), reached)
        reached = end
    last = int(ends[-1]) if len(ends) else 0
    if last < len(draft.original):
        size = len(draft.original)
        changes.append(Change(last, size, "", _kind_of_gap(deletions, dropped, size)))
    return tuple(changes)


def _kind_of_gap(deletions: Sequence[tuple[int, str]], dropped: list[int], end: int) -> str:
    index = bisect_right(dropped, end - 1) - 1
    return deletions[index][1] if index >= 0 else "noise"


def _extend(changes: list[Change], new: Change, reached: int) -> None:
    if changes:
        last = changes[-1]
        same = last.start == new.start and last.end == new.end
        if last.kind == new.kind and last.replacement and (same or (last.end == new.start and reached == new.start)):
            changes[-1] = Change(last.start, new.end, last.replacement + new.replacement, new.kind)
            return
    changes.append(new)

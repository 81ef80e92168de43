"""A disguised text in, its best reading out, with a map back to the original: `restore` and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from mingjian.text.draft import Change, Draft, Edit, changes_of
from mingjian.text.glance import Glance
from mingjian.text.noise import clear
from mingjian.text.repair import SHORT, repair
from mingjian.text.tables import DROP, IN_CONTEXT, IN_CONTEXT_CHARS, IN_TRADITIONAL, MORE, tables


class Restored:
    """The best reading of a disguised text.

    `original` is what came in, `text` the reading. Offsets count code points. `ornaments` is how many symbols the
    original holds that no sentence needs.
    """

    def __init__(self, draft: Draft, deletions: list[tuple[int, str]], ornaments: int) -> None:
        self._draft = draft
        self.ornaments = ornaments
        self._deletions = deletions

    @property
    def original(self) -> str:
        """The text as it came in."""
        return self._draft.original

    @property
    def text(self) -> str:
        """The best reading."""
        return self._draft.text

    @cached_property
    def folded(self) -> str:
        """`text` in lower case, of the same length, for matching."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else "".join(_lower(char) for char in self.text)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What was repaired, ascending, each with its stretch of the original."""
        return changes_of(self._draft, self._deletions)

    @cached_property
    def cleaned(self) -> str:
        """The text for people: repaired, but traditional characters stay where the text is mostly traditional."""
        kept = ("traditional", "variant") if _mostly_traditional(self) else ()
        pieces: list[str] = []
        last = 0
        for change in self.changes:
            pieces.append(self.original[last : change.start])
            pieces.append(self.original[change.start : change.end] if change.kind in kept else change.replacement)
            last = max(change.end, last)
        pieces.append(self.original[last:])
        return "".join(pieces)

    def origin(self, place: int) -> int:
        """Give where in the original the character at `place` of the text begins; after the last, where it ends."""
        if place >= len(self.text):
            return len(self.original)
        starts = self._draft.starts
        return place if starts is None else int(starts[place])

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the original that `text[start:end]` was read from.

        Offsets outside the text are brought inside; an empty stretch stays empty.
        """
        size = len(self.text)
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        if self._draft.starts is None or self._draft.ends is None:
            return start, end
        starts, ends = self._draft.starts, self._draft.ends
        if start == size:
            return len(self.original), len(self.original)
        first = int(starts[start])
        return (first, int(ends[end - 1])) if end > start else (first, first)

    def without(self, stretches: Iterable[tuple[int, int]]) -> str:
        """Give the text but for what was read from these stretches of the original, which ascend by start."""
        pieces: list[str] = []
        reached = 0
        for start, end in stretches:
            first, last = self.place(start), self.place(end)
            pieces.append(self.text[reached : max(first, reached)])
            reached = max(reached, last)
        return "".join((*pieces, self.text[reached:]))

    def place(self, origin: int) -> int:
        """Give the first character of the text that was read from `origin` on."""
        starts = self._draft.starts
        return min(origin, len(self.text)) if starts is None else int(np.searchsorted(starts, origin))


def _mostly_traditional(restored: Restored) -> bool:
    """Whether more than a seventh of the Chinese characters were traditional: no simplified text has that."""
    changed = sum(change.end - change.start for change in restored.changes if change.kind == "traditional")
    return changed * 7 > sum("\u3400" <= char <= "\u9fff" for char in restored.original) > 20


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def restore(text: str, *, bold: bool = False) -> Restored:
    """Undo disguise in a text; ordinary text comes back as it is. Never fails.

    `bold` asks for less evidence before it supposes a disguise that leaves no sign (words by sound, look-alikes,
    swapped order): it finds more and errs more, so use it for an alternative reading, not the best.
    """
    return _kept(text, bold) if len(text) <= SHORT else _restored(text, bold)


@lru_cache(maxsize=1_000)
def _kept(text: str, bold: bool) -> Restored:
    """Keep short texts for a while: they are read most thoroughly, and lures, titles and empty pages come in swarms."""
    return _restored(text, bold)


def _restored(text: str, bold: bool) -> Restored:
    draft = Draft(text)
    deletions: list[tuple[int, str]] = []
    ornaments, signed = (0, True) if text.isascii() else _glanced(draft, deletions)
    if signed or len(draft.text) <= SHORT:
        _note(draft, deletions, lambda present: repair(present, bold=bold))
    return Restored(draft, sorted(deletions), ornaments)


def _glanced(draft: Draft, deletions: list[tuple[int, str]]) -> tuple[int, bool]:
    """Read and clear what a glance shows. Returns how many ornaments there were, and whether anything calls for repair.

    The glance is as large as the text several times over, and ends here.
    """
    seen = Glance(draft.text)
    ornaments = seen.ornaments
    if seen.read or seen.in_context:
        _read_by_table(draft, deletions)
        _read_in_context(draft)
        seen = Glance(draft.text)
    _note(draft, deletions, lambda present: clear(present, seen))
    return ornaments, seen.signed


def _note(draft: Draft, deletions: list[tuple[int, str]], work: Callable[[Draft], list[Edit]]) -> None:
    """Do one kind of repairs, and note in original offsets what it left out."""
    starts = draft.starts
    dropped = [edit for edit in work(draft) if not edit.replacement]
    deletions += [(edit.start if starts is None else int(starts[edit.start]), edit.kind) for edit in dropped]


def _read_by_table(draft: Draft, deletions: list[tuple[int, str]]) -> None:
    """Read every character by the table, in one pass."""
    table = tables()
    codes = np.frombuffer(draft.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    read = table.reading[codes]
    changed = read != codes
    if not changed.any():
        return
    starts, ends, _ = draft.arrays()
    kinds = np.where(changed, table.kind[codes], 0).astype(np.uint8)
    places = np.flatnonzero(changed)
    dropped = places[read[places] == DROP]
    deletions.extend((int(place), "invisible") for place in dropped.tolist())
    several = places[read[places] == MORE].tolist()
    del changed, places
    if not several:  # every character is read as one, or left out
        if len(dropped):
            kept = read != DROP
            read, starts, ends, kinds = read[kept], starts[kept], ends[kept], kinds[kept]
        draft.set(_written(read), starts, ends, kinds)
        return
    sizes = np.ones(len(codes), dtype=np.int64)
    sizes[dropped] = 0
    readings = {place: table.several[int(codes[place])] for place in several}
    for place, plain in readings.items():
        sizes[place] = len(plain)
    out = np.repeat(read, sizes)
    at = np.cumsum(sizes) - sizes
    for place, plain in readings.items():
        out[at[place] : at[place] + len(plain)] = [ord(char) for char in plain]
    draft.set(_written(out), np.repeat(starts, sizes), np.repeat(ends, sizes), np.repeat(kinds, sizes))


def _written(codes: npt.NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def _read_in_context(draft: Draft) -> None:
    """Simplify the characters that are traditional in some words only."""
    text = draft.text
    if any(char in text for char in IN_CONTEXT_CHARS):
        patterns = (*IN_CONTEXT, IN_TRADITIONAL) if draft.has("traditional") else IN_CONTEXT
        draft.apply(
            Edit(found.start(), found.end(), plain, "traditional")
            for pattern, plain in patterns
            for found in pattern.finditer(text)
        )

"""A draft in, the same draft without what was strewn into it: noise glyphs learned from the text, readings in brackets
after characters, and separators inside words that hide a base term of lures.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import lru_cache
from typing import Final

from mingjian.text.draft import Draft, Edit
from mingjian.text.glance import BRACKETS, GLYPHS, TONED, Glance
from mingjian.text.words import lure_terms, sounds

_HAN: Final = "\u3400-\u9fff"
_GLYPHS: Final = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in GLYPHS) + "]+")
_LETTER: Final = re.compile(rf"[{_HAN}0-9A-Za-z“”‘’《》\"'、，。：；！？（）()]")
_LEAST_RUNS: Final = 3
_MOST_RUNS: Final = 100_000  # runs of glyphs of one text that are looked at
_ANNOTATED: Final = re.compile(rf"[{re.escape(BRACKETS)}](?<=[{_HAN}].)\s?([a-z{TONED}]{{1,6}})\d?\s?[)）\]】]")
_GAP: Final = r"(?:[^\w\s，。、；：？！“”‘’（）《》【】()\[\]<>]{1,3}|[ \u3000]{1,2})"  # what may tear a word
_TORN: Final = re.compile(rf"[{_HAN}]{_GAP}[{_HAN}]")
_SPACED: Final = re.compile(
    r"(?<![A-Za-z0-9.] )(?<![A-Za-z0-9.])"
    r"(?:[A-Za-z0-9-] ){2,40}(?:\. (?:[A-Za-z0-9-] ){1,40}){0,3}\. (?:[A-Za-z] ){1,5}[A-Za-z](?![A-Za-z0-9])"
)
_TORN_RUN: Final = re.compile(rf"[{_HAN}](?:{_GAP}?[{_HAN}]){{1,12}}")
_DIACRITICS: Final = str.maketrans(TONED, "aaaaeeeeiiiioooouuuuvvvvvnnn")


def clear(draft: Draft, seen: Glance) -> list[Edit]:
    """Take noise out of `draft`, of which `seen` is a glance; gives the edits made, in offsets of the text before."""
    text = draft.text
    edits = _noise(text) if seen.glyphs >= _LEAST_RUNS else []
    edits += _annotations(text) if seen.annotated else []
    if seen.torn:
        taken = {place for edit in edits for place in range(edit.start, edit.end)}
        edits += [edit for edit in _separators(text) if edit.start not in taken]
    if " . " in text:
        edits += _spaced_addresses(text)
    draft.apply(edits)
    return edits


def _spaced_addresses(text: str) -> list[Edit]:
    """Drop the spaces of an address that is written letter by letter: w x 1 . t o p."""
    return [
        Edit(place, place + 1, "", "symbol")
        for found in _SPACED.finditer(text)
        for place in range(found.start() + 1, found.end() - 1, 2)
    ]


def _noise(text: str) -> list[Edit]:
    """Learn which glyphs this text is strewn with, and drop them.

    A glyph is noise if its runs stand glued to words in at least three places, most of them not at the beginning of a
    line (there it is a bullet), and several glyphs alternate in such runs or it tears words and numbers apart.
    """
    runs = list(itertools.islice(_GLYPHS.finditer(text), _MOST_RUNS))
    if len(runs) < _LEAST_RUNS:
        return []
    glued: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    mixed = 0
    for run in runs:
        glyphs = set(run.group())
        seen.update(glyphs)
        if _is_glued(text, run.start(), run.end()):
            glued.update(glyphs)
            mixed += len(glyphs) > 1
    noise = {glyph for glyph, count in glued.items() if count >= _LEAST_RUNS and count * 2 > seen[glyph]}
    if mixed >= 2:
        noise |= {glyph for run in runs if noise & set(run.group()) for glyph in run.group()}
    else:
        noise = {glyph for glyph in noise if _tears(text, glyph) >= _LEAST_RUNS}
    return [_drop(text, run.start(), run.end()) for run in runs if set(run.group()) <= noise]


def _is_glued(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before and _LETTER.match(before)) and not (after and after in " \t")


def _tears(text: str, glyph: str) -> int:
    """Count the places where a glyph stands between two characters or digits."""
    pattern = re.compile(rf"(?<=[{_HAN}0-9]){re.escape(glyph)}+(?=[{_HAN}0-9])")
    return sum(1 for _ in pattern.finditer(text))


def _drop(text: str, start: int, end: int) -> Edit:
    torn = text[start - 1 : start].isdigit() and (text[end : end + 1].isdigit() or text[end : end + 1] in (".", "万"))
    return Edit(start, end, "", "digits" if torn else "noise")


def _annotations(text: str) -> list[Edit]:
    """Drop readings in brackets that repeat the sound of the character before: 網(wǎng)."""
    edits = []
    for found in _ANNOTATED.finditer(text):
        reading = found.group(1).translate(_DIACRITICS)
        if reading in sounds(text[found.start() - 1]):
            edits.append(Edit(found.start(), found.end(), "", "annotation"))
    return edits


def _separators(text: str) -> list[Edit]:
    """Drop separators between characters where that reveals a base term of lures."""
    edits: list[Edit] = []
    lures = lure_terms()
    reached = 0
    for torn in _TORN.finditer(text):
        run = _TORN_RUN.search(text, max(torn.start() - 6, reached), torn.end() + 12) if torn.end() > reached else None
        if run is None:
            continue
        reached = run.end()
        if len(edits) > _MOST_RUNS // 5:
            break
        written = run.group()
        places = [place for place, char in enumerate(written) if "\u3400" <= char <= "\u9fff"]
        joined = "".join(written[place] for place in places)
        if len(joined) == len(written):
            continue
        for start in range(len(joined) - 1):
            if joined[start : start + 2] not in _lure_beginnings():
                continue
            for size in (2, 3, 4, 5, 6):
                if start + size <= len(joined) and joined[start : start + size] in lures:
                    inside = places[start : start + size]
                    edits += [
                        Edit(run.start() + left + 1, run.start() + right, "", "symbol")
                        for left, right in itertools.pairwise(inside)
                        if right - left > 1
                    ]
    return edits


@lru_cache(maxsize=1)
def _lure_beginnings() -> frozenset[str]:
    return frozenset(lure[:2] for lure in lure_terms())

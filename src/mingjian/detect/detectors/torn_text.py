"""Official text that was scraped and damaged: numbers torn apart by symbols, paragraphs out of their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from mingjian.detect.detectors.glyph_noise import noise_of
from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark_original
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

_CREDIT: Final = re.compile(r"[（(][^（()）\n]{2,16}(?:供稿|来稿)[）)]")
_ORDINAL: Final = re.compile(r"^[\s　]*[（(]?([一二三四五六七八九十])[)）]?(?:、|是[^不]|[,，])", re.MULTILINE)
_NUMERALS: Final = "一二三四五六七八九十"


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark torn numbers, and the paragraph that stands where no writer would put it."""
    text = examined.page.document.text
    for start, end in noise_of(examined):
        if text[start - 1 : start].isdigit() and text[end : end + 1] in ".0123456789万":
            label = Label("torn_text", "hijacked", 0.3)
            term = text[start - 1 : end + 2]
            yield mark_original(examined, start - 1, end + 1, Reason("text_torn", {"term": term}), label)
    if examined.page.document.kind == "text" and (clue := _shuffled(text)):
        start, end = clue
        label = Label("torn_text", "hijacked", 0.2)
        yield mark_original(examined, start, end, Reason("text_shuffled", {"clues": text[start:end].strip()}), label)


def _shuffled(text: str) -> tuple[int, int] | None:
    """Find a closing credit followed by more paragraphs, or ordinals that run backwards."""
    for match in _CREDIT.finditer(text):
        if len(text[match.end() :].strip()) > 80:
            return match.span()
    ordinals = [(match, _NUMERALS.index(match.group(1))) for match in _ORDINAL.finditer(text)]
    falls = [later for (_, first), (later, second) in pairwise(ordinals) if 0 < second < first]
    return falls[0].span() if len(falls) >= 2 else None

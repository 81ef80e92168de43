"""Glyph noise: symbols put inside words and before punctuation, learned from the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark_original
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

RUN: Final = re.compile(r"[\u2190-\u23ff\u2500-\u27bf\u2b00-\u2bff\u3004\u3012\u3013\u3020]{1,12}")
LEAST: Final = 6
_WORD: Final = re.compile(r"[\w，。、；：”’》）」,.;!?！？%]")
_OPEN: Final = re.compile(r"[\w“‘《（「，。、；：”’》）」,.;!?！？]")


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark every run of noise, if the text has at least six in places where no writer puts a symbol.

    A symbol at the beginning or end of a line, beside a space, or repeated as a rating is no noise.
    """
    runs = noise_of(examined)
    for start, end in runs:
        reason = Reason("glyph_noise", {"term": examined.page.document.text[start:end], "count": len(runs)})
        label = Label("glyph_noise", "hijacked", 0.3)
        yield mark_original(examined, start, end, reason, label)


def noise_of(examined: Examined) -> list[tuple[int, int]]:
    """Give the stretches of noise in a page's own text; most pages hold too few symbols to be searched for them."""
    return noise(examined.page.document.text) if examined.page.restored.ornaments >= LEAST else []


@lru_cache(maxsize=4)
def noise(text: str) -> list[tuple[int, int]]:
    """Give the stretches of noise in a text, in code points, ascending; empty below six impossible places."""
    runs = [match.span() for match in RUN.finditer(text)] if not text.isascii() else []
    if len(runs) < LEAST:
        return []
    odd = [span for span in runs if _impossible(text, *span)]
    if len(odd) < LEAST or len(odd) * 3 < len(runs):
        return []
    alphabet = {char for start, end in odd for char in text[start:end]}
    return [span for span in runs if set(text[span[0] : span[1]]) <= alphabet]


def _impossible(text: str, start: int, end: int) -> bool:
    """Whether a run stands between a word and what follows at once: punctuation, the rest of a number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not (_WORD.match(before or " ") and _OPEN.match(after or " ")):
        return False
    return after in "，。、；：”’》）」,.;!?！？" or before.isdigit() or before in "，、”’》" or end - start > 1

"""Promotion where no visitor sees it: hidden or off-screen blocks, comments, scripts, noscript."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark, quoted
from mingjian.detect.passages import CONCEALED
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark every concealed passage that scores as promotion."""
    for weighed in examined.promoting:
        passage = weighed.passage
        if passage.surface not in CONCEALED:
            continue
        term = quoted(examined, passage.start, passage.end)
        reason = Reason("hidden_promotion", {"term": term, "surface": passage.surface})
        label = Label("hidden_promotion", "hijacked", 0.6)
        yield mark(examined, passage.start, passage.end, reason, label)

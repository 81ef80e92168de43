"""Promotion out of keeping with what the site is: a clinic, a school, a bureau whose page sells bets."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark, quoted
from mingjian.detect.weighing import Examined, hits_of
from mingjian.reasons import Reason


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark the strongest promoting passage of a site whose kind is known."""
    kind = examined.page.facts.subject_kind or examined.page.facts.site_title
    if not kind or not examined.promoting:
        return
    passage = max(examined.promoting, key=lambda weighed: weighed.logit).passage
    telling = next(hits_of(passage, "brand", "bait", "offer", "object"), None)
    start, end = (telling.start, telling.end) if telling else (passage.start, passage.end)
    reason = Reason("promotion_out_of_keeping", {"kind": kind, "term": quoted(examined, start, end)})
    label = Label("out_of_keeping", "hijacked", 0.5)
    yield mark(examined, start, end, reason, label)

"""Template spam: the same promotional phrase again and again, as generated pages are stuffed with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark
from mingjian.detect.weighing import Examined, hits_of
from mingjian.reasons import Reason

LEAST: Final = 5


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark the first place of a brand or bait that the promoting passages repeat at least five times."""
    if examined.page.short:
        return
    places: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()
    for weighed in examined.promoting:
        for hit in hits_of(weighed.passage, "brand", "bait"):
            term = examined.page.restored.folded[hit.start : hit.end]
            counts[term] += 1
            places.setdefault(term, (hit.start, hit.end))
    for term, count in counts.most_common(1):
        if count >= LEAST:
            label = Label("template_spam", "hijacked", 0.3)
            yield mark(examined, *places[term], Reason("template_spam", {"term": term, "count": count}), label)

"""Contact lures: words that lead away to a private talk. A sign beside a trade, never a category."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark, quoted
from mingjian.detect.weighing import Examined, hits_of
from mingjian.reasons import Reason


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark the longest lure of each passage that promotes something of a known kind."""
    for weighed in examined.promoting:
        if weighed.category is None:
            continue
        lures = [hit for hit in hits_of(weighed.passage, "contact") if hit.end - hit.start > 2]
        if not lures:
            continue
        longest = max(lures, key=lambda hit: hit.end - hit.start)
        reason = Reason("contact_lure", {"term": quoted(examined, longest.start, longest.end)})
        label = Label("contact_lure", weighed.category, 0.2)
        yield mark(examined, longest.start, longest.end, reason, label)

"""Words that point at material sexualising children: to the police at once, masked everywhere, whatever the score."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.detect.judgement import Finding
from mingjian.detect.lexicon import lexicon
from mingjian.detect.marking import Label, mark
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

REPORTS = ("report",)
OFFERS = ("contact", "trade", "price", "site")


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark every such word, unless the text around it is plainly a statute, a ruling or a report about it."""
    hits = examined.page.telling
    place = lexicon().index("child_material")
    roles = examined.page.roles
    for start, end, found in zip(*hits, strict=True):
        if found != place:
            continue
        around = examined.page.hits_in(*_line_around(examined.page.restored.folded, start, end))
        reports = len({start for start, _, entry in zip(*around, strict=True) if roles[entry] in REPORTS})
        offered = any(roles[entry] in OFFERS for entry in around.entries)
        if reports >= 2 or not (offered or examined.page.short):
            continue
        label = Label("child_material", "pornography", 1.0, police=True)
        yield mark(examined, start, end, Reason("child_material"), label)


def _line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The line of a word, at most 80 characters on each side: what other paragraphs say is no report of it."""
    stop = text.find("\n", end)
    return max(text.rfind("\n", 0, start) + 1, start - 80), min(len(text) if stop < 0 else stop, end + 80)

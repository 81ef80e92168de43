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
    for start, end in zip(
        hits.starts[hits.entries == place].tolist(), hits.ends[hits.entries == place].tolist(), strict=True
    ):
        around = examined.page.hits_in(max(start - 80, 0), end + 80)
        reports = len({int(number) for number in around.starts[[roles[entry] in REPORTS for entry in around.entries]]})
        offered = any(roles[entry] in OFFERS for entry in around.entries)
        if reports >= 2 or not (offered or examined.page.short):
            continue
        label = Label("child_material", "pornography", 1.0, police=True)
        yield mark(examined, start, end, Reason("child_material"), label)

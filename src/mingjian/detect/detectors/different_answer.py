"""Other visitors, other answers: promotion or another site for a crawler, a telephone, a search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from mingjian.detect.facts import PageFacts, ViewAnswer
from mingjian.detect.judgement import Finding
from mingjian.detect.marking import mark_response, quoted
from mingjian.detect.passages import Page
from mingjian.detect.weighing import Examined, Weighed, is_written, scores
from mingjian.reasons import Reason
from mingjian.text import read_text

_LONGEST: Final = 50_000
_MOST_LINES: Final = 300  # lines of an answer that are weighed
PLAINLY: Final = 0.9  # weight of an answer that promotes beyond doubt


def detect(examined: Examined) -> Iterator[Finding]:
    """Compare every view with the plain one; ordinary differences (a mobile page, a changed list) give nothing."""
    views = examined.page.facts.views
    plain = next((view for view in views if view.view == "plain"), None)
    usual = {weighed.passage.folded for weighed in examined.promoting}
    known: frozenset[str] = frozenset()
    if plain:
        shown = _examined(examined, plain)
        usual |= {weighed.passage.folded for weighed in shown.promoting}
        known = frozenset(shown.page.restored.folded.split("\n"))
    for view in views:
        if view.view != "plain":
            other = _examined(examined, view)
            fresh = [weighed for weighed in other.promoting if weighed.passage.folded not in usual]
            if plain and not fresh:
                fresh = _worded(other, known)
            yield from _compared(examined, plain, view, other, fresh)


def _worded(other: Examined, known: frozenset[str]) -> list[Weighed]:
    """Of the lines that only this visitor is shown, those whose wording promotes beyond doubt, without a listed word."""
    lines = [(other, line) for line in islice(other.page.lines(known), _MOST_LINES) if is_written(line.folded)]
    strong = float(other.model.settings["strong"])
    return [weighed for weighed in scores(lines) if weighed.logit >= strong]


def _compared(
    examined: Examined, plain: ViewAnswer | None, view: ViewAnswer, other: Examined, fresh: list[Weighed]
) -> Iterator[Finding]:
    if fresh:
        strongest = max(fresh, key=lambda weighed: weighed.logit)
        term = quoted(other, strongest.passage.start, strongest.passage.end)
        weight = PLAINLY if strongest.logit >= float(examined.model.settings["strong"]) else 0.7
        yield mark_response("different_answer", Reason("different_answer", {"view": view.view, "term": term}), weight)
    if plain and view.final_url and plain.final_url and _site(view.final_url) != _site(plain.final_url):
        host = urlsplit(view.final_url).hostname or view.final_url
        yield mark_response("different_answer", Reason("redirected_away", {"view": view.view, "host": host}), 0.4)


def _examined(examined: Examined, view: ViewAnswer) -> Examined:
    document = read_text(f"{view.title}\n{view.text[:_LONGEST]}")
    return Examined(Page(document, PageFacts()), examined.model)


def _site(address: str) -> str:
    host = (urlsplit(address).hostname or "").lower()
    labels = host.split(".")
    short = len(labels) > 2 and labels[-2] in ("com", "net", "org", "gov", "edu", "ac")
    return ".".join(labels[-3:] if short else labels[-2:])

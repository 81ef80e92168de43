"""Other visitors, other answers: promotion or another site for a crawler, a telephone, a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from mingjian.detect.facts import PageFacts, ViewAnswer
from mingjian.detect.judgement import Finding
from mingjian.detect.marking import mark_response, quoted
from mingjian.detect.passages import Page
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason
from mingjian.text import read_text

_LONGEST: Final = 50_000
PLAINLY: Final = 0.9  # weight of an answer that promotes beyond doubt


def detect(examined: Examined) -> Iterator[Finding]:
    """Compare every view with the plain one; ordinary differences (a mobile page, a changed list) give nothing."""
    views = examined.page.facts.views
    plain = next((view for view in views if view.view == "plain"), None)
    usual = {weighed.passage.folded for weighed in examined.promoting}
    if plain:
        usual |= {weighed.passage.folded for weighed in _examined(examined, plain).promoting}
    for view in views:
        if view.view != "plain":
            yield from _compared(examined, plain, view, usual)


def _compared(examined: Examined, plain: ViewAnswer | None, view: ViewAnswer, usual: set[str]) -> Iterator[Finding]:
    other = _examined(examined, view)
    fresh = [weighed for weighed in other.promoting if weighed.passage.folded not in usual]
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

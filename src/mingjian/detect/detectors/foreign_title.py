"""A title or description that promotes what the page itself does not speak of: how hijacked pages look in a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark, quoted
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

ENOUGH: Final = 200  # characters a page must hold before its title can be foreign to it


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark promoting titles and descriptions of a page with a body of its own that promotes nothing."""
    page = examined.page
    if page.document.kind != "html" or len(page.restored.folded) < ENOUGH:
        return
    fronts = [weighed for weighed in examined.promoting if weighed.passage.surface in ("title", "meta")]
    visible = [weighed for weighed in examined.promoting if weighed.passage.surface in ("body", "heading", "link")]
    if visible:
        return
    for weighed in fronts:
        term = quoted(examined, weighed.passage.start, weighed.passage.end)
        label = Label("foreign_title", "hijacked", 0.5)
        yield mark(examined, weighed.passage.start, weighed.passage.end, Reason("foreign_title", {"term": term}), label)

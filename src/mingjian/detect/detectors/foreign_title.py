"""A title or description that promotes what the page itself does not speak of: how hijacked pages look in a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark, quoted
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

ENOUGH: Final = 200  # characters a page must hold before its title can be foreign to it

PUT_BEFORE: Final = 0.8  # weight of promotion put before a page's own heading


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
        glued = page.front is not None and weighed.passage.end == page.front[0] + examined.put_before > page.front[0]
        reason = Reason("put_before_title" if glued else "foreign_title", {"term": term})
        beyond_doubt = glued and weighed.logit >= float(examined.model.settings["strong"])
        label = Label("foreign_title", "hijacked", PUT_BEFORE if beyond_doubt else 0.5)
        yield mark(examined, weighed.passage.start, weighed.passage.end, reason, label)

"""Another page for another visitor, whatever it says: the comparison itself is the finding (facts, `differences`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import mark_response
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

_CODES: Final = {
    "status": "other_status",
    "redirect": "other_site",
    "title": "other_title",
    "text": "other_text",
    "links": "other_links",
}
_LONGEST: Final = 60  # characters of each side that a sentence can carry


def detect(examined: Examined) -> Iterator[Finding]:
    """Say each difference that stood twice, with both sides."""
    for found in examined.page.facts.differences:
        sides = {"left": _short(found.left), "right": _short(found.right)}
        reason = Reason(_CODES[found.kind], {"base": found.base, "view": found.view, **sides})
        yield mark_response("different_view", reason, 0.6)


def _short(side: str) -> str:
    words = " ".join(side.split()) or "—"
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

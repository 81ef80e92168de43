"""Two looks at each of two visitors in, what the one is shown and the other is not out: a comparison that may accuse.

Sites differ by themselves: news change, telephones get a smaller page, crawlers get one without scripts or none at all.
So a difference counts only if it stood both times, if the first visitor was shown the same both times, and if nothing
ordinary explains it for this pair of visitors.
"""

from __future__ import annotations

from mingjian.capture.compare import ALIKE, Difference, compare, document_of, outward, share, site_of, visible_text
from mingjian.capture.views import View
from mingjian.capture.visit import Visit

PAIRS: tuple[tuple[View, View], ...] = (
    ("plain", "search"),
    ("phone", "phone_search"),
    ("plain", "crawler"),
    ("plain", "phone"),
)
"""The visitors that are compared: first who comes by himself, then who comes from or for a search engine."""
REFERRER_PAIRS = PAIRS[:2]
"""Pairs that differ in nothing but where the visitor comes from; no ordinary reason makes their pages differ."""
LITTLE = 120  # characters; below, a page is a shell that scripts fill, and a crawler's copy says more by right
OTHER_PAGE = 0.12  # share of common triples below which two texts have nothing to do with each other
NEW_LINKS = 3  # hosts; a changing advertisement brings one or two


def suspicious(left: Visit, right: Visit) -> bool:
    """Say whether one look at each visitor differs enough to look a second time."""
    return bool(_telling(left, right))


def cloaking(left: tuple[Visit, Visit], right: tuple[Visit, Visit]) -> tuple[Difference, ...]:
    """Give what `right` is shown and `left` is not, both times alike; the differences of the first looks, both sides."""
    if compare_steady(*left):
        return ()
    kinds = [{found.kind for found in _telling(ours, theirs)} for ours in left for theirs in right]
    standing = set.intersection(*kinds)
    return tuple(found for found in _telling(left[0], right[0]) if found.kind in standing)


def compare_steady(first: Visit, second: Visit) -> tuple[Difference, ...]:
    """Give what changed between two looks of one visitor, so that nothing can be told from a comparison with it."""
    return tuple(found for found in compare(first, second) if found.kind in ("status", "redirect", "title", "text"))


def _telling(left: Visit, right: Visit) -> list[Difference]:
    """The differences between two visitors that no ordinary reason explains."""
    if left.status is None or right.status is None or right.status >= 400:
        return []  # whoever is turned away is shown nothing that others are not
    found = list(compare(left, right))
    pair = (left.view, right.view)
    if pair in REFERRER_PAIRS:
        return [one for one in found if _between_referrers(one, left, right)]
    return _between_agents(found, left, right)


def _between_referrers(one: Difference, left: Visit, right: Visit) -> bool:
    if one.kind == "status":
        return _closed(left)
    if one.kind == "redirect":
        return site_of(left.final_url) != site_of(right.final_url)
    if one.kind == "links":
        fresh = outward(document_of(right)) - outward(document_of(left))
        return not _closed(left) and len(fresh) >= NEW_LINKS
    return not _closed(left)


def _between_agents(found: list[Difference], left: Visit, right: Visit) -> list[Difference]:
    """For another program, only another site or another page altogether tells; a smaller, fuller or no page does not."""
    if _closed(left):
        return []  # many sites ask browsers to pass a test by script and let crawlers in
    texts = visible_text(document_of(left)), visible_text(document_of(right))
    shell = min(len(text) for text in texts) < LITTLE
    another = not shell and share(*texts) < OTHER_PAGE
    elsewhere = site_of(left.final_url) != site_of(right.final_url)
    if not another:
        return []
    titles = any(one.kind == "title" and share(one.left, one.right) < ALIKE for one in found)
    kept = {"text", "title"} | ({"redirect"} if elsewhere else set())
    return [one for one in found if one.kind in kept] if titles else []


def _closed(visit: Visit) -> bool:
    return visit.status is None or visit.status >= 400

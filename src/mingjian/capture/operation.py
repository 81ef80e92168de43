"""Facts of captured pages in, what an operation leaves behind out: traces that another of its sites would share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

BANDS = 16
"""The text's 64 minhashes go in 16 bands of 4: two texts that share 70 % of their triples share about 4 bands."""
LEAST_TEXT = 80
"""Characters of visible text below which a page says too little to be known again."""
STRONG = {"analytics": 0.6, "contact": 0.5, "target": 0.6, "certificate": 0.4, "filing": 0.3, "picture": 0.4}
WEAK = {"favicon": 0.3, "template": 0.25, "marks": 0.25}
WEIGHTS = STRONG | WEAK | {"text": 0.45}
"""How much sharing one trace of a kind says, as a probability; kinds may have a maker after a colon."""
COMMON = 20
"""A trace that more services share than this belongs to a tool, not to an operation."""
ENOUGH = 0.5
"""From this score on a link is proposed."""

Trace = tuple[str, str]


def traces_of(facts: Mapping[str, Any]) -> tuple[Trace, ...]:
    """The traces in the facts of a capture (`facts_of`): pairs of kind and value, each once, sorted."""
    found: set[Trace] = set()
    for view in facts.get("views", {}).values():
        found |= set(_of_view(view))
    icon = facts.get("favicon")
    if icon and icon.get("mmh3") is not None:
        found.add(("favicon", str(icon["mmh3"])))
    found |= {("picture", value) for value in facts.get("pictures", {}).values() if value}
    return tuple(sorted(found))


def _of_view(view: Mapping[str, Any]) -> Iterator[Trace]:
    certificate = view.get("certificate", {})
    if certificate.get("sha256"):
        yield "certificate", certificate["sha256"]
    if target := _target(view):
        yield "target", target
    page = view.get("page")
    if page is None:
        return
    yield from ((f"contact:{kind}", value[:200]) for kind, value in page["contacts"])
    yield from ((f"analytics:{kind}", value[:200]) for kind, value in page["analytics"])
    yield from (("filing", number.partition("-")[0]) for number in page["filings"])
    print_ = page["fingerprint"]
    if print_["words"] >= LEAST_TEXT:
        yield from (("template", print_["template"]), ("marks", print_["marks"]))
        yield from (("text", value) for value in bands(print_["minhash"]))


def _target(view: Mapping[str, Any]) -> str:
    """The other site on which a visitor ends up; empty if it is the one that was asked for."""
    begun, ended = (urlsplit(view.get(key) or "").hostname or "" for key in ("url", "final_url"))
    return ended if begun and ended and ended.removeprefix("www.") != begun.removeprefix("www.") else ""


def bands(minhash: Iterable[int]) -> list[str]:
    """A minhash as band values such as "03:9f2c…", by which like texts meet in an index."""
    numbers = list(minhash)
    rows = len(numbers) // BANDS
    return [
        f"{band:02d}:{hashlib.sha256(repr(numbers[band * rows : (band + 1) * rows]).encode()).hexdigest()[:16]}"
        for band in range(BANDS)
        if rows
    ]


def link_score(shared: Iterable[tuple[str, str, int]]) -> tuple[float, list[dict[str, Any]]]:
    """How surely two services are of one operation, 0..1, and the reasons, the weightiest first.

    `shared`: kind, value, and how many services share it. Values that many share say nothing; of the text at least 4
    bands must meet.
    """
    rare = [(kind, value) for kind, value, count in shared if count <= COMMON]
    met = sum(kind == "text" for kind, _ in rare)
    reasons = [
        {"code": kind.partition(":")[0], "params": {"maker": kind.partition(":")[2], "value": value}}
        for kind, value in rare
        if kind != "text" and value
    ]
    if met >= 4:
        reasons.append({"code": "text", "params": {"maker": "", "value": f"{round((met / BANDS) ** 0.25 * 100)}%"}})
    left = 1.0
    for reason in reasons:
        left *= 1 - WEIGHTS.get(str(reason["code"]), 0.0)
    reasons.sort(key=lambda reason: -WEIGHTS.get(str(reason["code"]), 0.0))
    return round(1 - left, 4), reasons

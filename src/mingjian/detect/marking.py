"""Hits in, findings out: what every detector of a trade shares, so that each is only its category and its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingjian.detect.categories import Category
from mingjian.detect.judgement import Finding
from mingjian.detect.lexicon import Role
from mingjian.detect.passages import CONCEALED, Passage
from mingjian.detect.weighing import Examined, Hit, Weighed, hits_of, is_plain
from mingjian.reasons import Reason

DISGUISES = frozenset({"symbol", "look-alike", "split", "homophone", "pinyin", "swapped", "styled", "noise", "emoji"})
_WEIGHTS = {"with_offer": 0.8, "with_contact": 0.7, "in_disguise": 0.7, "with_trade": 0.6, "with_other": 0.5}
_COMPANY: tuple[tuple[Role, str], ...] = (
    ("offer", "with_offer"),
    ("contact", "with_contact"),
    ("trade", "with_trade"),
    ("price", "with_trade"),
)
_OTHERS: tuple[Role, ...] = ("bait", "brand", "site")


@dataclass(frozen=True, slots=True)
class Label:
    """What every finding of one kind shares: which detector says it, of which category, with what weight."""

    detector: str
    category: Category
    weight: float
    police: bool = False


def mark(examined: Examined, start: int, end: int, reason: Reason, label: Label) -> Finding:
    """Make a finding of a stretch of the restored text."""
    first, last = examined.page.original(start, end)
    return mark_original(examined, first, last, reason, label)


def mark_original(examined: Examined, start: int, end: int, reason: Reason, label: Label) -> Finding:
    """Make a finding of a stretch of the document's own text."""
    document = examined.page.document
    surface = document.surface_at(start)
    quote = document.text[start:end]
    return Finding(label.detector, label.category, start, end, quote, surface, reason, label.weight, label.police)


def mark_response(detector: str, reason: Reason, weight: float) -> Finding:
    """Make a finding about the response or the filing: no stretch of the text."""
    return Finding(detector, "hijacked", 0, 0, "", "response", reason, weight)


def quoted(examined: Examined, start: int, end: int, longest: int = 24) -> str:
    """Give the words of a stretch of the restored text, shortened for a reason."""
    words = " ".join(examined.page.restored.text[start:end].split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def trade(examined: Examined, category: Category) -> Iterator[Finding]:
    """Mark the words of one category in every passage that promotes it, each with what stands beside it."""
    for weighed, found in examined.evidence:
        own = [hit for hit in found if hit.entry.category == category]
        telling = [hit for hit in own if hit.entry.role != "lure"]
        if telling or (own and weighed.category == category):
            yield from _marked(examined, weighed, category, telling or own)
        elif weighed.category == category and (examined.page.short or _plainly(examined, weighed)):
            yield _manner(examined, weighed, category)


def _plainly(examined: Examined, weighed: Weighed) -> bool:
    """Whether a passage that visitors of a page see promotes beyond doubt by its wording, without a listed word."""
    surface = weighed.passage.surface
    return surface not in CONCEALED and surface not in ("title", "meta") and is_plain(weighed, examined.model)


def _marked(examined: Examined, weighed: Weighed, category: Category, own: Iterable[Hit]) -> Iterator[Finding]:
    seen: set[str] = set()
    for hit in own:
        term = quoted(examined, hit.start, hit.end)
        if term in seen:
            continue
        seen.add(term)
        code, other = _beside(examined, weighed, hit)
        reason = Reason(f"{hit.entry.name}.{code}", {"term": term} | ({"other": other} if other else {}))
        weight = _WEIGHTS.get(code, 0.3) * (1.0 if hit.entry.role in ("bait", "brand", "offer") else 0.6)
        yield mark(examined, hit.start, hit.end, reason, Label(category, category, weight))


def _beside(examined: Examined, weighed: Weighed, hit: Hit) -> tuple[str, str]:
    """Say what makes a term evidence: a promise, a contact, a trade, its disguise, another term, or the manner."""
    for role, code in (
        ("offer", "with_offer"),
        ("contact", "with_contact"),
        ("trade", "with_trade"),
        ("price", "with_trade"),
    ):
        other = _other(weighed.passage, hit, role)  # type: ignore[arg-type]
        if other:
            return code, quoted(examined, other.start, other.end)
    if any(change.kind in DISGUISES for change in examined.page.changes_in(hit.start, hit.end)):
        return "in_disguise", ""
    for role in _OTHERS:
        other = _other(weighed.passage, hit, role)
        if other:
            return "with_other", quoted(examined, other.start, other.end)
    return ("in_manner", "") if weighed.logit >= float(examined.model.settings["strong"]) else ("alone", "")


def _other(passage: Passage, hit: Hit, role: Role) -> Hit | None:
    apart = (other for other in hits_of(passage, role) if other.end <= hit.start or other.start >= hit.end)
    return next(apart, None)


def _manner(examined: Examined, weighed: Weighed, category: Category) -> Finding:
    passage = weighed.passage
    score = round(examined.model.probability(weighed.logit), 2)
    strong = weighed.logit >= float(examined.model.settings["strong"])
    reason = Reason("manner", {"score": score})
    weight = 0.5 if strong else 0.3
    return mark(examined, passage.start, passage.end, reason, Label(category, category, weight))

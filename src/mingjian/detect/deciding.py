"""Findings and weights in, a verdict out. A single weak sign never convicts: `polluted` needs several kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from mingjian.detect.categories import CATEGORIES, Category, Context, Verdict
from mingjian.detect.detectors.different_answer import PLAINLY
from mingjian.detect.detectors.foreign_title import PUT_BEFORE
from mingjian.detect.judgement import Finding
from mingjian.detect.lexicon import Role, lexicon
from mingjian.detect.passages import CONCEALED
from mingjian.detect.weighing import (
    ALONE,
    EVIDENCE,
    PUBLIC_LIFE,
    TOO_SHORT,
    Examined,
    Weighed,
    hits_of,
    is_plain,
    is_written,
)

PLACEMENT: Final = {  # what a detector of the page adds to the logit, for each point of its strongest finding's weight
    "brand_glued": 7.0,
    "foreign_title": 4.0,
    "glyph_noise": 4.0,
    "hidden_promotion": 4.0,
    "link_farm": 4.0,
    "out_of_keeping": 3.0,
    "torn_text": 2.0,
    "template_spam": 4.0,
    "different_answer": 6.0,
    "filing": 1.0,
}
_EASE: Final = 0.7  # a longer text has more chances to look odd somewhere: its best passage must look odder
_MORE: Final = 0.35
_DECISIVE: Final = 3.5  # from here on, where something stands says more than how the rest reads
_PLACED: Final = -3.0
_LINE: Final = 24  # characters
_FURTHER: Final = {  # what a finding of such a weight says besides where it stands
    "brand_glued": (0.0, "brand"),  # a betting brand, or one that comes back in the middle of a sentence
    "different_answer": (PLAINLY, "shown"),  # it promotes beyond doubt, and is kept from us
    "foreign_title": (PUT_BEFORE, "put_before"),  # it promotes, and the page's own heading begins elsewhere
}
_BY_ITSELF: Final = frozenset({"brand", "offer", "brand_glued", "foreign_title", "different_answer"})
_NAMED: Final = frozenset(EVIDENCE)  # words that name the trade itself
_OF_A_PAGE: Final = 0.9  # score of a polluted page: where promotion stands speaks besides, and no real page comes near
_SURE: Final = 6.0  # logit of a concealed passage: the menus, code and old headlines of real pages reach 3.5
_SURE_OF_CONTACT: Final = 5.0  # the same of one that also says how to get in touch
DAMAGE: Final = frozenset({"glyph_noise", "torn_text"})  # both together are for an officer's eye: nobody writes so
_BARE: Final = 2  # characters of a word like 微信, which gives no contact by itself
_CALLS: Final[tuple[Role, ...]] = ("contact", "price", "site", "offer")


def document_logit(examined: Examined, findings: Sequence[Finding]) -> float:
    """Sum up a document: its strongest passages, less what length excuses, and where promotion was placed."""
    placed = _placement(findings)
    if examined.page.short:
        return max((weighed.logit for weighed in examined.weighed), default=-8.0) + placed
    excuse = _EASE * float(np.log1p(len(examined.page.restored.folded) / 300))
    promoting = set(map(id, examined.promoting))
    logits = sorted((_eased(weighed, excuse, id(weighed) in promoting) for weighed in examined.weighed), reverse=True)
    more = sum(min(max(logit, 0.0), 6.0) for logit in logits[1:5]) * _MORE
    least = _PLACED if placed >= _DECISIVE else -8.0
    return max((logits[0] if logits else -8.0) + more, least) + placed


def _eased(weighed: Weighed, excuse: float, promotes: bool) -> float:
    """Give a passage's logit, less what the length of the document excuses; a title stands alone."""
    alone = weighed.passage.surface in ALONE
    logit = weighed.logit if promotes else min(weighed.logit, 0.0)
    return logit - excuse * (0.3 if alone else 1.0)


def _placement(findings: Sequence[Finding]) -> float:
    best: dict[str, float] = {}
    for finding in findings:
        if finding.detector in PLACEMENT:
            best[finding.detector] = max(best.get(finding.detector, 0.0), finding.weight)
    return sum(PLACEMENT[name] * weight for name, weight in best.items())


def kinds_of_evidence(examined: Examined, findings: Sequence[Finding]) -> frozenset[str]:
    """Name the independent kinds of evidence: words, offers, contacts, trade, disguise, manner, and each placement."""
    kinds = {finding.detector for finding in findings if finding.detector in PLACEMENT and finding.weight >= 0.3}
    for finding in findings:
        if finding.detector in _FURTHER:
            least, further = _FURTHER[finding.detector]
            if finding.weight >= least:
                kinds |= {further}
    manner = float(examined.model.settings["manner"])
    for weighed in examined.promoting:
        kinds |= _words(examined, weighed)
        if weighed.manner >= manner and is_written(weighed.passage.folded):
            kinds |= {"manner"}  # of writing: it knows no list of words, so beside one it is evidence of its own
    return frozenset(kinds)


def _words(examined: Examined, weighed: Weighed) -> set[str]:
    """Name the kinds of words in a passage; words that overlap are one word, and one word is one kind."""
    hits = list(
        hits_of(weighed.passage, "bait", "brand", "offer", "contact", "object", "lure", "trade", "price", "site")
    )
    if not hits:
        return set()
    kinds: set[str] = set()
    reached = -1
    for hit in hits:
        if hit.start >= reached:
            kinds.add("trade" if hit.entry.role in ("price", "site") else hit.entry.role)
        reached = max(reached, hit.end)
    if examined.page.changes_in(weighed.passage.start, weighed.passage.end):
        kinds.add("disguise")
    apart = sum(1 for first, second in pairwise(hits) if second.start >= first.end) > 0
    return kinds if apart else {min(kinds)}


def _one_line(examined: Examined) -> bool:
    """Whether a page has but one promoting passage, short and not beyond doubt: a menu's line is no page's purpose."""
    promoting = examined.promoting
    if examined.page.short or len(promoting) != 1 or promoting[0].logit >= _SURE:
        return False
    return len(promoting[0].passage.folded.strip()) < _LINE


def _unsure_in_hiding(examined: Examined, evidence: frozenset[str]) -> bool:
    """Whether nothing but hidden lines speaks against a page, none names a trade twice, and none is beyond doubt.

    Real pages hide menus, code and old headlines: an odd line there is for an officer's eye at most.
    """
    if examined.page.short or evidence & PLACEMENT.keys() != {"hidden_promotion"}:
        return False
    promoting = examined.promoting
    if any(weighed.passage.surface not in CONCEALED and is_plain(weighed, examined.model) for weighed in promoting):
        return False
    if len(promoting) > 1 and sum(weighed.logit for weighed in promoting) >= 2 * float(
        examined.model.settings["strong"]
    ):
        return False
    return not any(_is_sure(weighed) or _names_a_trade(examined, weighed) for weighed in promoting)


def _is_sure(weighed: Weighed) -> bool:
    """Whether a passage promotes beyond doubt wherever it stands."""
    if weighed.logit >= _SURE:
        return True
    contacts = (hit for hit in hits_of(weighed.passage, "contact") if hit.end - hit.start > _BARE)
    return weighed.logit >= _SURE_OF_CONTACT and any(contacts)


def _names_a_trade(examined: Examined, weighed: Weighed) -> bool:
    named = _words(examined, weighed) & _NAMED
    if weighed.passage.surface not in CONCEALED:
        return bool(named)
    return len(named) >= 2 and len(weighed.passage.folded.strip()) >= _LINE


def verdict_of(examined: Examined, score: float, findings: Sequence[Finding]) -> Verdict:
    """Decide: `polluted` needs its score and two kinds of evidence; `suspect` its score and a finding besides the filing."""
    if any(finding.police for finding in findings):
        return "polluted"
    if all(finding.detector == "filing" for finding in findings):
        return "clean"  # however it reads: an officer could be shown nothing
    found = {finding.detector for finding in findings}
    least: Verdict = "suspect" if "different_view" in found or found >= DAMAGE else "clean"
    evidence = kinds_of_evidence(examined, findings)
    tiny = examined.page.short and len(examined.page.restored.folded) < TOO_SHORT
    one_line = _one_line(examined) and not evidence & _BY_ITSELF
    unsure = _unsure_in_hiding(examined, evidence)
    if unsure and not any(weighed.logit >= float(examined.model.settings["strong"]) for weighed in examined.promoting):
        return least
    if (tiny and not evidence & {"bait", "brand", "offer"}) or one_line or unsure:
        return "suspect" if score >= examined.model.threshold("suspect") else least
    least_score = examined.model.threshold("polluted")
    if examined.page.document.kind == "html":
        least_score = min(least_score, _OF_A_PAGE)
    if score >= least_score and len(evidence) >= 2:
        return "polluted"
    return "suspect" if score >= examined.model.threshold("suspect") else least


def context_of(examined: Examined, verdict: Verdict, findings: Sequence[Finding]) -> Context:
    """Say what the document does with such matter: it promotes it, reports on it, advertises lawfully, or none."""
    if verdict != "clean" and not all(finding.detector in DAMAGE | {"filing"} for finding in findings):
        return "promotes"
    roles = [examined.page.roles[entry] for entry in examined.page.entries]
    counts = {role: roles.count(role) for role in set(roles)}
    telling = sum(counts.get(role, 0) for role in ("bait", "brand", "offer", "object", "weak"))
    if telling and _is_report(examined, counts):
        return "reports"
    if counts.get("lawful", 0) and (counts.get("trade", 0) or counts.get("price", 0) or counts.get("contact", 0)):
        return "advertises"
    return "none"


def _is_report(examined: Examined, counts: Mapping[Role, int]) -> bool:
    """Whether news, law or a warning speaks; words of public life alone are a report only where nobody is called on."""
    if not counts.get("report", 0):
        return False
    entries = lexicon().entries
    registers = {entries[entry].name for entry in examined.page.entries if entries[entry].role == "report"}
    return registers != {PUBLIC_LIFE} or not any(counts.get(role, 0) for role in _CALLS)


def categories_of(findings: Sequence[Finding]) -> tuple[Category, ...]:
    """Name the categories found, in the order of the closed list; mere signs name none."""
    found = {finding.category for finding in findings if finding.weight >= 0.2}
    return tuple(name for name in CATEGORIES if name in found)

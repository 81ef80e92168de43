"""A document in, a judgement out: restored, searched, weighed, marked by every detector, decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mingjian.detect.deciding import categories_of, context_of, document_logit, verdict_of
from mingjian.detect.facts import PageFacts
from mingjian.detect.judgement import Finding, Judgement
from mingjian.detect.model import Model, shipped
from mingjian.detect.passages import Page
from mingjian.detect.register import Detector, detectors
from mingjian.detect.weighing import Examined, weigh
from mingjian.text import Document

_CUT = frozenset({"brand_glued", "glyph_noise", "hidden_promotion"})
LIMIT = 2_000
ALWAYS = "child_material"


def judge(
    document: Document,
    facts: PageFacts | None = None,
    *,
    model: Model | None = None,
    only: frozenset[str] = frozenset(),
) -> Judgement:
    """Judge a document: verdict, calibrated score, categories, context, findings with their stretches, cleaned text.

    `facts` is what is known of the page and its owner. Without `model` the shipped one judges.
    `only` names the detectors to ask (empty: all); the one that calls the police is always asked. Never fails.
    """
    examined = Examined(Page(document, facts or PageFacts()), model or shipped())
    return _judged(examined, [detect for name, detect in detectors() if not only or name in only or name == ALWAYS])


def judge_together(pages: Sequence[tuple[Document, PageFacts | None]]) -> list[Judgement]:
    """Judge several documents by the shipped model, each as `judge` does: together they cost less. Never fails."""
    examined = [Examined(Page(document, facts or PageFacts()), shipped()) for document, facts in pages]
    weigh(examined)
    asked = [detect for _, detect in detectors()]
    return [_judged(one, asked) for one in examined]


def _judged(examined: Examined, asked: Iterable[Detector]) -> Judgement:
    model = examined.model
    findings = tuple(finding for detect in asked for finding in detect(examined))[:LIMIT]
    findings = _without_quotations(findings)
    score = model.probability(document_logit(examined, findings))
    verdict = verdict_of(examined, score, findings)
    kept = _kept(findings) if verdict == "clean" else findings
    return Judgement(
        verdict,
        score if verdict != "polluted" or not any(finding.police for finding in kept) else 1.0,
        () if verdict == "clean" else categories_of(kept),
        context_of(examined, verdict, findings),
        tuple(sorted(kept, key=lambda finding: (finding.start, finding.end, finding.detector))),
        cleaned(examined.page, kept),
        model.version,
    )


def _without_quotations(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Beside a finding for the police, leave out every other that would quote the same words."""
    police = [finding for finding in findings if finding.police]
    if not police:
        return findings
    return tuple(finding for finding in findings if finding.police or not any(_repeats(finding, one) for one in police))


def _repeats(finding: Finding, police: Finding) -> bool:
    overlaps = finding.start < police.end and police.start < finding.end
    return overlaps or any(police.quote in str(value) for value in finding.reason.params.values())


def _kept(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """On a clean document only marks that say something by themselves: damage and the state of the filing."""
    return tuple(finding for finding in findings if finding.detector in ("filing", "glyph_noise", "torn_text"))


def cleaned(page: Page, findings: Sequence[Finding]) -> str:
    """Give the restored text without noise, injected names and hidden promotion; police passages are masked."""
    cut = sorted((finding.start, finding.end) for finding in findings if finding.detector in _CUT or finding.police)
    return page.restored.without(cut) if cut else page.restored.text


def without_police(finding: Finding) -> Finding:
    """Give a finding as it may be stored: the quotation masked if it goes to the police."""
    return replace(finding, quote=finding.shown)

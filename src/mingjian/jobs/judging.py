"""Sights of a service in, the judgement to record out: every view is read and judged, the worst one is shown."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from mingjian.capture import Visit as Sight
from mingjian.detect import Judgement, PageFacts, ViewAnswer, judge
from mingjian.office.patrol.record_visit import Judged, SeenView
from mingjian.records.models import OnlineService
from mingjian.text import Document, read

ORDER = {"clean": 0, "suspect": 1, "polluted": 2}
TEXT_KEPT = 400_000
"""Characters of a page that are kept for the desk; the bundle keeps all bytes."""
MARKS_KEPT = 200
VAGUE = ("", "unknown", "person", "company")
"""Sectors that do not say what a page of theirs would be about."""
TELLING = (
    "filing",
    "different_answer",
    "out_of_keeping",
    "hidden_promotion",
    "brand_glued",
    "link_farm",
    "torn_text",
    "glyph_noise",
)
"""Detectors whose reasons say the most about a page, in the order in which an officer wants to read them."""


def problem_of(sight: Sight) -> str:
    """Why a sight has no answer, as the JSON of its reason (code, params); empty if it has one."""
    return (
        json.dumps({"code": sight.error.code, "params": dict(sight.error.params)}, ensure_ascii=False)
        if sight.error
        else ""
    )


def view_of(sight: Sight) -> tuple[SeenView, Document | None]:
    """What the desk keeps of a sight, and the document to judge (None where nothing was answered)."""
    document = None
    if sight.status is not None and sight.body:
        document = read(sight.body, declared=sight.charset, media_type=sight.media_type, url=sight.final_url)
    text = document.text[:TEXT_KEPT] if document else ""
    spans = (
        tuple((span.surface, span.start, span.end) for span in document.spans if span.start < len(text))
        if document
        else ()
    )
    seen = SeenView(
        view=sight.view,
        address=sight.url,
        final_address=sight.final_url or sight.url,
        status=sight.status,
        title=document.title if document else "",
        text=text,
        surfaces=spans,
        problem=problem_of(sight),
    )
    return seen, document


def facts_of(service: OnlineService, seen: Sequence[SeenView], today: datetime.date) -> PageFacts:
    """What the register and the other views say of a page."""
    domain = service.domains.first()
    filing = service.filings.first()
    told = service.subject.sector not in VAGUE  # a page can only be out of keeping with what is known
    return PageFacts(
        subject_name=service.subject.name,
        subject_kind=service.subject.sector if told else None,
        site_title=service.name if told else None,
        filing_number=filing.number if filing else None,
        filing_holder=filing.holder if filing else None,
        domain_holder=(domain.holder or None) if domain else None,
        domain_expires=domain.expires_on if domain else None,
        domain_registered_again=bool(domain.registered_again_on) if domain else None,
        views=tuple(
            ViewAnswer(view.view, view.status, view.final_address, view.title, view.text)
            for view in seen
            if view.status is not None
        ),
        today=today,
    )


def _mark(finding: Any, view: str) -> dict[str, Any]:
    return {
        "detector": finding.detector,
        "category": finding.category,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.shown[:200],
        "surface": finding.surface,
        "reason": {"code": finding.reason.code, "params": dict(finding.reason.params)},
        "weight": round(finding.weight, 3),
        "view": view,
    }


def judge_sights(
    service: OnlineService,
    documents: Mapping[str, tuple[SeenView, Document | None]],
    *,
    today: datetime.date,
) -> Judged | None:
    """Judge every view with the facts of the register. None if nothing is held against the service."""
    seen = [pair[0] for pair in documents.values()]
    facts = facts_of(service, seen, today)
    judged: list[tuple[str, Judgement]] = [
        (view, judge(document, facts)) for view, (shown, document) in documents.items() if document and shown.status
    ]
    if not judged:
        return None
    view, worst = max(judged, key=lambda pair: (ORDER[pair[1].verdict], pair[1].score))
    if worst.verdict == "clean":
        return None
    findings = [(name, finding) for name, judgement in judged for finding in judgement.findings]
    heaviest = sorted(findings, key=lambda pair: -pair[1].weight)
    telling = sorted(heaviest, key=lambda pair: TELLING.index(pair[1].detector) if pair[1].detector in TELLING else 99)
    reasons = [{"code": finding.reason.code, "params": dict(finding.reason.params)} for _, finding in telling]
    unique = {repr(reason): reason for reason in reasons}
    categories = dict.fromkeys(code for _, judgement in judged for code in judgement.categories)
    foreign = any(finding.detector == "out_of_keeping" for _, finding in findings)
    cloaked = any(finding.detector == "different_answer" for _, finding in findings)
    known = service.subject.sector not in ("", "unknown")  # whoever stays unknown is not told that it is a victim
    return Judged(
        view=view,
        verdict=worst.verdict,
        score=worst.score,
        categories=tuple(categories),
        context=worst.context,
        marks=tuple(_mark(finding, name) for name, finding in heaviest[:MARKS_KEPT]),
        reasons=tuple(list(unique.values())[:12]),
        model=worst.model,
        victim=bool(facts.domain_registered_again) or (known and (foreign or cloaked)),
        police=any(judgement.police for _, judgement in judged),
    )

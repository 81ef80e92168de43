"""Sights of a service in, the judgement to record out: every view is read and judged, the worst one is shown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from mingjian.capture import View
from mingjian.capture import Visit as Sight
from mingjian.detect import Judgement, Model, PageFacts, ViewAnswer, ViewDifference, judge
from mingjian.jobs.judging_model import judging_model
from mingjian.jobs.seeing import problem_of
from mingjian.office.patrol.record_visit import Judged, SeenView
from mingjian.records.models import OnlineService
from mingjian.scan.pictures import DETECTOR, MOST, pictures_of, with_pictures, worth_looking
from mingjian.scan.recognition import available
from mingjian.text import Document, read

ORDER = {"clean": 0, "suspect": 1, "polluted": 2}
TEXT_KEPT = 400_000
"""Characters of a page that are kept for the desk; the bundle keeps all bytes."""
MARKS_KEPT = 200
VAGUE = ("", "unknown", "person", "company")
"""Sectors that do not say what a page of theirs would be about."""
CLOAKED = 0.6
"""Score of a service that shows its visitors different pages without a word that speaks against it: a person should look."""
TELLING = (
    "filing",
    "different_answer",
    "different_view",
    "out_of_keeping",
    "hidden_promotion",
    "brand_glued",
    "link_farm",
    "torn_text",
    "glyph_noise",
)
"""Detectors whose reasons say the most about a page, in the order in which an officer wants to read them."""


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
        etag=sight.header("etag") or "",
        modified=sight.header("last-modified") or "",
    )
    return seen, document


def pictures_in(sight: Sight) -> list[bytes]:
    """Give the pictures that a sight carries in itself (`data:` addresses), at most `MOST`."""
    return list(islice(pictures_of(sight.body or b"", sight.final_url), MOST)) if available() else []


def facts_of(
    service: OnlineService, seen: Sequence[SeenView], differences: tuple[ViewDifference, ...], today: datetime.date
) -> PageFacts:
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
        differences=differences,
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


def read_visit(sights: Mapping[View, Sight]) -> tuple[tuple[SeenView, ...], None]:
    """Read what a visit saw, and judge nothing: what the desk keeps."""
    return tuple(view_of(sight)[0] for sight in sights.values()), None


def judge_visit(
    service: OnlineService,
    sights: Mapping[View, Sight],
    differences: tuple[ViewDifference, ...],
    today: datetime.date,
    only: frozenset[str],
) -> tuple[tuple[SeenView, ...], Judged | None]:
    """Read and judge what a visit saw with the model that is switched on: what the desk keeps, and the judgement."""
    documents: dict[str, tuple[SeenView, Document | None]] = {view: view_of(sight) for view, sight in sights.items()}
    pictures: dict[str, list[bytes]] = {view: pictures_in(sight) for view, sight in sights.items()}
    judged = judge_sights(
        service, documents, differences, today=today, only=only, model=judging_model(), pictures=pictures
    )
    return tuple(shown for shown, _ in documents.values()), judged


def judge_sights(
    service: OnlineService,
    documents: Mapping[str, tuple[SeenView, Document | None]],
    differences: tuple[ViewDifference, ...] = (),
    *,
    today: datetime.date,
    only: frozenset[str] = frozenset(),
    model: Model | None = None,
    pictures: Mapping[str, Sequence[bytes]] | None = None,
) -> Judged | None:
    """Judge every view with the facts of the register and what differs between them, by the detectors named in `only`.

    Without `model` the shipped one judges. `pictures` of a view are read where its page is suspect or nearly without
    text. Returns None if nothing is held against the service.
    """
    seen = [pair[0] for pair in documents.values()]
    facts = facts_of(service, seen, differences, today)
    judged = _judgements(documents, facts, only, model, pictures or {})
    judged = [(view, one) for view, one in judged if not only or one.findings]
    if not judged:
        return None
    view, worst = max(judged, key=lambda pair: (ORDER[pair[1].verdict], pair[1].score))
    if worst.verdict == "clean":
        return None
    findings = [(name, finding) for name, judgement in judged for finding in judgement.findings if _at(finding, name)]
    heaviest = sorted(findings, key=lambda pair: -pair[1].weight)
    telling = sorted(heaviest, key=lambda pair: TELLING.index(pair[1].detector) if pair[1].detector in TELLING else 99)
    reasons = [{"code": finding.reason.code, "params": dict(finding.reason.params)} for _, finding in telling]
    unique = {repr(reason): reason for reason in reasons}
    categories = dict.fromkeys(code for _, judgement in judged for code in judgement.categories)
    foreign = any(finding.detector == "out_of_keeping" for _, finding in findings)
    cloaked = any(finding.detector in ("different_answer", "different_view") for _, finding in findings)
    known = service.subject.sector not in ("", "unknown")  # whoever stays unknown is not told that it is a victim
    if differences and worst.verdict == "suspect":
        view = next((one.view for one in differences if one.view in documents), view)
    return Judged(
        view=view,
        verdict=worst.verdict,
        score=max(worst.score, CLOAKED) if differences else worst.score,
        categories=tuple(categories),
        context=worst.context,
        marks=tuple(_mark(finding, name) for name, finding in heaviest[:MARKS_KEPT]),
        reasons=tuple(list(unique.values())[:12]),
        model=worst.model,
        victim=bool(facts.domain_registered_again) or (known and (foreign or cloaked)),
        police=any(judgement.police for _, judgement in judged),
    )


def _judgements(
    documents: Mapping[str, tuple[SeenView, Document | None]],
    facts: PageFacts,
    only: frozenset[str],
    model: Model | None,
    pictures: Mapping[str, Sequence[bytes]],
) -> list[tuple[str, Judgement]]:
    """One judgement a view; a view that shows what an earlier one shows is judged as that one was."""
    known: dict[tuple[str, int | None, str], Judgement] = {}
    judged = []
    for view, (shown, document) in documents.items():
        if document is None or not shown.status:
            continue
        same = (shown.text, shown.status, shown.final_address)
        if same not in known:
            known[same] = judge(document, facts, model=model, only=only)
            if (not only or DETECTOR in only) and worth_looking(known[same], document):
                known[same] = with_pictures(known[same], iter(pictures.get(view, ())), model)
        judged.append((view, known[same]))
    return judged


def _at(finding: Any, view: str) -> bool:
    """Whether a finding belongs to a view: a difference is told at the visitor who is shown something else."""
    return bool(finding.detector != "different_view" or finding.reason.params["view"] == view)

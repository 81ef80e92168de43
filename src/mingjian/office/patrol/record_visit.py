"""Record what a visit found: the capture with its views, and a finding where the detectors hold something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from mingjian.office.audit.log_event import SEALED_CAPTURE, log_event
from mingjian.office.evidence.links import note_traces
from mingjian.office.patrol.dismissed_before import dismissed_before
from mingjian.office.patrol.finish_run import finish_run
from mingjian.records.models import (
    Capture,
    CapturedView,
    Finding,
    FindingState,
    Measure,
    MeasureState,
    Visit,
    VisitState,
)

CHILD_MATERIAL: dict[str, Any] = {"code": "child_material", "params": {}}
UNDER_WAY = (MeasureState.PROPOSED, MeasureState.ORDERED, MeasureState.NOTIFIED, MeasureState.EXECUTED)


@dataclass(frozen=True, slots=True)
class SeenView:
    """What one kind of visitor saw; `surfaces` are [surface, start, end] over `text` in code points.

    `etag` and `modified` are the server's validators; `same_as` is the earlier captured view that did not change since.
    """

    view: str
    address: str
    final_address: str
    status: int | None
    title: str
    text: str
    surfaces: tuple[tuple[str, int, int], ...]
    problem: str = ""
    etag: str = ""
    modified: str = ""
    same_as: Any = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the detectors say of one view; `marks` and `reasons` are JSON-ready."""

    view: str
    verdict: str
    score: float
    categories: tuple[str, ...]
    context: str
    marks: tuple[Mapping[str, Any], ...]
    reasons: tuple[Mapping[str, Any], ...]
    model: str
    victim: bool = False
    police: bool = False


@dataclass(frozen=True, slots=True)
class VisitResult:
    """A finished visit: the bundle in the evidence store, the views, and the judgement to act on, if any.

    `stored`, `sealed`, `facts`: see `Capture`; `traces`: kind and value, noted where something is found.
    `changes` says what differs from the last visit, JSON-ready; `unchanged`: the server said that nothing does.
    """

    digest: str
    size: int
    tool: str
    taken_at: datetime
    views: tuple[SeenView, ...]
    judged: Judged | None
    stamped: bool = False
    stored: str = ""
    sealed: str = ""
    facts: Mapping[str, Any] | None = None
    traces: tuple[tuple[str, str], ...] = ()
    changes: tuple[Mapping[str, Any], ...] = ()
    unchanged: bool = False

    @property
    def reached(self) -> bool:
        """Whether at least one view was answered at all."""
        return any(view.status is not None for view in self.views)


def _capture(visit: Visit, result: VisitResult) -> dict[str, CapturedView]:
    """Write capture and views. What goes to the police is in the encrypted bundle alone, never in a row."""
    hidden = result.judged is not None and result.judged.police
    capture = Capture.objects.create(
        visit=visit,
        service_id=visit.service_id,
        digest=result.digest,
        size=result.size,
        taken_at=result.taken_at,
        stamped=result.stamped,
        stored=result.stored,
        sealed=result.sealed,
        facts=None if hidden else result.facts,
        tool=result.tool,
    )
    rows = [
        CapturedView(
            capture=capture,
            view=seen.view,
            address=seen.address,
            final_address=seen.final_address,
            status=seen.status,
            title="" if hidden else seen.title[:500],
            text="" if hidden else seen.text.replace("\x00", "\ufffd"),
            surfaces=[] if hidden else [list(surface) for surface in seen.surfaces],
            problem=seen.problem[:1000],
            etag=seen.etag[:300],
            modified=seen.modified[:100],
            same_as_id=seen.same_as,
        )
        for seen in result.views
    ]
    return {row.view: row for row in CapturedView.objects.bulk_create(rows)}


def _masked(mark: Mapping[str, Any]) -> dict[str, Any]:
    """A mark without anything of the content: no quote, no place in the text, no words in its reason."""
    return {**mark, "quote": "", "start": 0, "end": 0, "reason": CHILD_MATERIAL}


def _finding(visit: Visit, judged: Judged, shown: CapturedView, at: datetime) -> Finding:
    under_way = Measure.objects.filter(service_id=visit.service_id, state__in=UNDER_WAY).exists()
    confirmed = Finding.objects.filter(service_id=visit.service_id, state=FindingState.CONFIRMED)
    known = under_way or confirmed.filter(lead_source__lead__state="open").exists()
    if not known:
        Finding.objects.filter(service_id=visit.service_id, state=FindingState.OPEN).update(
            state=FindingState.SUPERSEDED
        )
    return Finding.objects.create(
        service_id=visit.service_id,
        unit_id=visit.unit_id,
        capture=shown.capture,
        shown_view=shown,
        verdict=judged.verdict,
        score=judged.score,
        categories=list(judged.categories),
        context=judged.context,
        marks=[_masked(mark) for mark in judged.marks] if judged.police else list(judged.marks),
        reasons=[CHILD_MATERIAL] if judged.police else list(judged.reasons),
        model=judged.model,
        victim=judged.victim,
        police=judged.police,
        state=FindingState.KNOWN if known else FindingState.OPEN,
        found_at=at,
    )


def _dismissed(visit: Visit, judged: Judged | None, views: Mapping[str, CapturedView]) -> Finding | None:
    """The finding that an officer dismissed over the same content; what goes to the police is never left out."""
    if judged is None or judged.police:
        return None
    return dismissed_before(visit, views.values(), judged.marks, judged.reasons)


def _evidence(result: VisitResult) -> dict[str, str]:
    """How the log names the bundle: by its salted digest, so that nothing is left of it once its salt is destroyed."""
    return {SEALED_CAPTURE: result.sealed} if result.sealed else {"capture": result.digest}


@transaction.atomic
def record_visit(visit: Visit, result: VisitResult, *, at: datetime) -> Finding | None:
    """Write the result of a claimed visit. If the claim has gone to somebody else, nothing is written (returns None).

    What an officer has dismissed already makes no finding again while the content is the same; the log names which.
    """
    worker, visit = visit.claimed_by, Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.state != VisitState.CLAIMED or visit.claimed_by != worker:
        return None
    views = _capture(visit, result)
    problems = [view.problem for view in result.views if view.problem]
    visit.state, visit.visited_at, visit.reached = VisitState.DONE, at, result.reached
    visit.problem = "" if result.reached or not problems else problems[0][:1000]
    visit.unchanged, visit.changes = result.unchanged, [dict(change) for change in result.changes]
    visit.save(update_fields=["state", "visited_at", "reached", "problem", "unchanged", "changes"])
    before = _dismissed(visit, result.judged, views)
    finding = _finding(visit, result.judged, views[result.judged.view], at) if result.judged and not before else None
    content = {**_evidence(result), "finding": str(finding.pk) if finding else None}
    if before:
        content["dismissed_before"] = str(before.pk)
    log_event("service_visited", visit, by=None, at=at, content=content)
    if finding and finding.capture and not finding.police:
        note_traces(finding.capture, result.traces, at=at)
    if visit.run_id:
        finish_run(visit.run_id, at)
    return finding

"""Evidence: the capture behind a finding, the bundle and its proof, its record by two officers, holds and destruction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput, EvidenceError
from mingjian.law.destruction import GROUNDS
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.publish_log import prove_event
from mingjian.office.evidence.bundles import open_bundle, opening_of
from mingjian.office.evidence.destroy import (
    approve_destruction,
    carry_out_destructions,
    propose_destruction,
    refuse_destruction,
)
from mingjian.office.evidence.hold import lift_hold, place_hold
from mingjian.office.evidence.record_evidence import confirm_record, make_record, return_record
from mingjian.office.patrol.photograph import photograph
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Capture, Destruction, Event, EvidenceRecord, LegalHold, MeasureEvidence, SealedLeaf
from mingjian.web.desk.fact_rows import fact_rows
from mingjian.web.language import say

ACTS = ("evidence_record.make", "evidence_record.confirm", "hold.place", "hold.lift", "destruction.propose",
        "destruction.decide", "patrol.run")  # fmt: skip


def captures_for(user: Any) -> Any:
    """Captures in scope; one that goes to the police is shown to nobody."""
    rows = Capture.objects.filter(visit__unit__path__startswith=user.unit.path).select_related("service", "visit")
    return rows.exclude(findings__police=True)


def _marks(row: Capture) -> dict[str, list[dict[str, Any]]]:
    """The marks of the capture's findings, by the view they stand in."""
    marks: dict[str, list[dict[str, Any]]] = {}
    for finding in row.findings.select_related("shown_view"):
        shown = finding.shown_view.view if finding.shown_view else ""
        for mark in finding.marks:
            marks.setdefault(mark.get("view", shown), []).append(mark)
    return marks


def capture(request: HttpRequest, key: str) -> HttpResponse:
    """One capture: every view with its text, facts, digest, place in the log, record, holds, what rests on it."""
    user: Any = request.user
    row = get_object_or_404(captures_for(user), pk=key)
    event = Event.objects.filter(kind="visit", object_id=row.visit_id, verb="service_visited").first()
    marks = _marks(row)
    words = {
        "capture": row,
        "views": [(view, marks.get(view.view, [])) for view in row.views.order_by("id")],
        "facts": fact_rows(row.facts),
        "findings": row.findings.all(),
        "measures": MeasureEvidence.objects.filter(capture=row).select_related("measure"),
        "leaf": SealedLeaf.objects.filter(event=event).first(),
        "records": row.records.select_related("made_by", "confirmed_by").order_by("-made_at"),
        "holds": row.holds.select_related("placed_by", "lifted_by").order_by("-placed_at"),
        "destructions": row.destructions.select_related("proposed_by", "decided_by").order_by("-proposed_at"),
        "grounds": GROUNDS.values(),
        "grounds_open": [ground.code for ground in GROUNDS.values() if not ground.confirmed],
        "may": {act.replace(".", "_"): may_do(act, user) for act in ACTS},
    }
    return render(request, "desk/capture.html", words)


def proof(request: HttpRequest, key: str) -> HttpResponse:
    """The proof that the visit of a capture stands in the log, for `./mj verify BUNDLE --proof PROOF`."""
    row = get_object_or_404(captures_for(request.user), pk=key)
    event = get_object_or_404(Event, kind="visit", object_id=row.visit_id, verb="service_visited")
    openings = opening_of(row) if row.gone_at is None else {}
    headers = {"Content-Disposition": f'attachment; filename="{(row.digest or row.sealed)[:16]}.tlog-proof"'}
    return HttpResponse(prove_event(event, openings), content_type="text/plain; charset=utf-8", headers=headers)


def bundle(request: HttpRequest, key: str) -> HttpResponse:
    """The evidence bundle as a file, decrypted; taking it out is an event.

    Raises: EvidenceError, if the store no longer holds it.
    """
    row = get_object_or_404(captures_for(request.user), pk=key)
    try:
        content = open_bundle(row)
    except OSError as error:
        raise EvidenceError(
            f"The bundle {row.digest} is not in the evidence store; look at the store's backup.",
            f"证据包 {row.digest} 不在证据库中，请检查证据库的备份。",
        ) from error
    log_event("bundle_taken_out", row, by=request.user, at=clock.now(), content={"bundle": row.log_name})  # type: ignore[arg-type]
    name = f"{row.digest[:16]}.wacz"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def statement(request: HttpRequest, key: str) -> HttpResponse:
    """The signed record of evidence as a file, for `./mj verify`."""
    user: Any = request.user
    row = get_object_or_404(EvidenceRecord.objects.seen_by(user), pk=key, capture__in=captures_for(user))
    if not row.statement:
        raise BadInput("The record is not signed yet.", "这份记录尚未签署。")
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.json"'}
    return HttpResponse(row.statement, content_type="application/json", headers=headers)


def document(request: HttpRequest, key: str) -> HttpResponse:
    """The record of evidence as a document (PDF/A)."""
    user: Any = request.user
    row = get_object_or_404(EvidenceRecord.objects.seen_by(user), pk=key, capture__in=captures_for(user))
    if row.pdf is None:
        raise BadInput("There is no document of this record.", "这份记录没有文书。")
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(row.pdf), content_type="application/pdf", headers=headers)


def _record(request: HttpRequest, row: Capture, change: str) -> str:
    user: Any = request.user
    now, post = clock.now(), request.POST
    if change == "make_record":
        make_record(row, post.get("place", ""), post.get("method", ""), post.get("remarks", ""), by=user, at=now)
        return say("工作记录已制作，待第二名执法人员确认。", "The record is made and waits for the second officer.")
    record = get_object_or_404(EvidenceRecord, pk=post.get("row"), capture=row)
    if change == "confirm_record":
        made = confirm_record(record, by=user, at=now)
        return say("工作记录 {n} 已确认并签署。", "Record {n} is confirmed and signed.", n=made.number)
    return_record(record, post.get("because", ""), by=user, at=now)
    return say("工作记录已退回。", "The record was given back.")


def _keep_or_destroy(request: HttpRequest, row: Capture, change: str) -> str:
    user: Any = request.user
    now, because = clock.now(), request.POST.get("because", "")
    if change == "place_hold":
        place_hold(row, because, by=user, at=now)
        return say("已设置保全，解除前不得销毁。", "The hold stands; nothing is destroyed until it is lifted.")
    if change == "lift_hold":
        lift_hold(get_object_or_404(LegalHold, pk=request.POST.get("row"), capture=row), because, by=user, at=now)
        return say("保全已解除。", "The hold is lifted.")
    if change == "propose_destruction":
        propose_destruction(row, request.POST.get("ground", ""), because, by=user, at=now)
        return say("已提请销毁，待负责人审批。", "The destruction is asked for and waits for the head.")
    asked = get_object_or_404(Destruction, pk=request.POST.get("row"), capture=row)
    if change == "refuse_destruction":
        refuse_destruction(asked, because, by=user, at=now)
        return say("不批准销毁，证据包继续保存。", "Refused; the bundle is kept.")
    approve_destruction(asked, by=user, at=now)
    carry_out_destructions(at=now)
    return say("已批准，密钥和内容均已销毁。", "Approved; key and content are destroyed.")


def act(request: HttpRequest, key: str) -> HttpResponse:
    """An act on a bundle: photograph, record, hold, destruction."""
    user: Any = request.user
    row = get_object_or_404(captures_for(user), pk=key)
    change = request.POST.get("change", "")
    if change in ("make_record", "confirm_record", "return_record"):
        said = _record(request, row, change)
    elif change in ("place_hold", "lift_hold", "propose_destruction", "approve_destruction", "refuse_destruction"):
        said = _keep_or_destroy(request, row, change)
    elif change == "photograph":
        photograph(row.service, by=user, at=clock.now())
        said = say("稍后会再访问一次并拍下画面。", "The site will be visited once more and photographed.")
    else:
        raise BadInput("Choose what to do.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("capture", key=key)

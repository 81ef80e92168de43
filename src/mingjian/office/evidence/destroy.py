"""Destroy the content of a bundle by law: one person asks, the head decides, then key, file and every copy of its text go.

What stays: the row, the events, and the salted digest in the log, which tells nothing any more. The key lies outside
the database, so no dump of it can bring the content back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.destruction import may_destroy
from mingjian.law.verdicts import Verdict
from mingjian.office.audit.log_event import log_event
from mingjian.office.evidence.bundles import evidence_store, key_ring
from mingjian.office.people.authority import require, require_second_person
from mingjian.records.models import (
    Account,
    Capture,
    CapturedView,
    Destruction,
    DestructionState,
    Finding,
    HandoverState,
    MeasureEvidence,
    MeasureState,
    OperationLink,
    RecordState,
    Trace,
)

DESTROYED: dict[str, Any] = {"code": "content_destroyed", "params": {}}
OVER = (MeasureState.REFUSED, MeasureState.WITHDRAWN, MeasureState.LIFTED)


def _verdict(capture: Capture, ground: str, because: str) -> Verdict:
    standing = MeasureEvidence.objects.filter(capture=capture).exclude(measure__state__in=OVER)
    police = Finding.objects.filter(capture=capture, police=True)
    handed = police.filter(handovers__state=HandoverState.CONFIRMED).exists()
    return may_destroy(
        ground,
        reason=because,
        holds=capture.holds.filter(lifted_at=None).count(),
        measures_standing=standing.count(),
        record_waits=capture.records.filter(state=RecordState.MADE).exists(),
        handed_over=handed if police.exists() else None,
    )


def _locked(capture: Capture) -> Capture:
    rows = Capture.objects.select_for_update(of=("self",)).select_related("visit__unit", "service")
    row: Capture = rows.get(pk=capture.pk)
    return row


@transaction.atomic
def propose_destruction(capture: Capture, ground: str, because: str, *, by: Account, at: datetime) -> Destruction:
    """Ask to destroy the content of a bundle, with the legal ground and the reason.

    Raises: BadInput, if it is gone or asked for already, or not encrypted under a key of its own; ForbiddenAct, without
    ground or reason, while a hold, a measure or a waiting record stands.
    """
    capture = _locked(capture)
    require("destruction.propose", by=by, about=capture.visit)
    if capture.destructions.exclude(state=DestructionState.REFUSED).exists():
        raise BadInput("Its destruction was asked for already.", "该证据包的销毁已经提请。")
    if not (verdict := _verdict(capture, ground, because)):
        raise ForbiddenAct(verdict)
    row = Destruction.objects.create(
        capture=capture,
        unit=by.unit,
        ground=ground,
        because=because.strip()[:500],
        sealed=capture.sealed,
        proposed_by=by,
        proposed_at=at,
    )
    log_event("destruction_proposed", row, by=by, at=at, content={"ground": ground, "because": row.because})
    return row


def _waiting(destruction: Destruction, by: Account) -> Destruction:
    rows = Destruction.objects.select_for_update(of=("self",)).select_related("unit", "capture", "proposed_by")
    row: Destruction = rows.get(pk=destruction.pk)
    require("destruction.decide", by=by, about=row)
    require_second_person(row.proposed_by, by)
    if row.state != DestructionState.PROPOSED:
        raise BadInput("It was decided already.", "这项销毁已有决定。")
    return row


@transaction.atomic
def approve_destruction(destruction: Destruction, *, by: Account, at: datetime) -> Destruction:
    """Approve as the second person. The law is asked once more: a hold placed meanwhile prevents it.

    Raises: BadInput, if it is decided already; ForbiddenAct, for the proposer or while something forbids it.
    """
    row = _waiting(destruction, by)
    capture = _locked(row.capture)
    if not (verdict := _verdict(capture, row.ground, row.because)):
        raise ForbiddenAct(verdict)
    row.state, row.decided_by, row.decided_at = DestructionState.APPROVED, by, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    log_event("destruction_approved", row, by=by, at=at, content={"ground": row.ground})
    return row


@transaction.atomic
def refuse_destruction(destruction: Destruction, because: str, *, by: Account, at: datetime) -> Destruction:
    """Refuse as the second person, with a reason.

    Raises: BadInput, without a reason or if it is decided already; ForbiddenAct, for the proposer.
    """
    if not because.strip():
        raise BadInput("Say why the bundle must be kept.", "请写明不批准的理由。")
    row = _waiting(destruction, by)
    row.state, row.decided_by, row.decided_at = DestructionState.REFUSED, by, at
    row.decided_because = because.strip()[:500]
    row.save(update_fields=["state", "decided_by", "decided_at", "decided_because"])
    log_event("destruction_refused", row, by=by, at=at, content={"because": row.decided_because})
    return row


def carry_out_destructions(*, at: datetime) -> int:
    """Do what was approved, and what an interruption left undone. Returns how many bundles are gone now."""
    approved = Destruction.objects.filter(state=DestructionState.APPROVED).order_by("decided_at")
    return sum(_carry_out(row, at) for row in approved[:100])


def _carry_out(destruction: Destruction, at: datetime) -> bool:
    """Key first, then file, then the rows: wherever this is cut off, the next try goes on and the content stays gone."""
    with transaction.atomic():
        rows = Destruction.objects.select_for_update(of=("self",), skip_locked=True).select_related("capture")
        row = rows.filter(pk=destruction.pk, state=DestructionState.APPROVED).first()
        if row is None:
            return False
        capture = row.capture
        name = capture.stored or capture.digest
        if name:
            if capture.stored:
                key_ring().destroy(capture.stored)
            if not Capture.objects.filter(stored=capture.stored, digest=capture.digest).exclude(pk=capture.pk).exists():
                evidence_store().remove(name)
        _forget(capture, at)
        row.state, row.done_at = DestructionState.DONE, at
        row.save(update_fields=["state", "done_at"])
        log_event("bundle_destroyed", row, by=None, at=at, content={"sealed": capture.sealed, "ground": row.ground})
    return True


def _forget(capture: Capture, at: datetime) -> None:
    """Take what the bundle showed out of the rows too."""
    CapturedView.objects.filter(capture=capture).update(title="", text="", surfaces=[])
    for finding in Finding.objects.filter(capture=capture):
        finding.marks = [{**mark, "quote": "", "start": 0, "end": 0, "reason": DESTROYED} for mark in finding.marks]
        finding.reasons = [DESTROYED]
        finding.save(update_fields=["marks", "reasons"])
    for link in OperationLink.objects.filter(capture=capture):
        link.reasons = [{**reason, "params": {"maker": "", "value": ""}} for reason in link.reasons]
        link.save(update_fields=["reasons"])
    Trace.objects.filter(capture=capture).delete()
    Capture.objects.filter(pk=capture.pk).update(gone_at=at, digest="", facts=None)

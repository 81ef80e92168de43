"""The record of taking electronic evidence 电子取证工作记录: one officer makes it, a second one confirms it.

The record is a signed statement of its own that names the digests of the bundle and of the document 电子取证工作记录 (PDF);
the bundle itself is never touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.evidence_record import may_record
from mingjian.ledger import seal_statement
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.log_keys import office_keys
from mingjian.office.evidence.bundles import open_bundle
from mingjian.office.evidence.record_paper import set_record
from mingjian.office.people.authority import require, require_second_person
from mingjian.office.people.number_series import next_number
from mingjian.records import clock
from mingjian.records.models import Account, Capture, EvidenceRecord, RecordState

KIND = "evidence-record"
"""The kind of the signed statement."""


def _officer(account: Account) -> dict[str, str]:
    return {"name": account.name_zh, "name_en": account.name_en, "card": account.card_number}


def _facts(capture: Capture) -> dict[str, Any]:
    """What the record says of the bundle; every value is in the bundle or its row already."""
    views = capture.views.order_by("id")
    return {
        "service": capture.service.name,
        "host": capture.service.host,
        "addresses": [{"view": view.view, "address": view.address, "status": view.status} for view in views],
        "taken_at": capture.taken_at.isoformat(),
        "tool": capture.tool,
        "bundle": f"sha256:{capture.digest}",
        "size": capture.size,
        "time_stamp": capture.stamped,
    }


@transaction.atomic
def make_record(
    capture: Capture, place: str, method: str, remarks: str, *, by: Account, at: datetime
) -> EvidenceRecord:
    """Make the record of one bundle: where and how it was taken, what was noticed.

    Raises: BadInput, without place or method, or if there is a record already; ForbiddenAct, without role or card;
    EvidenceError, if the bundle can no longer be opened.
    """
    if not place.strip() or not method.strip():
        raise BadInput("Say where and how the evidence was taken.", "请写明取证地点和取证方法。")
    capture = (
        Capture.objects.select_for_update(of=("self",)).select_related("service", "visit__unit").get(pk=capture.pk)
    )
    require("evidence_record.make", by=by, about=capture.visit)
    if not (verdict := may_record(by.holds_card_on(clock.day_of(at)), by.name_zh)):
        raise ForbiddenAct(verdict)
    if capture.records.exclude(state=RecordState.RETURNED).exists():
        raise BadInput("There is a record of this bundle already; open it.", "该证据包已有工作记录，请打开原记录。")
    open_bundle(capture)  # nobody states anything about what cannot be looked at
    body = {
        **_facts(capture),
        "place": place.strip()[:200],
        "method": method.strip()[:1000],
        "remarks": remarks.strip()[:1000],
        "first_officer": _officer(by),
        "made_at": at.isoformat(),
        "office": by.unit.name_zh,
    }
    record = EvidenceRecord.objects.create(
        capture=capture, unit=by.unit, digest=capture.digest, body=body, made_by=by, made_at=at
    )
    log_event("evidence_record_made", record, by=by, at=at, content={"capture": capture.log_name})
    return record


def _locked(record: EvidenceRecord, act: str, by: Account) -> EvidenceRecord:
    rows = EvidenceRecord.objects.select_for_update(of=("self",)).select_related("unit", "made_by", "capture__service")
    row: EvidenceRecord = rows.get(pk=record.pk)
    require(act, by=by, about=row)
    if row.state != RecordState.MADE:
        raise BadInput("The record was confirmed or given back meanwhile.", "这份记录已被确认或退回，请刷新。")
    return row


def _signed(body: Mapping[str, Any], at: datetime) -> str:
    keys = office_keys(at)
    return seal_statement(KIND, body, keys, at=at) if keys else ""


@transaction.atomic
def confirm_record(record: EvidenceRecord, *, by: Account, at: datetime) -> EvidenceRecord:
    """Confirm the record as the second officer: it gets its number, is signed, and never changes again.

    Raises: BadInput, if it no longer waits or the bundle is not the one it names; ForbiddenAct, for the first officer,
    without role or card; EvidenceError, if the bundle can no longer be opened.
    """
    record = _locked(record, "evidence_record.confirm", by)
    require_second_person(record.made_by, by)
    if not (verdict := may_record(by.holds_card_on(clock.day_of(at)), by.name_zh)):
        raise ForbiddenAct(verdict)
    open_bundle(record.capture)
    day = clock.day_of(at)
    record.number = f"{record.unit.code}-E-{day.year}-{next_number(record.unit, 'evidence_record', day.year):04d}"
    record.body = {
        **record.body,
        "number": record.number,
        "second_officer": _officer(by),
        "confirmed_at": at.isoformat(),
    }
    record.pdf = set_record(record.body, record.number, at=at)
    if record.pdf is not None:
        record.body["document"] = f"sha256:{hashlib.sha256(record.pdf).hexdigest()}"
    record.state, record.confirmed_by, record.confirmed_at = RecordState.CONFIRMED, by, at
    record.statement = _signed(record.body, at)
    record.save()
    content = {"number": record.number, "capture": record.capture.log_name}
    log_event("evidence_record_confirmed", record, by=by, at=at, content=content)
    return record


@transaction.atomic
def return_record(record: EvidenceRecord, because: str, *, by: Account, at: datetime) -> EvidenceRecord:
    """Give the record back as the second officer, with a reason; another one may then be made.

    Raises: BadInput, without a reason or if it no longer waits; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say what is wrong with the record.", "请写明退回的理由。")
    record = _locked(record, "evidence_record.confirm", by)
    record.state, record.returned_because = RecordState.RETURNED, because.strip()[:500]
    record.save(update_fields=["state", "returned_because"])
    log_event("evidence_record_returned", record, by=by, at=at, content={"because": record.returned_because})
    return record

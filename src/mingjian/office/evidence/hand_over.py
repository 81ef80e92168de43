"""The police path: findings whose content nobody sees are handed to public security, by two persons, with a receipt."""

from __future__ import annotations

import datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.office.audit.log_event import log_event
from mingjian.office.evidence.bundles import evidence_store, key_ring
from mingjian.office.people.authority import SAME_PERSON, require, require_second_person
from mingjian.records import clock
from mingjian.records.models import Account, Capture, Event, Finding, FindingState, Handover, HandoverState

WAYS = ("in_person", "sealed_medium", "police_system")


@transaction.atomic
def state_handover(
    finding: Finding, receiver: str, way: str, receipt_number: str, handed_on: datetime.date, *, by: Account,
    at: datetime.datetime,
) -> Handover:  # fmt: skip
    """State that a finding's evidence was handed to public security: to whom, how, when, under which receipt.

    Raises: BadInput, for a finding that is none of the police path, without receiver or receipt, for a day ahead or
    before it was found, or if it was stated already; ForbiddenAct.
    """
    finding = Finding.objects.select_for_update(of=("self",)).select_related("unit").get(pk=finding.pk)
    require("handover.state", by=by, about=finding)
    if not finding.police:
        raise BadInput("This finding does not go to the police path.", "这条发现不属于移交公安的范围。")
    if way not in WAYS or not receiver.strip() or not receipt_number.strip():
        raise BadInput(
            "Name the receiving police office, the way, and the number of their receipt.",
            "请写明接收的公安机关、移交方式和对方回执编号。",
        )
    if not clock.day_of(finding.found_at) <= handed_on <= clock.day_of(at):
        raise BadInput(
            "The day of the handover must lie between the finding and today.", "移交日期应在发现之日至今天之间。"
        )
    if finding.handovers.exclude(state=HandoverState.RETURNED).exists():
        raise BadInput("The handover was stated already.", "这条发现的移交已有记录。")
    row: Handover = Handover.objects.create(
        finding=finding,
        unit=finding.unit,
        receiver=receiver.strip()[:200],
        way=way,
        receipt_number=receipt_number.strip()[:100],
        handed_on=handed_on,
        stated_by=by,
        stated_at=at,
    )
    log_event("handover_stated", row, by=by, at=at, content={"receiver": row.receiver, "receipt": row.receipt_number})
    return row


def _waiting(handover: Handover, by: Account) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("unit", "stated_by", "finding")
    row: Handover = rows.get(pk=handover.pk)
    require("handover.decide", by=by, about=row)
    require_second_person(row.stated_by, by)
    if row.state != HandoverState.STATED:
        raise BadInput("It was decided already.", "这条移交记录已有决定。")
    return row


@transaction.atomic
def confirm_handover(handover: Handover, *, by: Account, at: datetime.datetime) -> Handover:
    """Confirm as the second person, with the receipt before one's eyes; the finding is settled with it.

    Raises: BadInput, if it no longer waits; ForbiddenAct, for the one who stated it.
    """
    row = _waiting(handover, by)
    row.state, row.decided_by, row.decided_at = HandoverState.CONFIRMED, by, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    Finding.objects.filter(pk=row.finding_id, state=FindingState.OPEN).update(
        state=FindingState.CONFIRMED, judged_by=by, judged_at=at
    )
    log_event("handover_confirmed", row, by=by, at=at, content={"receipt": row.receipt_number})
    return row


@transaction.atomic
def return_handover(handover: Handover, because: str, *, by: Account, at: datetime.datetime) -> Handover:
    """Give the statement back as the second person, with a reason; it can be stated anew.

    Raises: BadInput, without a reason or if it no longer waits; ForbiddenAct, for the one who stated it.
    """
    if not because.strip():
        raise BadInput("Say what is missing.", "请写明退回的理由。")
    row = _waiting(handover, by)
    row.state, row.decided_by, row.decided_at = HandoverState.RETURNED, by, at
    row.decided_because = because.strip()[:500]
    row.save(update_fields=["state", "decided_by", "decided_at", "decided_because"])
    log_event("handover_returned", row, by=by, at=at, content={"because": row.decided_because})
    return row


def _of_police(finding: Finding) -> Capture:
    if not finding.police or finding.capture is None:
        raise BadInput("There is no evidence of the police path here.", "这里没有移交公安的证据。")
    if not finding.capture.stored:
        raise BadInput(
            "This bundle is older than the encryption of the store; hand the medium over by hand.",
            "该证据包早于加密存储，请以人工方式移交介质。",
        )
    return finding.capture


@transaction.atomic
def take_package(finding: Finding, *, by: Account, at: datetime.datetime) -> bytes:
    """The encrypted bundle for the police. Without its key, which only the second person gets, nobody can open it.

    Raises: BadInput, for another finding; ForbiddenAct; EvidenceError, if the store no longer holds it.
    """
    require("handover.state", by=by, about=finding)
    capture = _of_police(finding)
    content = evidence_store().get(capture.stored)
    log_event("police_package_taken_out", finding, by=by, at=at, content={"part": "package", "file": capture.stored})
    return content


@transaction.atomic
def take_key(finding: Finding, *, by: Account, at: datetime.datetime) -> str:
    """The key of the package, in hex, for the police alone: given to another person than the package was.

    Raises: BadInput, for another finding; ForbiddenAct, for whoever took the package; EvidenceError, if it is gone.
    """
    require("handover.decide", by=by, about=finding)
    capture = _of_police(finding)
    took = Event.objects.filter(kind="finding", object_id=finding.pk, verb="police_package_taken_out", actor=by)
    if took.filter(content__part="package").exists():
        raise ForbiddenAct(SAME_PERSON)
    key = key_ring().find(capture.stored).key.hex()
    log_event("police_package_taken_out", finding, by=by, at=at, content={"part": "key"})
    return key

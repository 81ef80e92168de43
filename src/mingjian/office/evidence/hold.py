"""Legal holds: while one stands, a bundle is not destroyed; lifting one takes another person than placing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require, require_second_person
from mingjian.records.models import Account, Capture, LegalHold


@transaction.atomic
def place_hold(capture: Capture, because: str, *, by: Account, at: datetime) -> LegalHold:
    """Place a hold on a bundle, with its reason.

    Raises: BadInput, without a reason or if the bundle is gone; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say for what the bundle is held.", "请写明保全的理由。")
    capture = Capture.objects.select_for_update(of=("self",)).select_related("visit__unit").get(pk=capture.pk)
    require("hold.place", by=by, about=capture.visit)
    if capture.gone_at is not None:
        raise BadInput("The bundle was destroyed already.", "该证据包已经销毁。")
    hold = LegalHold.objects.create(
        capture=capture, unit=by.unit, because=because.strip()[:500], placed_by=by, placed_at=at
    )
    log_event("hold_placed", hold, by=by, at=at, content={"because": hold.because})
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, because: str, *, by: Account, at: datetime) -> LegalHold:
    """Lift a hold as another person, with the reason.

    Raises: BadInput, without a reason or if it was lifted already; ForbiddenAct, for the one who placed it.
    """
    if not because.strip():
        raise BadInput("Say why the hold may be lifted.", "请写明解除保全的理由。")
    hold = LegalHold.objects.select_for_update(of=("self",)).select_related("unit", "placed_by").get(pk=hold.pk)
    require("hold.lift", by=by, about=hold)
    require_second_person(hold.placed_by, by)
    if hold.lifted_at is not None:
        raise BadInput("The hold was lifted already.", "保全已经解除。")
    hold.lifted_by, hold.lifted_at, hold.lifted_because = by, at, because.strip()[:500]
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
    log_event("hold_lifted", hold, by=by, at=at, content={"because": hold.lifted_because})
    return hold

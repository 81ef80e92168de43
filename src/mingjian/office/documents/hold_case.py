"""Holds on a case: while one stands, nothing of its file is destroyed or withdrawn."""

from __future__ import annotations

import datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.articles import APL
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require, require_second_person
from mingjian.records.models import Account, Case, CaseHold

_ARTICLE = f"{APL} §47，档案法 §13"


def hold_on(case: Case) -> CaseHold | None:
    """The hold that stands on a case, the oldest first; None without one."""
    return CaseHold.objects.filter(case=case, lifted_at__isnull=True).order_by("placed_at").first()


def refuse_while_held(case: Case) -> None:
    """Refuse what a hold forbids; the case stays locked, so that no hold slips in. Raises: ForbiddenAct."""
    Case.objects.select_for_update().get(pk=case.pk)
    if hold := hold_on(case):
        raise ForbiddenAct(refuse("case_held", _ARTICLE, because=hold.because[:80]))


@transaction.atomic
def place_hold(case: Case, because: str, *, letter: str = "", by: Account, at: datetime.datetime) -> CaseHold:
    """Hold a case: for a suit, an audit, a request of the procuratorate. Raises: ForbiddenAct; BadInput."""
    require("file.hold", by=by, about=case)
    reason = because.strip()[:500]
    if not reason:
        raise BadInput("Say why the file is held.", "请写明保全的理由。")
    Case.objects.select_for_update().get(pk=case.pk)
    hold = CaseHold.objects.create(case=case, because=reason, letter=letter.strip()[:100], placed_by=by, placed_at=at)
    log_event("case_hold_placed", case, by=by, at=at, content={"because": reason, "letter": hold.letter})
    return hold


@transaction.atomic
def release_hold(hold: CaseHold, because: str, *, by: Account, at: datetime.datetime) -> CaseHold:
    """Lift a hold, by a head who did not place it. Raises: ForbiddenAct; BadInput, without a reason."""
    hold = CaseHold.objects.select_for_update(of=("self",)).select_related("case__unit", "placed_by").get(pk=hold.pk)
    require("file.release", by=by, about=hold.case)
    require_second_person(hold.placed_by, by)
    if hold.lifted_at is not None:
        raise ForbiddenAct(refuse("case_not_held", _ARTICLE))
    reason = because.strip()[:500]
    if not reason:
        raise BadInput("Say why the hold is lifted.", "请写明解除保全的理由。")
    hold.lifted_by, hold.lifted_at, hold.lifted_because = by, at, reason
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
    log_event("case_hold_lifted", hold.case, by=by, at=at, content={"because": reason})
    return hold

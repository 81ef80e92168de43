"""A lead whose case is closed is handled, unless a measure of its own is still under way."""

from __future__ import annotations

import datetime

from mingjian.law.case import CaseState
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.head import OVER
from mingjian.records.models import Account, Case, Lead, LeadState

_DONE = ("verified", "refused", "withdrawn", "lifted")


def settle_leads(case: Case, state: CaseState, *, by: Account | None, at: datetime.datetime) -> None:
    """Mark the leads of a case that was just closed as handled."""
    if state.stage not in OVER:
        return
    for lead in Lead.objects.select_for_update().filter(cases__case=case, state=LeadState.OPEN):
        if lead.measures.filter(case=None).exclude(state__in=_DONE).exists():
            continue
        lead.state, lead.closed_at = LeadState.HANDLED, at
        lead.save(update_fields=["state", "closed_at"])
        log_event("lead_handled", lead, by=by, at=at, content={"case": case.number})

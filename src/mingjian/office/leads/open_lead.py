"""Leads: a confirmed finding or an accepted report opens one, or joins the open one about the same service."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.office.people.number_series import next_number
from mingjian.records import clock
from mingjian.records.models import Account, Finding, Lead, LeadSource, LeadState, OnlineService, Report, SourceKind


def _open_lead(service: OnlineService, victim: bool, by: Account, at: datetime) -> Lead:
    unit, year = service.unit, clock.day_of(at).year
    lead = Lead.objects.create(
        number=f"{unit.code}-{year}-{next_number(unit, 'lead', year):04d}",
        unit=unit,
        service=service,
        victim=victim,
        opened_by=by,
        opened_at=at,
    )
    log_event("lead_opened", lead, by=by, at=at, content={"number": lead.number})
    return lead


@transaction.atomic
def join_lead(
    service: OnlineService,
    *,
    finding: Finding | None = None,
    report: Report | None = None,
    victim: bool = False,
    by: Account,
    at: datetime,
) -> Lead:
    """Add a source (exactly one of `finding`, `report`) to the open lead about a service; open the lead if there is none."""
    service = OnlineService.objects.select_for_update(of=("self",)).select_related("unit").get(pk=service.pk)
    lead = Lead.objects.filter(service=service, state=LeadState.OPEN).first() or _open_lead(service, victim, by, at)
    if victim and not lead.victim:
        lead.victim = True
        lead.save(update_fields=["victim"])
    kind = SourceKind.INSPECTION if finding else SourceKind.REPORT
    LeadSource.objects.create(lead=lead, kind=kind, finding=finding, report=report)
    source = finding or report
    log_event(
        "source_joined_lead", lead, by=by, at=at, content={"kind": str(kind), "source": str(source and source.pk)}
    )
    return lead


def read_lead(lead: Lead, *, by: Account, at: datetime) -> Lead:
    """Open a lead for reading: the reading itself is an event.

    Raises: ForbiddenAct.
    """
    require("records.read", by=by, about=lead)
    log_event("lead_read", lead, by=by, at=at)
    return lead


@transaction.atomic
def leave_lead(finding: Finding, *, by: Account, at: datetime) -> None:
    """Take a finding out of its lead again; a lead left without a source is closed.

    Raises: BadInput, if a measure rests on the lead.
    """
    source = LeadSource.objects.select_related("lead").get(finding=finding)
    lead = Lead.objects.select_for_update().get(pk=source.lead_id)
    if lead.measures.exists():
        raise BadInput("A measure rests on this judgement already.", "已有处置以这条判断为依据，不能撤回。")
    source.delete()
    log_event("source_left_lead", lead, by=by, at=at, content={"source": str(finding.pk)})
    if not lead.sources.exists():
        lead.state, lead.closed_by, lead.closed_at, lead.closed_because = LeadState.CLOSED_NO_ACTION, by, at, "撤回判断"
        lead.save(update_fields=["state", "closed_by", "closed_at", "closed_because"])


@transaction.atomic
def close_lead(lead: Lead, because: str, *, by: Account, at: datetime) -> Lead:
    """Close a lead without action, with a reason.

    Raises: BadInput, if the reason is empty, the lead is closed, or a measure is under way.
    """
    if not because.strip():
        raise BadInput("Say why nothing is done about the lead.", "请写明不予处置的理由。")
    lead = Lead.objects.select_for_update(of=("self",)).select_related("unit").get(pk=lead.pk)
    require("lead.check", by=by, about=lead)
    if lead.state != LeadState.OPEN:
        raise BadInput("The lead is closed already.", "这条线索已经办结。")
    if lead.measures.exclude(state__in=["withdrawn", "refused"]).exists():
        raise BadInput("A measure of this lead exists; finish it first.", "这条线索已有处置，请先办完。")
    lead.state, lead.closed_by, lead.closed_at = LeadState.CLOSED_NO_ACTION, by, at
    lead.closed_because = because.strip()[:500]
    lead.save(update_fields=["state", "closed_by", "closed_at", "closed_because"])
    log_event("lead_closed", lead, by=by, at=at, content={"because": lead.closed_because})
    return lead

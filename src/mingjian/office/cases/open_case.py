"""Open a case from a lead: number, party, and the registration of the source as its first step."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState
from mingjian.law.steps import Step as LawStep
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.numbers import next_case_number
from mingjian.office.cases.people import acting
from mingjian.office.cases.take_step import Sent, ask, write_step
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import Account, Case, CaseLead, Lead, LeadState, Party, SourceKind, Step

# A lead's kinds of source as the registration of a case names them. Article: 网信部门行政执法程序规定 §17.
_SOURCES = {SourceKind.INSPECTION: "inspection", SourceKind.REPORT: "complaint"}


def source_of(lead: Lead) -> str:
    """The kind of source that the registration is prefilled with: that of the lead's first source."""
    first = lead.sources.order_by("recorded_at").first()
    kind = first.kind if first else str(SourceKind.OTHER)
    return str(_SOURCES.get(SourceKind(kind), kind))


@transaction.atomic
def open_case(
    leads: Sequence[Lead], facts: Mapping[str, Any], sent: Sent, *, by: Account, at: datetime.datetime
) -> Case:
    """Open a case of the officer's own office from one or more open leads about one service.

    Sent again with the same key, the case that was opened is returned. Raises: BadInput, for no lead, a closed one, or
    leads about several services; ForbiddenAct, if a lead has a case, its operator is the victim, or the law refuses.
    """
    if not leads:
        raise ForbiddenAct(refuse("case_needs_lead", f"{CAC14} §17"))
    rows = Lead.objects.select_for_update(of=("self",)).select_related("unit", "service__subject")
    found = list(rows.filter(pk__in=[lead.pk for lead in leads]).order_by("opened_at"))
    for lead in found:
        require("records.read", by=by, about=lead)
    if again := Step.objects.filter(case__leads__lead=found[0], key=sent.key, seq=1).select_related("case").first():
        return again.case
    _may_open(found)
    service, year = found[0].service, sent.day.year
    officers = tuple(acting(account, by.unit, sent.day).officer for account in (by, *sent.together))
    step = LawStep("source_registered", sent.day, officers, dict(facts))
    ask(CaseState(), step, today=clock.day_of(at))
    number, serial = next_case_number(by.unit, year)
    case = Case.objects.create(
        number=number,
        year=year,
        serial=serial,
        unit=by.unit,
        title=service.name,
        party_name=service.subject.name,
        subject=service.subject,
        service=service,
        opened_by=by,
        opened_on=sent.day,
        updated_at=at,
    )
    CaseLead.objects.bulk_create([CaseLead(case=case, lead=lead) for lead in found])
    add_main_party(case)
    log_event("case_opened", case, by=by, at=at, content={"number": number, "leads": [lead.number for lead in found]})
    write_step(case, [], step, sent, by=by, at=at)
    return case


def add_main_party(case: Case) -> Party:
    """The operator of the service as the party of the case."""
    subject = case.subject
    return Party.objects.create(
        case=case,
        subject=subject,
        name=subject.name,
        registration_number=subject.registration_number,
        address=subject.address,
        contact=subject.contact,
    )


def _may_open(leads: Sequence[Lead]) -> None:
    for lead in leads:
        link = lead.cases.filter(case__void=False).select_related("case").first()
        if link:
            raise ForbiddenAct(refuse("lead_has_case", f"{CAC14} §18", number=link.case.number))
        if lead.state != LeadState.OPEN:
            raise BadInput("The lead is closed; no case can be opened from it.", "这条线索已经办结，不能据以立案。")
        if lead.victim:
            raise ForbiddenAct(refuse("case_not_victim", f"{APL} §33"))
    if len({lead.service_id for lead in leads}) > 1:
        raise BadInput(
            "One case is about one service; choose leads about the same one.",
            "一个案件只针对一个服务，请选择同一服务的线索。",
        )


def read_case(case: Case, *, by: Account, at: datetime.datetime) -> Case:
    """Open a case for reading: the reading itself is an event.

    Raises: ForbiddenAct.
    """
    require("records.read", by=by, about=case)
    log_event("case_read", case, by=by, at=at)
    return case

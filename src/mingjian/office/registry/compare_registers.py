"""What the registers alone tell: a filing whose domain changed hands, runs out, or serves another owner.

Such a finding has no content. It stands among those to be judged as a hint; no measure can rest on it alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from mingjian.capture.registry import SOON, Registration, cites_another_filing
from mingjian.office.audit.log_event import log_event
from mingjian.records import clock
from mingjian.records.models import (
    Capture,
    Finding,
    FindingOrigin,
    FindingState,
    Lead,
    LeadState,
    OnlineService,
    ServiceState,
)

MODEL = "registers-1"
WEIGHTS = {
    "filing_other_holder": 0.3,
    "domain_registered_again": 0.3,
    "filing_of_another": 0.25,
    "domain_expired": 0.2,
    "domain_expires": 0.1,
}
"""How much each disagreement says by itself; all together stay below one half, for a person must look."""
GONE = (ServiceState.CLOSED, ServiceState.GONE)


def disagreements(service: OnlineService, cited: Iterable[str], today: datetime.date) -> list[dict[str, Any]]:
    """What does not agree between the registers about a service, as reasons (code, params)."""
    domain, filing = service.domains.first(), service.filings.filter(state="valid").first()
    if filing is None:
        return []
    known = Registration(
        domain.name if domain else service.host,
        filing.number,
        filing.holder,
        (domain.holder or None) if domain else None,
        expires_on=domain.expires_on if domain else None,
    )
    found: list[dict[str, Any]] = []
    if known.changed_hands():
        found.append(_reason("filing_other_holder", filed=filing.holder, holder=known.domain_holder))
    if domain and domain.registered_again_on:
        found.append(_reason("domain_registered_again"))
    if cites_another_filing(cited, known):
        found.append(_reason("filing_of_another", cited="、".join(sorted(cited)), filed=filing.number))
    left = known.days_left(today)
    if left is not None and left < 0:
        found.append(_reason("domain_expired", day=str(known.expires_on)))
    elif left is not None and left <= SOON:
        found.append(_reason("domain_expires", day=str(known.expires_on), days=left))
    return found


def _reason(code: str, **params: Any) -> dict[str, Any]:
    return {"code": code, "params": params}


def _same(reasons: Iterable[Mapping[str, Any]]) -> set[str]:
    """What makes two sets of reasons the same: all but the days that are left."""
    return {
        repr((reason["code"], sorted((key, value) for key, value in reason["params"].items() if key != "days")))
        for reason in reasons
    }


def _score(reasons: Iterable[Mapping[str, Any]]) -> float:
    left = 1.0
    for reason in reasons:
        left *= 1 - WEIGHTS[reason["code"]]
    return round(min(1 - left, 0.49), 2)


def _cited(service: OnlineService) -> list[str]:
    """The filing numbers that the newest captured page of a service cites."""
    newest = Capture.objects.filter(service=service).exclude(facts=None).order_by("-taken_at").first()
    return list(newest.facts.get("registers", {}).get("cited", ())) if newest and newest.facts else []


@transaction.atomic
def compare_registers(service: OnlineService, *, at: datetime.datetime) -> Finding | None:
    """Look at the registers of one service; a new disagreement becomes a finding without content.

    Nothing happens while a finding or lead about the service is open, or after a person has judged the same before.
    """
    service = OnlineService.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if service.state in GONE:
        return None
    reasons = disagreements(service, _cited(service), clock.day_of(at))
    if not reasons or Lead.objects.filter(service=service, state=LeadState.OPEN).exists():
        return None
    if Finding.objects.filter(service=service, state=FindingState.OPEN, origin=FindingOrigin.VISIT).exists():
        return None
    last = service.findings.filter(origin=FindingOrigin.REGISTERS).order_by("-found_at", "-id").first()
    if last is not None and _same(last.reasons) == _same(reasons):
        return None
    service.findings.filter(state=FindingState.OPEN).update(state=FindingState.SUPERSEDED)
    finding: Finding = Finding.objects.create(
        service=service,
        unit_id=service.unit_id,
        origin=FindingOrigin.REGISTERS,
        verdict="suspect",
        score=_score(reasons),
        context="none",
        reasons=reasons,
        model=MODEL,
        victim=False,
        found_at=at,
    )
    codes = [reason["code"] for reason in reasons]
    log_event("finding_from_registers", finding, by=None, at=at, content={"reasons": codes})
    return finding


def compare_all_registers(*, at: datetime.datetime, services: Iterable[OnlineService] | None = None) -> int:
    """Look at every filed site (or the given services). Returns how many findings came of it."""
    rows = (
        OnlineService.objects.filter(kind="site", filings__state="valid").exclude(state__in=GONE).distinct()
        if services is None
        else services
    )
    return sum(compare_registers(service, at=at) is not None for service in rows)

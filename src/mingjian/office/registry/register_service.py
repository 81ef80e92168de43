"""Register a subject with its service, domain and filing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.records.models import Account, Domain, Filing, OnlineService, Subject, Unit


@dataclass(frozen=True, slots=True)
class NewSubject:
    """Who operates the service. Two services with one registration number have one subject."""

    name: str
    kind: str = "organisation"
    registration_number: str = ""
    sector: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class DomainFacts:
    """What registration data say of a domain on the day `as_of`."""

    name: str
    as_of: datetime.date
    source: str
    registrar: str = ""
    holder: str = ""
    created_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    registered_again_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """A filing number and its holder, as the register shows them on the day `as_of`."""

    number: str
    holder: str
    as_of: datetime.date
    source: str
    state: str = "valid"


@dataclass(frozen=True, slots=True)
class NewService:
    """A service to be supervised."""

    name: str
    kind: str = "site"
    host: str = ""
    address: str = ""
    category: str = ""
    tier: int = 2
    state: str = "filed"
    domains: tuple[DomainFacts, ...] = field(default=())
    filings: tuple[FilingFacts, ...] = field(default=())
    tags: tuple[str, ...] = ()


def _subject(unit: Unit, new: NewSubject) -> Subject:
    if new.registration_number:
        known = Subject.objects.filter(registration_number=new.registration_number).first()
        if known is not None:
            return known
    return Subject.objects.create(
        unit=unit,
        kind=new.kind,
        name=new.name,
        registration_number=new.registration_number,
        sector=new.sector,
        address=new.address,
        contact=new.contact,
    )


@transaction.atomic
def register_service(
    unit: Unit, subject: NewSubject, service: NewService, *, by: Account | None, at: datetime.datetime
) -> OnlineService:
    """Register a service of a subject in the territory of `unit`.

    Raises: BadInput, if the host is registered already.
    """
    if service.host and OnlineService.objects.filter(host=service.host).exists():
        raise BadInput(
            f"The host {service.host!r} is registered already; open that service instead.",
            f"主机名“{service.host}”已经登记，请打开原有的服务。",
        )
    row = OnlineService.objects.create(
        unit=unit,
        subject=_subject(unit, subject),
        kind=service.kind,
        name=service.name,
        host=service.host,
        address=service.address or (f"http://{service.host}/" if service.host else ""),
        category=service.category,
        tier=service.tier,
        tags=list(service.tags),
        state=service.state,
    )
    for domain in service.domains:
        Domain.objects.create(
            service=row,
            name=domain.name,
            registrar=domain.registrar,
            holder=domain.holder,
            created_on=domain.created_on,
            expires_on=domain.expires_on,
            registered_again_on=domain.registered_again_on,
            as_of=domain.as_of,
            source=domain.source,
        )
    for filing in service.filings:
        Filing.objects.create(
            service=row,
            number=filing.number,
            holder=filing.holder,
            state=filing.state,
            as_of=filing.as_of,
            source=filing.source,
        )
    log_event("service_registered", row, by=by, at=at, content={"host": row.host, "name": row.name})
    return row

"""The demo's values as records, through the acts where there is one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from mingjian.demo.province import Body, DemoOfficer, DemoService, Office
from mingjian.law.agencies import agencies
from mingjian.office.people.add_account import NewOfficer, add_account
from mingjian.office.registry.register_service import (
    DomainFacts,
    FilingFacts,
    NewService,
    NewSubject,
    register_service,
)
from mingjian.records.models import Account, Agency, OnlineService, Unit

REGISTER = "省通信管理局备案数据（演示）"
WHOIS = "域名注册信息（演示）"


def add_offices(offices: Iterable[Office]) -> dict[str, Unit]:
    """The offices as a tree, by their code."""
    units: dict[str, Unit] = {}
    for office in offices:
        parent = units[office.parent] if office.parent else None
        path = f"{parent.path if parent else ''}{office.code}."
        units[office.code] = Unit.objects.create(
            code=office.code, name_zh=office.zh, name_en=office.en, level=office.level, parent=parent, path=path
        )
    return units


def add_bodies(bodies: Iterable[Body]) -> None:
    """The bodies that carry out, receive or direct."""
    known = agencies()
    Agency.objects.bulk_create(
        [
            Agency(
                code=body.code,
                kind=body.agency,
                name_zh=body.zh,
                name_en=body.en,
                theirs=known[body.agency].theirs,
                confirmed=False,
            )
            for body in bodies
        ]
    )


def add_officer(unit: Unit, officer: DemoOfficer, password: str, *, at: datetime.datetime) -> Account:
    """One officer with a password."""
    new = NewOfficer(
        officer.username,
        officer.zh,
        officer.en,
        officer.roles,
        officer.card_number,
        officer.card_from,
        officer.card_to,
        officer.legal_qualification,
    )
    return add_account(unit, new, password, by=None, at=at)


def add_service(unit: Unit, service: DemoService, day: datetime.date, *, at: datetime.datetime) -> OnlineService:
    """One service with its subject, filing and domain."""
    subject, domain = service.subject, service.domain
    filings = (
        (FilingFacts(service.filing, service.filing_holder, day, REGISTER, service.filing_state),)
        if service.filing
        else ()
    )
    domains = (
        (
            DomainFacts(
                service.host, day, WHOIS, domain.registrar, domain.holder, domain.created, domain.expires, domain.again
            ),
        )
        if domain
        else ()
    )
    return register_service(
        unit,
        NewSubject(
            subject.name, "person" if subject.person else "organisation", subject.number, subject.sector, subject.place
        ),
        NewService(
            service.name,
            service.kind,
            service.host,
            service.address,
            service.category,
            service.tier,
            service.state,
            domains,
            filings,
        ),
        by=None,
        at=at,
    )


def first_officer(unit: Unit, role: str) -> Account | None:
    """The first officer of an office with a role, by username."""
    found: Account | None = (
        Account.objects.filter(unit=unit, roles__contains=[role], is_active=True).order_by("username").first()
    )
    return found

"""The fictional province of the demo: offices, officers, bodies and services, read from the files in `data/`.

In: the day on which the demo is loaded. Out: frozen values, without Django; the days in the files move with that day.
"""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

Level = Literal["province", "city", "county"]
ServiceKind = Literal["site", "app", "account"]
_FOLDER = Path(__file__).with_name("data")
_OFFICE = {
    "province": "{} Provincial Cyberspace Office",
    "city": "{} City Cyberspace Office",
    "county": "{} Cyberspace Office",
}


@dataclass(frozen=True, slots=True)
class Office:
    """One cyberspace office. `code` has six digits; `parent` is the code of the office above, None for the province."""

    code: str
    level: Level
    parent: str | None
    place_zh: str
    place_en: str

    @property
    def zh(self) -> str:
        """The name of the office in Chinese, such as 东屿市网信办."""
        return f"{self.place_zh}网信办"

    @property
    def en(self) -> str:
        """The name of the office in English."""
        place = self.place_en.removesuffix(" Province").removesuffix(" City")
        return _OFFICE[self.level].format(place)


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """One officer of the office `office`. `roles` are codes of `law.roles`; the card is valid on both named days."""

    office: str
    username: str
    zh: str
    en: str
    title: str
    roles: tuple[str, ...]
    card_number: str = ""
    card_from: date | None = None
    card_to: date | None = None
    legal_qualification: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A body that carries out, receives or directs; `agency` is a code of `law.agencies`, `office` its neighbour."""

    code: str
    agency: str
    zh: str
    en: str
    office: str


@dataclass(frozen=True, slots=True)
class DomainFacts:
    """What registration data say of a domain; `again`: the day since which somebody else than the filer holds it."""

    registrar: str
    created: date
    expires: date
    holder: str
    again: date | None


@dataclass(frozen=True, slots=True)
class DemoSubject:
    """Who operates a service. `sector` says what it is: clinic, school, travel, association, media, government ...

    `number` has the length of a registration number but cannot be one (it begins with 9X); empty if unknown.
    """

    name: str
    sector: str
    person: bool
    place: str
    number: str


@dataclass(frozen=True, slots=True)
class DemoService:
    """A registered service. `key` is the host of a site, else `app:...` or `account:...`; `host` is empty for those.

    `tier`: 1 key, 2 ordinary, 3 light. `filing` is empty for services that were never filed.
    """

    key: str
    kind: ServiceKind
    name: str
    host: str
    address: str
    unit: str
    tier: int
    category: str
    state: str
    subject: DemoSubject
    filing: str
    filing_holder: str
    filing_state: str
    domain: DomainFacts | None


@dataclass(frozen=True, slots=True)
class Province:
    """Everything the demo is loaded with: 1 province, 9 cities and 84 counties with whom and what they hold."""

    offices: tuple[Office, ...]
    officers: tuple[DemoOfficer, ...]
    bodies: tuple[Body, ...]
    services: tuple[DemoService, ...]


def province(day: date) -> Province:
    """Give the province as it stands on `day`: cards and domains are as old as when the files were written."""
    return Province(
        tuple(_offices(_file("places"))),
        tuple(_officers(_file("officers"), day)),
        tuple(Body(**{"office": "990000"} | row) for row in _file("bodies")["body"]),
        tuple(_service(row, _shift(_file("services"), day)) for row in _file("services")["service"]),
    )


@cache
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _shift(file: Mapping[str, Any], day: date) -> timedelta:
    written: date = file["written_for"]
    return day - written


def _offices(places: Mapping[str, Any]) -> Iterator[Office]:
    top = places["province"]
    yield Office(top["code"], "province", None, top["zh"], top["en"])
    for city in places["city"]:
        yield Office(city["code"], "city", top["code"], city["zh"], city["en"])
        for county in city["counties"]:
            yield Office(county["code"], "county", city["code"], county["zh"], county["en"])


def _officers(file: Mapping[str, Any], day: date) -> Iterator[DemoOfficer]:
    shift = _shift(file, day)
    for office in file["office"]:
        for row in office["officers"]:
            number, first, last = row.get("card", ("", None, None))
            yield DemoOfficer(
                office=office["code"],
                username=row["username"],
                zh=row["zh"],
                en=row["en"],
                title=row["title"],
                roles=tuple(row["roles"]),
                card_number=number,
                card_from=first and first + shift,
                card_to=last and last + shift,
                legal_qualification=row.get("legal", False),
            )


def _service(row: Mapping[str, Any], shift: timedelta) -> DemoService:
    host = row.get("host", "")
    return DemoService(
        key=host or row["id"],
        kind=row.get("kind", "site"),
        name=row["name"],
        host=host,
        address=row.get("address") or (f"http://{host}/" if host else ""),
        unit=row["unit"],
        tier=row["tier"],
        category=row["category"],
        state=row.get("state", "filed"),
        subject=_subject(row),
        filing=row.get("filing", ""),
        filing_holder=row.get("filing_holder") or (row["subject"] if row.get("filing") else ""),
        filing_state=row.get("filing_state", "valid"),
        domain=_domain(row["domain"], shift) if "domain" in row else None,
    )


def _subject(row: Mapping[str, Any]) -> DemoSubject:
    name, sector, person = row["subject"], row["sector"], row.get("person", False)
    known = not person and sector != "unknown"
    number = f"9X990000{zlib.crc32(name.encode()):010d}" if known else ""
    return DemoSubject(name, sector, person, row.get("place", ""), number)


def _domain(row: Mapping[str, Any], shift: timedelta) -> DomainFacts:
    again = row.get("again")
    return DomainFacts(
        row["registrar"], row["created"] + shift, row["expires"] + shift, row["holder"], again and again + shift
    )

"""Load the demo province through the acts of the office; loading it twice changes nothing.

In: the migrated database of an installation. Out: its records, and on standard output the passwords, once.
"""

from __future__ import annotations

import datetime
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Key:
    """A username with its password, to be printed once."""

    username: str
    password: str
    name: str
    title: str
    office: str


def new_password() -> str:
    """A random password of 16 letters and digits in four groups (79 bits)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def load(day: datetime.date, at: datetime.datetime) -> list[Key]:
    """Load the province as of `day`, in one transaction. Returns the passwords; empty if it is loaded already."""
    from django.db import transaction  # noqa: PLC0415 - Django is set up by the caller

    from mingjian.demo import rows  # noqa: PLC0415
    from mingjian.demo.cases import load_cases  # noqa: PLC0415
    from mingjian.demo.letter import register_shops  # noqa: PLC0415
    from mingjian.demo.listings import enter_listings  # noqa: PLC0415
    from mingjian.demo.province import province  # noqa: PLC0415
    from mingjian.demo.registers import take_registers  # noqa: PLC0415
    from mingjian.office.audit.log_event import log_event  # noqa: PLC0415
    from mingjian.office.patrol.plan_patrol import TIER_VIEWS, USUAL_VIEWS, PlanTerms, plan_patrol  # noqa: PLC0415
    from mingjian.records.models import Unit  # noqa: PLC0415

    with transaction.atomic():
        if Unit.objects.exists():
            return []
        everything = province(day)
        units = rows.add_offices(everything.offices)
        rows.add_bodies(everything.bodies)
        keys = []
        for officer in everything.officers:
            password = new_password()
            rows.add_officer(units[officer.office], officer, password, at=at)
            keys.append(Key(officer.username, password, officer.zh, officer.title, units[officer.office].name_zh))
        for service in everything.services:
            rows.add_service(units[service.unit], service, day, at=at)
        root = next(unit for unit in units.values() if unit.parent_id is None)
        daily = PlanTerms(
            "全省属地网站日常巡查", tiers=(1, 2, 3), every_hours=24, tier_views={"1": TIER_VIEWS["1"], "3": USUAL_VIEWS}
        )
        plan_patrol(root, daily, by=None, at=at)
        register_shops(root, at)
        city = min((unit for unit in units.values() if unit.level == "city"), key=lambda unit: unit.code)
        again = PlanTerms("东屿市重点网站复查", tiers=(1,), every_hours=0, area=city.path)
        plan_patrol(city, again, by=None, at=at)
        load_cases(day)
        take_registers(day, at)
        enter_listings(at)
        log_event("demo_loaded", root, by=None, at=at)
    return keys


def tell(keys: Iterable[Key]) -> None:
    """Print the passwords, office by office."""
    office = ""
    print("演示账号（只打印这一次）  Demo accounts (printed only now)", flush=True)
    for key in keys:
        if key.office != office:
            office = key.office
            print(f"  {office}", flush=True)
        print(f"    {key.username:<14} {key.password}  {key.name} {key.title}", flush=True)


def main() -> None:
    """Load the demo if it is not there, and tell the passwords."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
    import django  # noqa: PLC0415 - the settings are named first

    django.setup()
    from mingjian.records import clock  # noqa: PLC0415

    if keys := load(clock.today(), clock.now()):
        tell(keys)


if __name__ == "__main__":
    main()

"""Add an officer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.law.roles import ROLES
from mingjian.office.audit.log_event import log_event
from mingjian.records.models import Account, Unit


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """What is known of an officer who is to get an account."""

    username: str
    name_zh: str
    name_en: str
    roles: tuple[str, ...]
    card_number: str = ""
    card_from: datetime.date | None = None
    card_to: datetime.date | None = None
    legal_qualification: bool = False


@transaction.atomic
def add_account(
    unit: Unit, officer: NewOfficer, password: str, *, by: Account | None, at: datetime.datetime
) -> Account:
    """Make an account with a password; `by` is empty only when an installation is set up.

    Raises: BadInput, if a role is unknown or the username is taken.
    """
    if unknown := sorted(set(officer.roles) - set(ROLES)):
        raise BadInput(f"Unknown role {unknown[0]!r}.", f"没有“{unknown[0]}”这个岗位。")
    if Account.objects.filter(username=officer.username).exists():
        raise BadInput(
            f"The username {officer.username!r} is taken; choose another.",
            f"用户名“{officer.username}”已被使用，请换一个。",
        )
    account = Account(
        unit=unit,
        username=officer.username,
        name_zh=officer.name_zh,
        name_en=officer.name_en,
        roles=list(officer.roles),
        card_number=officer.card_number,
        card_from=officer.card_from,
        card_to=officer.card_to,
        legal_qualification=officer.legal_qualification,
    )
    account.set_password(password)
    account.save(force_insert=True)
    log_event("account_added", account, by=by, at=at, content={"roles": list(officer.roles)})
    return account

"""Receive a report from the public and hand out its receipt."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.intake.seal_contact import digest_of, new_secret, seal_contact
from mingjian.office.people.number_series import next_number
from mingjian.records import clock
from mingjian.records.models import OnlineService, Report, Unit

CATEGORIES = (
    "gambling",
    "pornography",
    "fraud",
    "cheating_service",
    "account_trading",
    "rank_manipulation",
    "paid_deletion",
    "impersonation",
    "hijacked",
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter takes home: number and secret open the report's page. The secret is shown once."""

    number: str
    secret: str


def host_of(address: str) -> str:
    """The host of an address as people write it (with or without scheme), lower case; empty if there is none."""
    text = address.strip()
    try:
        host = urlsplit(text if "://" in text else f"http://{text}").hostname or ""
    except ValueError:
        return ""
    return host if "." in host else ""


@transaction.atomic
def receive_report(address: str, category: str, description: str, contact: str, *, at: datetime) -> Receipt:
    """Take a report in. It goes to the office of the registered service, otherwise to the province.

    Raises: BadInput, if the address is empty or too long, or the category is none of ours.
    """
    address = address.strip()
    if not address or len(address) > 2000:
        raise BadInput(
            "Say where you saw it: an address, an app's or an account's name.",
            "请填写在哪里看到的：网址、应用名或账号名。",
        )
    if category not in CATEGORIES:
        raise BadInput("Choose what it is from the list.", "请从列表中选择是什么问题。")
    if len(description) > 5000:
        raise BadInput("The description is longer than 5,000 characters; shorten it.", "说明超过 5000 字，请写短一些。")
    host = host_of(address)
    service = OnlineService.objects.select_related("unit").filter(host=host).first() if host else None
    root = Unit.objects.get(parent=None)
    year = clock.day_of(at).year
    secret = new_secret()
    report = Report.objects.create(
        number=f"JB{year}{next_number(root, 'report', year):06d}",
        secret_digest=digest_of(secret),
        address=address,
        host=host,
        category=category,
        description=description.strip(),
        contact=seal_contact(contact.strip()) if contact.strip() else None,
        service=service,
        unit=service.unit if service else root,
        received_at=at,
    )
    log_event("report_received", report, by=None, at=at, content={"number": report.number})
    return Receipt(report.number, "-".join(secret[i : i + 4] for i in (0, 4, 8)))


def report_of(receipt: Receipt) -> Report | None:
    """The report that a receipt opens, or None. Takes the same path whether the number or the secret is wrong."""
    report = Report.objects.filter(number=receipt.number.strip().upper()).first()
    kept = bytes(report.secret_digest) if report else b"\0" * 32
    same = hmac.compare_digest(kept, digest_of(receipt.secret))
    return report if report is not None and same else None

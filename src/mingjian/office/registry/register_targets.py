"""Register an app with its listings, and an account on a platform: things a measure can hit beside a site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.records import clock
from mingjian.records.models import Account, Agency, App, OnlineService, PlatformAccount, StoreListing, Subject, Unit


@dataclass(frozen=True, slots=True)
class NewListing:
    """One store that shows the app; `address` is the store's page of it."""

    store: Agency
    address: str = ""


@transaction.atomic
def register_app(
    service: OnlineService,
    platform: str,
    package: str,
    listings: Sequence[NewListing],
    *,
    as_of: date,
    filing_number: str = "",
    by: Account | None,
    at: datetime,
) -> App:
    """Register the app behind a service of the kind app, with the stores that show it.

    Raises: BadInput, if the package is registered, or there is none.
    """
    if not package.strip():
        raise BadInput("An app needs its package or bundle id.", "请写明应用的包名。")
    if App.objects.filter(platform=platform, package=package.strip()).exists():
        raise BadInput(f"The package {package!r} is registered already.", f"包名“{package}”已经登记。")
    app = App.objects.create(
        service=service,
        unit_id=service.unit_id,
        platform=platform,
        package=package.strip(),
        filing_number=filing_number,
    )
    StoreListing.objects.bulk_create(
        [StoreListing(app=app, store=one.store, address=one.address, as_of=as_of) for one in listings]
    )
    content = {"package": app.package, "stores": [one.store.code for one in listings]}
    log_event("app_registered", app, by=by, at=at, content=content)
    return app


@transaction.atomic
def register_account(
    platform: Agency,
    uid: str,
    *,
    name: str = "",
    address: str = "",
    service: OnlineService | None = None,
    unit: Unit,
    by: Account | None,
    at: datetime,
) -> PlatformAccount:
    """The account with this uid on a platform; registered if it is not known, with a holder that is not known either.

    Raises: BadInput, without a uid or if it is longer than 200 characters.
    """
    uid = uid.strip()
    if not uid or len(uid) > 200:
        raise BadInput("An account needs its id on the platform.", "请写明账号在平台上的标识。")
    known = PlatformAccount.objects.filter(platform=platform, uid=uid).select_related("service", "platform").first()
    if known:
        return known
    if service is None:
        holder = Subject.objects.create(unit=unit, kind="person", name=f"账号“{name or uid}”的持有人", sector="unknown")
        service = OnlineService.objects.create(
            unit=unit, subject=holder, kind="account", name=name or uid, address=address, state="unfiled"
        )
    account = PlatformAccount.objects.create(
        platform=platform, uid=uid, service=service, unit=unit, names=[name] if name else [], as_of=clock.day_of(at)
    )
    log_event("account_registered", account, by=by, at=at, content={"platform": platform.code, "uid": uid})
    return account

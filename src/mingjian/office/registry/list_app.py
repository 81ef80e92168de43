"""Enter in which store an app stands and under which address: what a delisting names, and where later visits look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.targets import plain_address
from mingjian.office.people.authority import require
from mingjian.office.registry.register_targets import register_app
from mingjian.records import clock
from mingjian.records.models import Account, Agency, App, ListingState, OnlineService, ServiceKind, StoreListing

PLATFORMS = ("android", "ios", "harmony", "windows", "mini_program")


@dataclass(frozen=True, slots=True)
class NewStorePage:
    """One store's page of an app. `platform` and `package` are needed once, with the first page."""

    store: Agency
    address: str
    platform: str = ""
    package: str = ""


@transaction.atomic
def list_app(service: OnlineService, new: NewStorePage, *, by: Account, at: datetime) -> StoreListing:
    """Enter a store's page of the app behind a service, or correct its address.

    Raises: BadInput, for a service that is no app, a body that is no store, an address that is none, or a package that
    is missing or another app's; ForbiddenAct.
    """
    row = OnlineService.objects.select_for_update(of=("self",)).select_related("unit").get(pk=service.pk)
    require("service.register", by=by, about=row)
    if row.kind != ServiceKind.APP:
        raise BadInput("Only an app stands in a store.", "只有应用程序才有应用商店条目。")
    if new.store.executor_kind != "app_store":
        raise BadInput("Choose an app store.", "请选择一家应用商店。")
    address, day = plain_address(new.address), clock.day_of(at)
    app = _app(row, new, by, at)
    listing, made = StoreListing.objects.get_or_create(
        app=app, store=new.store, defaults={"address": address, "as_of": day}
    )
    if not made:
        listing.address, listing.as_of = address, day
        listing.save(update_fields=["address", "as_of"])
    content = {"store": new.store.code, "address": address, "state": str(listing.state or ListingState.LISTED)}
    log_event("listing_entered", app, by=by, at=at, content=content)
    return listing


def _app(service: OnlineService, new: NewStorePage, by: Account, at: datetime) -> App:
    known = App.objects.filter(service=service).first()
    if known is not None:
        return known
    if new.platform not in PLATFORMS:
        raise BadInput("Choose the system on which the app runs.", "请选择应用运行的系统。")
    return register_app(service, new.platform, new.package, (), as_of=clock.day_of(at), by=by, at=at)

"""The store pages of the demo's apps, entered through the act by the city's patrol operator."""

from __future__ import annotations

import datetime

from mingjian.demo.sites.stores import APPS, STORE, address

ENTERED_BY = "luomingxi"


def enter_listings(at: datetime.datetime) -> int:
    """Enter the pages of those apps that are registered. Returns how many."""
    from mingjian.office.registry.list_app import NewStorePage, list_app  # noqa: PLC0415
    from mingjian.records.models import Account, Agency, OnlineService  # noqa: PLC0415

    by = Account.objects.select_related("unit").get(username=ENTERED_BY)
    store, entered = Agency.objects.get(code=STORE), 0
    for package, name in APPS.items():
        service = OnlineService.objects.get(kind="app", name=name)
        list_app(service, NewStorePage(store, address(package), "android", package), by=by, at=at)
        entered += 1
    return entered

"""Have a service visited once more and photographed by a real browser."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import Account, OnlineService, Visit, VisitState

PICTURE = "picture"
"""A view beside the others: the page as a browser shows it."""
VIEWS = ("plain", "search")


@transaction.atomic
def photograph(service: OnlineService, *, by: Account, at: datetime) -> Visit:
    """Ask for one visit with a picture. One that waits already is enough.

    Raises: BadInput, for a service without an address; ForbiddenAct.
    """
    require("patrol.run", by=by, about=service)
    if not service.address:
        raise BadInput("The service has no address to visit.", "这项服务没有可访问的网址。")
    waiting = Visit.objects.filter(service=service, state=VisitState.WAITING, views__contains=[PICTURE]).first()
    if waiting is not None:
        return waiting
    visit: Visit = Visit.objects.create(service=service, unit_id=service.unit_id, views=[*VIEWS, PICTURE])
    log_event("picture_asked", visit, by=by, at=at)
    return visit

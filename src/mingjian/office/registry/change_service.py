"""Change how a service is patrolled: its tier, and the campaigns that it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import Account, OnlineService

TIERS = ("1", "2", "3")


@transaction.atomic
def change_patrolling(
    service: OnlineService, *, tier: str, tags: Sequence[str], by: Account, at: datetime
) -> OnlineService:
    """Give a service another tier ("1" key, "2" ordinary, "3" light) and other campaign tags.

    Raises: BadInput, if there is no such tier; ForbiddenAct.
    """
    row = OnlineService.objects.select_for_update(of=("self",)).select_related("unit").get(pk=service.pk)
    require("service.register", by=by, about=row)
    if tier not in TIERS:
        raise BadInput("A tier is 1 (key), 2 (ordinary) or 3 (light).", "等级只有 1（重点）、2（一般）、3（简要）。")
    row.tier, row.tags = int(tier), list(tags)
    row.save(update_fields=["tier", "tags"])
    log_event("service_changed", row, by=by, at=at, content={"tier": row.tier, "tags": row.tags})
    return row

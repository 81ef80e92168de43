"""Spot checks: of what an executor says it has done, some are looked at, drawn by chance that can be repeated."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.law.measures import measure as kind_of
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Measure, Order, Recheck

MOST = 50


def drawn(order: Order, count: int) -> list[Measure]:
    """Measures of a letter drawn by the digest of the letter's number and the measure's id: the same draw each time."""
    rows = Measure.objects.filter(order_items__order=order, state__in=["executed", "verified"]).distinct()
    seen = [row for row in rows.select_related("service") if kind_of(row.code).verified_by != "answer"]
    return sorted(seen, key=lambda row: hashlib.sha256(f"{order.number}\0{row.pk}".encode()).digest())[:count]


@transaction.atomic
def spot_check(order: Order, count: int, *, by: Account, at: datetime) -> int:
    """Have some measures of a letter looked at now. Returns how many.

    Raises: BadInput, for a number that is none of 1 to 50 or if nothing was carried out yet; ForbiddenAct.
    """
    require("measure.verify", by=by, about=order)
    if not 1 <= count <= MOST:
        raise BadInput(f"Draw 1 to {MOST}.", f"抽查数量为 1 至 {MOST}。")
    rows = [row for row in drawn(order, count) if row.service.address]
    if not rows:
        raise BadInput("Nothing of this letter can be looked at yet.", "这封交办函还没有可以抽查的事项。")
    Recheck.objects.bulk_create([Recheck(measure=row, step="spot", due_at=at) for row in rows])
    content = {"step": "spot", "measures": [str(row.pk) for row in rows]}
    log_event("recheck_asked", order, by=by, at=at, content=content)
    return len(rows)

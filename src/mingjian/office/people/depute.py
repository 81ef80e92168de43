"""Deputations: a head names who approves in its place while it is away, and takes that back."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Deputation

STANDING_IN = ("office_head", "main_head", "section_head")
_RULE = "明鉴 §双人"


def _on(day: datetime.date) -> Any:
    rows = Deputation.objects.filter(first__lte=day, last__gte=day)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=day))


def is_away(account: Account, day: datetime.date) -> bool:
    """Whether somebody stands in for this account on `day`."""
    return bool(_on(day).filter(absent=account).exists())


def absent_heads(account: Account, day: datetime.date) -> list[Account]:
    """The heads in whose place this account stands on `day`."""
    return [row.absent for row in _on(day).filter(deputy=account).select_related("absent").order_by("first")]


@transaction.atomic
def appoint_deputy(
    absent: Account,
    deputy: Account,
    first: datetime.date,
    last: datetime.date,
    because: str,
    *,
    by: Account,
    at: datetime.datetime,
) -> Deputation:
    """Name who approves in the place of `absent` from `first` to `last`. The head itself or another head of the office does.

    Raises: BadInput, for days out of order or without a reason; ForbiddenAct, for a deputy of another office or without
    a head's role, or where somebody stands in already.
    """
    require("account.approve", by=by, about=absent)
    if not because.strip() or last < first:
        raise BadInput("Give the reason, and days in order.", "请写明事由，日期先早后晚。")
    if deputy.unit_id != absent.unit_id or not absent.has_role("office_head", "main_head"):
        raise ForbiddenAct(refuse("deputy_office", _RULE))
    if deputy.pk == absent.pk or not deputy.has_role(*STANDING_IN):
        raise ForbiddenAct(refuse("deputy_role", _RULE))
    Account.objects.select_for_update().get(pk=absent.pk)
    taken = Deputation.objects.filter(absent=absent, first__lte=last, last__gte=first, ended_on=None).first()
    if taken:
        raise ForbiddenAct(refuse("deputy_twice", _RULE, who=taken.deputy.name_zh))
    row = Deputation.objects.create(
        unit=absent.unit,
        absent=absent,
        deputy=deputy,
        first=first,
        last=last,
        because=because.strip()[:500],
        appointed_by=by,
        appointed_at=at,
    )
    content = {"absent": str(absent.pk), "deputy": str(deputy.pk), "first": str(first), "last": str(last)}
    log_event("deputy_appointed", row, by=by, at=at, content=content)
    return row


@transaction.atomic
def end_deputation(row: Deputation, on: datetime.date, *, by: Account, at: datetime.datetime) -> Deputation:
    """End a deputation: from `on` the head approves again.

    Raises: BadInput, if it has ended; ForbiddenAct.
    """
    row = Deputation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=row.pk)
    require("account.approve", by=by, about=row)
    if row.ended_on is not None:
        raise BadInput("This deputation has ended already.", "这项代理已经结束。")
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    log_event("deputation_ended", row, by=by, at=at)
    return row

"""Upload links: a reporter without a system of its own hands in one return by an address that nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.figures.period import period
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.office.returns.receive_return import Told, check_told, receive_return
from mingjian.records import clock
from mingjian.records.models import Account, BulkReturn, ReturnLink


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(told: Told, expires_on: date, *, by: Account, at: datetime) -> tuple[ReturnLink, str]:
    """Make a link for one return. Returns its row and the token, which is kept nowhere.

    Raises: BadInput, for a day that has passed or what no return can be about; ForbiddenAct.
    """
    require("return.receive", by=by)
    check_told(told, at)
    if expires_on < clock.day_of(at):
        raise BadInput("The last day of the link lies in the past.", "链接的最后日期已经过去。")
    token = secrets.token_urlsafe(32)
    link = ReturnLink.objects.create(
        unit=by.unit,
        reporter=told.reporter,
        category=told.category,
        period=told.period.code,
        campaign=told.campaign,
        token_digest=_digest(token),
        expires_on=expires_on,
        made_by=by,
        made_at=at,
    )
    log_event("return_link_made", link, by=by, at=at, content={"reporter": told.reporter.code, "period": link.period})
    return link, token


def link_of(token: str, *, at: datetime) -> ReturnLink | None:
    """The open link of a token, or None where it is unknown, closed or past its day."""
    rows = ReturnLink.objects.select_related("reporter", "unit")
    return rows.filter(token_digest=_digest(token), closed_at=None, expires_on__gte=clock.day_of(at)).first()


@transaction.atomic
def hand_in_by_link(link: ReturnLink, path: Path, filename: str, *, at: datetime) -> BulkReturn:
    """Receive the file that a reporter hands in by its link.

    Raises: BadInput, as `receive_return`.
    """
    link = ReturnLink.objects.select_for_update(of=("self",)).select_related("reporter", "unit").get(pk=link.pk)
    if link.closed_at or link.expires_on < clock.day_of(at):
        raise BadInput("This link is closed; ask the office for a new one.", "链接已失效；请向网信办索取新的链接。")
    told = Told(link.reporter, link.category, period(link.period), link.campaign)
    return receive_return(link.unit, told, path, filename, by=None, at=at, link=link)


@transaction.atomic
def close_link(link: ReturnLink, *, by: Account, at: datetime) -> None:
    """Close a link, so that it takes nothing any more.

    Raises: ForbiddenAct.
    """
    require("return.receive", by=by, about=link)
    if ReturnLink.objects.filter(pk=link.pk, closed_at=None).update(closed_at=at):
        log_event("return_link_closed", link, by=by, at=at)

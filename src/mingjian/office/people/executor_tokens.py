"""Tokens for executors' own systems: made once, shown once, revoked at any time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.office.people.kept_secrets import new_token, token_digest
from mingjian.office.people.used_tokens import used_token
from mingjian.records import clock
from mingjian.records.models import Account, Agency, ExecutorToken

LONGEST = 366
"""Days a token may live."""


@transaction.atomic
def make_token(agency: Agency, name: str, expires_on: date, *, by: Account, at: datetime) -> tuple[ExecutorToken, str]:
    """Make a token; the second of the pair is its secret, which is shown now and never again.

    Raises: BadInput, without a name or for a day that is past or more than a year ahead; ForbiddenAct.
    """
    require("account.edit", by=by)
    if not name.strip():
        raise BadInput("Name the system that gets the token.", "请写明令牌给哪个系统使用。")
    if not clock.day_of(at) < expires_on <= clock.day_of(at) + timedelta(days=LONGEST):
        raise BadInput("A token ends within a year from now.", "令牌的到期日应在今后一年之内。")
    secret = new_token()
    token = ExecutorToken.objects.create(
        agency=agency,
        name=name.strip()[:100],
        digest=token_digest(secret),
        made_by=by,
        made_at=at,
        expires_on=expires_on,
    )
    Agency.objects.filter(pk=agency.pk).update(by_api=True)
    content = {"agency": agency.code, "until": expires_on.isoformat()}
    log_event("token_made", token, by=by, at=at, content=content)
    return token, secret


@transaction.atomic
def revoke_token(token: ExecutorToken, *, by: Account, at: datetime) -> ExecutorToken:
    """Revoke a token; from now on it opens nothing. Raises: ForbiddenAct."""
    require("account.edit", by=by)
    token = ExecutorToken.objects.select_for_update(of=("self",)).select_related("agency").get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = at, by
        token.save(update_fields=["revoked_at", "revoked_by"])
        log_event("token_revoked", token, by=by, at=at, content={"agency": token.agency.code})
    return token


def token_of(secret: str, *, at: datetime) -> ExecutorToken | None:
    """The token with this secret, if it still holds; its last use is noted (to the minute)."""
    found: ExecutorToken | None = used_token(ExecutorToken.objects.select_related("agency"), secret, at=at)
    return found

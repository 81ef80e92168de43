"""Tokens for an officer's own programs: made by the officer, shown once, reading only, ended or revoked at any time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import ELSEWHERE, may_do, require
from mingjian.office.people.kept_secrets import new_token, token_digest
from mingjian.office.people.used_tokens import used_token
from mingjian.records import clock
from mingjian.records.models import Account, OfficerToken

LONGEST = 92
"""Days such a token may live."""
MOST = 10
"""Tokens of one officer that hold at one time."""


def tokens_of(account: Account) -> list[OfficerToken]:
    """The tokens of an officer, the newest first."""
    return list(OfficerToken.objects.filter(account=account).order_by("-made_at"))


@transaction.atomic
def make_officer_token(name: str, expires_on: date, *, by: Account, at: datetime) -> tuple[OfficerToken, str]:
    """Make a token that reads what its officer may read; its secret, the second of the pair, is shown now and never again.

    Raises: BadInput, without a name, for a day that is past or more than 92 days ahead, or beside ten that hold; ForbiddenAct.
    """
    require("records.read", by=by)
    today = clock.day_of(at)
    if not name.strip():
        raise BadInput("Name the program that gets the token.", "请写明令牌给哪个程序使用。")
    if not today < expires_on <= today + timedelta(days=LONGEST):
        raise BadInput("A token ends within 92 days from now.", "令牌的到期日应在今后 92 天之内。")
    if OfficerToken.objects.filter(account=by, revoked_at=None, expires_on__gte=today).count() >= MOST:
        raise BadInput("You have ten tokens; revoke one first.", "您已有十个有效令牌，请先撤销一个。")
    secret = new_token()
    token = OfficerToken.objects.create(
        account=by, name=name.strip()[:100], digest=token_digest(secret), made_at=at, expires_on=expires_on
    )
    log_event("officer_token_made", token, by=by, at=at, content={"until": expires_on.isoformat()})
    return token, secret


@transaction.atomic
def revoke_officer_token(token: OfficerToken, *, by: Account, at: datetime) -> OfficerToken:
    """Revoke a token, as its officer or as who keeps the accounts of that office. Raises: ForbiddenAct."""
    token = OfficerToken.objects.select_for_update(of=("self",)).select_related("account__unit").get(pk=token.pk)
    keeper = may_do("account.edit", by) and token.account.unit.path.startswith(by.unit.path)
    if token.account_id != by.pk and not keeper:
        raise ForbiddenAct(ELSEWHERE)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = at, by
        token.save(update_fields=["revoked_at", "revoked_by"])
        log_event("officer_token_revoked", token, by=by, at=at)
    return token


def officer_of_token(secret: str, *, at: datetime) -> Account | None:
    """The officer whose token this is, if it still holds and the officer is active; its last use is noted (to the minute)."""
    rows = OfficerToken.objects.select_related("account__unit").filter(account__is_active=True)
    token = used_token(rows, secret, at=at)
    return token.account if token else None

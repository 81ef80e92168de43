"""A token that a program shows in, its row out, if it still holds; what executors' and officers' tokens have in common."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from mingjian.office.people.kept_secrets import token_digest
from mingjian.records import clock


def used_token(rows: Any, secret: str, *, at: datetime) -> Any:
    """The row of `rows` with this secret that is neither revoked nor over; None if there is none. Its use is noted, to the minute."""
    holding = rows.filter(revoked_at=None, expires_on__gte=clock.day_of(at))
    token = holding.filter(digest=token_digest(secret)).first() if secret.startswith("mj_") else None
    if token and (token.last_used_at is None or at - token.last_used_at > timedelta(minutes=1)):
        type(token)._default_manager.filter(pk=token.pk).update(last_used_at=at)
    return token

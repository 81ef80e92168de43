"""An account as the law sees it."""

from __future__ import annotations

from mingjian.law.people import Officer
from mingjian.records.models import Account


def officer_of(account: Account) -> Officer:
    """The officer behind an account, with roles, card and level as they are now."""
    return Officer(
        code=str(account.pk),
        roles=frozenset(account.roles),
        office=account.unit.code,
        level=account.unit.level,
        card_from=account.card_from,
        card_to=account.card_to,
        qualified=account.legal_qualification,
    )

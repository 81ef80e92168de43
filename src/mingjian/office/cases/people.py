"""Who acts in a case: an account as the law sees it on that day, in that office, for itself or in a head's place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from mingjian.law.people import Officer
from mingjian.office.people.depute import absent_heads, is_away
from mingjian.office.people.officer_facts import officer_of
from mingjian.records.models import Account, Unit

HEADS = frozenset({"office_head", "main_head"})


@dataclass(frozen=True, slots=True)
class Acting:
    """An officer of the law with the account behind it, and the head in whose place it stands, if any."""

    officer: Officer
    account: Account
    absent: Account | None = None

    def instead_of(self, roles: tuple[str, ...]) -> Account | None:
        """The head whose place is taken when a step asks for one of `roles` that the account does not hold itself."""
        return None if self.account.has_role(*roles) else self.absent


def acting(account: Account, unit: Unit, day: datetime.date) -> Acting:
    """An account in a case of `unit` on `day`.

    A head of an office above acts there as the superior head and as nothing else. Whoever stands in for an absent head
    has that head's approving roles as well; who is absent is away.
    """
    officer = officer_of(account)
    if account.unit_id != unit.pk and unit.path.startswith(account.unit.path):
        superior = frozenset({"superior_head"}) if account.has_role(*HEADS) else frozenset()
        return Acting(replace(officer, roles=superior), account)
    heads = absent_heads(account, day)
    more = frozenset(role for head in heads for role in head.roles if role in HEADS)
    away = is_away(account, day)
    officer = replace(officer, roles=officer.roles | more, away=away)
    return Acting(officer, account, heads[0] if heads else None)


def officers_json(accounts: list[Account]) -> list[dict[str, object]]:
    """Accounts as the facts of a step name them (handlers, a chair)."""
    return [officer_of(account).to_json() for account in accounts]

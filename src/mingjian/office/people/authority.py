"""Whose act it is: the role, the scope, and the second person."""

from __future__ import annotations

from typing import Any

from mingjian import law
from mingjian.errors import ForbiddenAct
from mingjian.records.models import Account


def require(act: str, *, by: Account, about: Any = None) -> None:
    """Refuse unless `by` holds a role that may do `act` and, where a record is named, it lies in the officer's scope.

    Raises: ForbiddenAct.
    """
    if isinstance(verdict := law.may_act(by.roles, act), law.NotMet):
        raise ForbiddenAct(verdict)
    if about is not None and not about.unit.path.startswith(by.unit.path):
        raise ForbiddenAct(law.outside_scope())


def require_second_person(first: Account, second: Account) -> None:
    """Refuse if the person who asked is the person who approves.

    Raises: ForbiddenAct.
    """
    if isinstance(verdict := law.may_approve(str(first.pk), str(second.pk)), law.NotMet):
        raise ForbiddenAct(verdict)

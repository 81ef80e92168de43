"""Whose act it is: the role, the scope, and the second person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mingjian.errors import ForbiddenAct
from mingjian.law.roles import may, roles_for
from mingjian.records.models import Account


@dataclass(frozen=True, slots=True)
class NotYours:
    """A refusal that rests on the office's own order: who may act, and where."""

    en: str
    zh: str

    def say(self, language: str) -> str:
        """The refusal in a language."""
        return self.zh if language.startswith("zh") else self.en


def lacking(act: str) -> NotYours:
    """The refusal of an act to somebody without a role for it: it names the roles that may."""
    roles = roles_for(act)
    en = ", ".join(role.en for role in roles) or "nobody"
    zh = "、".join(role.zh for role in roles) or "无人"
    return NotYours(
        f"Your role does not allow this; it is for: {en}.", f"您的岗位不能办理此事，应由以下岗位办理：{zh}。"
    )


ELSEWHERE = NotYours("This belongs to an office outside your territory.", "此事属于其他辖区，不在您的权限范围内。")
SAME_PERSON = NotYours(
    "The person who asked may not approve; a second person decides (no role both enters and approves one row).",
    "经办人不得审批自己提出的事项，须由第二人决定。",
)


def may_do(act: str, account: Account) -> bool:
    """Whether one of the account's roles allows an act such as "measure.propose"."""
    return may(set(account.roles), act)


def require(act: str, *, by: Account, about: Any = None) -> None:
    """Refuse unless a role of `by` allows `act` and the record, if one is named, lies in the officer's scope.

    Raises: ForbiddenAct.
    """
    if not may_do(act, by):
        raise ForbiddenAct(lacking(act))
    if about is not None and not about.unit.path.startswith(by.unit.path):
        raise ForbiddenAct(ELSEWHERE)


def require_second_person(first: Account, second: Account) -> None:
    """Refuse if the person who asked is the person who approves.

    Raises: ForbiddenAct.
    """
    if first.pk == second.pk:
        raise ForbiddenAct(SAME_PERSON)

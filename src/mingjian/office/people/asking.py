"""What one person asks for and another decides, where the row itself keeps the question: its reason, its lock, its asker."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model

from mingjian.errors import BadInput
from mingjian.records.models import Account

M = TypeVar("M", bound=Model)


def reason_of(text: str) -> str:
    """The reason as it is kept, at most 500 characters. Raises: BadInput, without one."""
    if not text.strip():
        raise BadInput("Say why; the reason stands in the log.", "请写明理由，理由会记入日志。")
    return text.strip()[:500]


def decided_meanwhile() -> BadInput:
    """What somebody is told who decides what was decided already."""
    return BadInput("This was decided meanwhile; look at it again.", "此事已有决定，请刷新后再看。")


def locked_question(row: M, asked: str, *related: str) -> M:
    """The row, locked, with its office, its asker and what `related` names; `asked` is the state of what is undecided.

    Raises: BadInput, if it was decided meanwhile.
    """
    rows: Any = type(row)._default_manager.select_for_update(of=("self",))
    found: M = rows.select_related("unit", "asked_by", *related).get(pk=row.pk)
    if found.state != asked:  # type: ignore[attr-defined]
        raise decided_meanwhile()
    return found


def require_asker(asked_by: Account, by: Account) -> None:
    """Refuse to withdraw somebody else's question. Raises: BadInput."""
    if asked_by.pk != by.pk:
        raise BadInput("Only the person who asked may withdraw it.", "只有提出申请的人可以撤回。")

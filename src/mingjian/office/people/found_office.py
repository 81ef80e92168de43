"""Found an office: the first of an installation, or one below an office that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.records.models import Level, Unit

_CODE = re.compile(r"[0-9A-Za-z]{2,32}")


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office. `code`: its division code; `parent`: the code of the office above, empty for the highest one."""

    code: str
    name_zh: str
    name_en: str
    level: str
    parent: str = ""


@transaction.atomic
def found_office(new: NewOffice, *, at: datetime) -> Unit:
    """Write an office into the tree.

    Raises: BadInput, if the code is no code or taken, the level unknown, or there is no such office above.
    """
    if not _CODE.fullmatch(new.code):
        raise BadInput(
            f"The code {new.code!r} of an office must be 2 to 32 letters and digits.",
            f"单位代码“{new.code}”应为 2 到 32 位字母或数字。",
        )
    if new.level not in Level.values:
        raise BadInput(
            f"The level {new.level!r} must be {', '.join(Level.values)}.", f"级别“{new.level}”只能是省级、市级或县级。"
        )
    if not new.name_zh or Unit.objects.filter(code=new.code).exists():
        raise BadInput(
            f"The office {new.code!r} has no name or is there already.",
            f"代码为“{new.code}”的单位没有名称，或已经存在。",
        )
    parent = Unit.objects.filter(code=new.parent).first() if new.parent else None
    if new.parent and parent is None:
        raise BadInput(
            f"There is no office {new.parent!r} above {new.code!r}; name it in an earlier line.",
            f"单位“{new.code}”的上级“{new.parent}”不存在，请先写上级。",
        )
    unit = Unit.objects.create(
        code=new.code,
        name_zh=new.name_zh,
        name_en=new.name_en or new.name_zh,
        level=new.level,
        parent=parent,
        path=f"{parent.path if parent else ''}{new.code}.",
    )
    log_event("office_founded", unit, by=None, at=at, content={"code": new.code, "name": new.name_zh})
    return unit

"""Joint acts 联合执法 and campaigns 专项行动 on measures: which offices take part, which bodies act with, which tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mingjian.errors import BadInput
from mingjian.law.campaigns import is_tag
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Agency, BulkReturn, Measure, Unit

MOST = 20
"""Offices, bodies or campaigns named on one measure."""
LATELY = 500
"""Measures whose tags are offered: so many of the newest that have any."""


@dataclass(frozen=True, slots=True)
class Joint:
    """What a measure is part of: codes of the units that take part beside the lead, of agencies, and campaigns' tags."""

    co_offices: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.co_offices or self.partners or self.campaigns)


ALONE = Joint()


def co_offices_of(unit: Unit) -> list[Unit]:
    """The offices that may take part in what `unit` leads: those below it, its parent, and its siblings."""
    near = Q(path__startswith=unit.path)
    if unit.parent_id:
        near |= Q(parent=unit.parent_id) | Q(pk=unit.parent_id)
    return list(Unit.objects.filter(near).exclude(pk=unit.pk).order_by("path"))


def campaigns_known(unit: Unit, count: int = 100) -> list[str]:
    """The tags in use in an office's subtree, on the newest tagged measures of all and on bulk returns, in order."""
    newest = Measure.objects.exclude(campaigns=[]).order_by("-proposed_at").values("pk")[:LATELY]
    measures = Measure.objects.filter(pk__in=newest, unit__path__startswith=unit.path)
    found = {tag for tags in measures.values_list("campaigns", flat=True).distinct() for tag in tags}
    returns = BulkReturn.objects.filter(unit__path__startswith=unit.path).exclude(campaign="")
    found |= set(returns.order_by("campaign").values_list("campaign", flat=True).distinct()[:count])
    return sorted(found)[:count]


def checked_joint(joint: Joint, lead: Unit) -> Joint:
    """The same, each once and in order, after checking that everything named exists and may be named by `lead`.

    Raises: BadInput.
    """
    offices, partners, campaigns = (
        tuple(sorted({one.strip() for one in named if one.strip()}))
        for named in (joint.co_offices, joint.partners, joint.campaigns)
    )
    if max(len(offices), len(partners), len(campaigns)) > MOST:
        raise BadInput(f"At most {MOST} of each are named on a measure.", f"每项处置最多各写 {MOST} 个。")
    if wrong := _strangers(offices, (one.code for one in co_offices_of(lead)) if offices else ()):
        raise BadInput(
            f"{wrong!r} cannot take part: choose the office above, one beside yours or one below.",
            f"“{wrong}”不能参与：请选择上级、同级或下级单位。",
        )
    known = Agency.objects.filter(code__in=partners).values_list("code", flat=True) if partners else ()
    if wrong := _strangers(partners, known):
        raise BadInput(f"There is no body {wrong!r}; choose one of the list.", f"没有“{wrong}”这个部门，请从列表选择。")
    if wrong := next((tag[:64] for tag in campaigns if not is_tag(tag)), ""):
        raise BadInput(
            f"{wrong!r} is no tag of a campaign: letters, digits, points and hyphens, at most 64.",
            f"“{wrong}”不能作专项行动代码：只能有汉字、字母、数字、点和连字符，最多 64 个字。",
        )
    return Joint(offices, partners, campaigns)


def _strangers(named: Iterable[str], known: Iterable[str]) -> str:
    return next(iter(sorted(set(named) - set(known))), "")[:64]


@transaction.atomic
def join_measures(measures: Iterable[Measure], joint: Joint, *, by: Account, at: datetime) -> int:
    """Add offices, bodies and campaigns to measures that are not carried out yet. Returns how many rows it changed.

    Raises: BadInput, if one of them is carried out or over, or something named does not exist; ForbiddenAct.
    """
    keys = [row.pk for row in measures]
    rows = Measure.objects.select_for_update(of=("self",)).select_related("unit").filter(pk__in=keys).order_by("id")
    changed = 0
    for row in rows:
        require("measure.notify", by=by, about=row)
        if row.state not in ("proposed", "ordered", "notified"):
            raise BadInput(
                f"{row.number} is carried out or over; what it is part of stays as it is.",
                f"{row.number} 已执行或已结束，参与单位和专项行动不再变更。",
            )
        fresh = checked_joint(joint, row.unit)
        told = {
            name: sorted({*getattr(row, name), *getattr(fresh, name)})
            for name in ("co_offices", "partners", "campaigns")
        }
        if all(sorted(getattr(row, name)) == value for name, value in told.items()):
            continue
        for name, value in told.items():
            setattr(row, name, value)
        row.save(update_fields=list(told))
        log_event("measure_joined", row, by=by, at=at, content=told)
        changed += 1
    return changed

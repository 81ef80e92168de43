"""Patrol plans: make, change, pause and resume them. A plan says which services are visited, how and how often."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from mingjian.capture import PLANS
from mingjian.capture import VIEWS as ALL_VIEWS
from mingjian.detect.register import names as detector_names
from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import Account, PatrolPlan, Unit

VIEWS: tuple[str, ...] = ALL_VIEWS
USUAL_VIEWS = ("plain", "search", "crawler", "phone")
TIERS = {1: "key", 2: "ordinary", 3: "light"}
TIER_VIEWS: Mapping[str, tuple[str, ...]] = {str(number): PLANS[name] for number, name in TIERS.items()}  # type: ignore[index]
"""The views that the engine proposes for each tier of service."""
LONGEST = 8760
"""Hours of a year: no plan waits longer between two runs."""


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What a plan says. Empty `tiers`, `sectors`, `categories`, `tags`, `detectors` mean all; `every_hours` 0: by hand only.

    `area` is the path of an office below (empty: the whole territory); `tier_views` gives a tier views of its own.
    """

    name: str
    views: Sequence[str] = USUAL_VIEWS
    tiers: Sequence[int] = ()
    every_hours: int = 24
    area: str = ""
    sectors: Sequence[str] = ()
    categories: Sequence[str] = ()
    tags: Sequence[str] = ()
    tier_views: Mapping[str, Sequence[str]] = field(default_factory=dict)
    detectors: Sequence[str] = ()
    quiet_from: datetime.time | None = None
    quiet_until: datetime.time | None = None

    def columns(self) -> dict[str, Any]:
        """The terms as the columns of a plan."""
        columns = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        columns["tier_views"] = {tier: list(views) for tier, views in self.tier_views.items()}
        return columns


def check_terms(unit: Unit, terms: PlanTerms) -> None:
    """Refuse terms that no patrol could follow.

    Raises: BadInput.
    """
    if not terms.name.strip() or len(terms.name) > 100:
        raise BadInput("Give the plan a name of at most 100 characters.", "请填写计划名称，最多 100 字。")
    if not 0 <= terms.every_hours <= LONGEST:
        raise BadInput(
            f"Give the hours between two runs, 0 to {LONGEST} (0: by hand).",
            f"请填写间隔小时数，0 到 {LONGEST}（0 为手动）。",
        )
    for views in (terms.views, *terms.tier_views.values()):
        if not views or set(views) - set(VIEWS):
            raise BadInput(f"Choose views among {', '.join(VIEWS)}.", "请至少选择一种来访方式。")
    if set(terms.tiers) - set(TIERS) or set(terms.tier_views) - set(TIER_VIEWS):
        raise BadInput("A tier is 1 (key), 2 (ordinary) or 3 (light).", "等级只有 1（重点）、2（一般）、3（简要）。")
    if unknown := sorted(set(terms.detectors) - set(detector_names())):
        raise BadInput(f"There is no detector {unknown[0]!r}.", f"没有“{unknown[0]}”这种检测。")
    inside = terms.area.startswith(unit.path) and Unit.objects.filter(path=terms.area).exists()
    if terms.area and not inside:
        raise BadInput("The area must be an office of your own territory.", "区域必须是本辖区内的单位。")
    if (terms.quiet_from is None) != (terms.quiet_until is None) or (
        terms.quiet_from is not None and terms.quiet_from == terms.quiet_until
    ):
        raise BadInput("Quiet hours need a beginning and a different end.", "免扰时段要有不同的开始和结束时间。")


@transaction.atomic
def plan_patrol(unit: Unit, terms: PlanTerms, *, by: Account | None, at: datetime.datetime) -> PatrolPlan:
    """Make a patrol plan for the subtree of `unit`.

    Raises: BadInput, if the terms cannot be followed; ForbiddenAct.
    """
    if by is not None:
        require("patrol.plan", by=by)
    check_terms(unit, terms)
    plan = PatrolPlan.objects.create(unit=unit, **terms.columns())
    log_event("patrol_planned", plan, by=by, at=at, content=_said(terms))
    return plan


@transaction.atomic
def change_plan(plan: PatrolPlan, terms: PlanTerms, *, by: Account, at: datetime.datetime) -> PatrolPlan:
    """Change the terms of a plan. A run that goes on keeps the services and views that it began with.

    Raises: BadInput, if the terms cannot be followed; ForbiddenAct.
    """
    plan = _locked(plan, by)
    check_terms(plan.unit, terms)
    columns = terms.columns()
    for name, value in columns.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(columns))
    log_event("plan_changed", plan, by=by, at=at, content=_said(terms))
    return plan


@transaction.atomic
def pause_plan(plan: PatrolPlan, *, paused: bool, by: Account, at: datetime.datetime) -> PatrolPlan:
    """Pause a plan, so that the schedule starts no more runs of it, or resume it.

    Raises: BadInput, if it is so already; ForbiddenAct.
    """
    plan = _locked(plan, by)
    if plan.active != paused:
        raise BadInput("The plan is so already; look at it again.", "计划的状态已经变化，请刷新后再看。")
    plan.active = not paused
    plan.save(update_fields=["active"])
    log_event("plan_paused" if paused else "plan_resumed", plan, by=by, at=at)
    return plan


def _locked(plan: PatrolPlan, by: Account) -> PatrolPlan:
    locked = PatrolPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    require("patrol.plan", by=by, about=locked)
    return locked


def _said(terms: PlanTerms) -> dict[str, Any]:
    """The terms as the log keeps them."""
    said = terms.columns()
    for name in ("quiet_from", "quiet_until"):
        said[name] = said[name].strftime("%H:%M") if said[name] else None
    return said


def views_for(plan: PatrolPlan, tier: int) -> list[str]:
    """The views in which a service of a tier is visited under a plan."""
    return list(plan.tier_views.get(str(tier)) or plan.views)

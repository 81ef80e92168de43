"""Patrol plans on the desk: the list with their last runs, making and changing one, pausing it, starting a run."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.detect.judge import ALWAYS
from mingjian.detect.register import names as detector_names
from mingjian.errors import BadInput
from mingjian.office.patrol.plan_patrol import (
    TIER_VIEWS,
    VIEWS,
    PlanTerms,
    change_plan,
    pause_plan,
    plan_patrol,
    views_for,
)
from mingjian.office.patrol.start_run import services_of, start_run
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import OnlineService, PatrolPlan, PatrolRun, Unit
from mingjian.web.language import say
from mingjian.web.words import WORDS

SHOWN = 5


def plans_over(user: Any) -> Any:
    """The plans of the officer's territory, and those of the offices above that reach into it."""
    codes = user.unit.path.rstrip(".").split(".")
    above = [".".join(codes[:depth]) + "." for depth in range(1, len(codes))]
    return PatrolPlan.objects.seen_by(user) | PatrolPlan.objects.filter(unit__path__in=above)


def patrol(request: HttpRequest) -> HttpResponse:
    """The plans with their last runs."""
    user: Any = request.user
    last = Prefetch("runs", PatrolRun.objects.order_by("-started_at"))
    plans = list(plans_over(user).select_related("unit").prefetch_related(last).order_by("id"))
    areas = {unit.path: unit for unit in Unit.objects.filter(path__in=[plan.area for plan in plans])}
    shown = [
        {
            "plan": plan,
            "runs": plan.runs.all()[:SHOWN],
            "mine": plan.unit.path.startswith(user.unit.path),
            "area": areas.get(plan.area),
            "next": _next(plan),
        }
        for plan in plans
    ]
    words = {"plans": shown, "may_run": may_do("patrol.run", user), "may_plan": may_do("patrol.plan", user)}
    return render(request, "desk/patrol.html", words)


def _next(plan: PatrolPlan) -> datetime.datetime | None:
    """When the schedule starts the next run; None if it starts none, or if one goes on."""
    runs = plan.runs.all()
    if not plan.active or not plan.every_hours or any(run.state in ("running", "paused") for run in runs[:1]):
        return None
    return runs[0].started_at + datetime.timedelta(hours=plan.every_hours) if runs else clock.now()


def new_plan(request: HttpRequest) -> HttpResponse:
    """The form of a new plan."""
    user: Any = request.user
    terms = PlanTerms(say("日常巡查", "Daily patrol"), tier_views=TIER_VIEWS)
    return render(request, "desk/plan.html", {"plan": None, **_form(terms, user.unit)})


def add_plan(request: HttpRequest) -> HttpResponse:
    """Make a plan for the officer's own office."""
    user: Any = request.user
    plan = plan_patrol(user.unit, terms_of(request), by=user, at=clock.now())
    messages.success(request, say("计划“{name}”已建立。", "The plan “{name}” was made.", name=plan.name))
    return redirect("plan", key=plan.pk)


def plan(request: HttpRequest, key: str) -> HttpResponse:
    """One plan: what falls under it, its runs, its terms."""
    user: Any = request.user
    row = get_object_or_404(plans_over(user).select_related("unit"), pk=key)
    mine = row.unit.path.startswith(user.unit.path)
    terms = PlanTerms(**{name: getattr(row, name) for name in PlanTerms.__dataclass_fields__})
    words = {
        "plan": row,
        "services": services_of(row).count(),
        "runs": row.runs.order_by("-started_at").select_related("started_by")[:20],
        "mine": mine,
        "may_run": mine and may_do("patrol.run", user),
        "may_plan": mine and may_do("patrol.plan", user),
        "next": _next(row),
        **_form(terms, row.unit),
    }
    return render(request, "desk/plan.html", words)


def edit_plan(request: HttpRequest, key: str) -> HttpResponse:
    """Change a plan's terms, pause or resume it."""
    user: Any = request.user
    row = get_object_or_404(PatrolPlan.objects.seen_by(user).select_related("unit"), pk=key)
    change = request.POST.get("change", "terms")
    if change == "terms":
        change_plan(row, terms_of(request), by=user, at=clock.now())
        messages.success(request, say("计划已修改，下一轮起生效。", "The plan is changed; the next run follows it."))
    elif change in ("pause", "resume"):
        pause_plan(row, paused=change == "pause", by=user, at=clock.now())
        done = (("计划已暂停。", "The plan is paused."), ("计划已恢复。", "The plan goes on."))[change == "resume"]
        messages.success(request, say(*done))
    else:
        raise BadInput("Choose what to change.", "请选择要修改的内容。")
    return redirect("plan", key=key)


def begin_run(request: HttpRequest, key: str) -> HttpResponse:
    """Start a run of a plan by hand."""
    user: Any = request.user
    row = get_object_or_404(PatrolPlan.objects.seen_by(user), pk=key)
    return redirect("run", key=start_run(row, by=user, at=clock.now()).pk)


def _form(terms: PlanTerms, unit: Unit) -> dict[str, Any]:
    """What the form of a plan shows: every choice, and whether it is made."""
    chosen = terms.detectors or detector_names()
    used = OnlineService.objects.filter(unit__path__startswith=unit.path).exclude(category="")
    categories = sorted({*used.order_by().values_list("category", flat=True).distinct()[:200], *terms.categories})
    return {
        "terms": terms,
        "views": VIEWS,
        "areas": Unit.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk).order_by("path"),
        "tiers": [(tier, tier in terms.tiers) for tier in (1, 2, 3)],
        "tier_views": [(tier, _picked(VIEWS, _views(terms, tier))) for tier in (1, 2, 3)],
        "sectors": _picked(WORDS["sector"], terms.sectors),
        "kinds": _picked(categories, terms.categories),
        "tags": ", ".join(terms.tags),
        "detectors": [(name, name in chosen or name == ALWAYS, name == ALWAYS) for name in detector_names()],
        "narrowed": bool(terms.detectors),
    }


def _views(terms: PlanTerms, tier: int) -> list[str]:
    return views_for(PatrolPlan(views=list(terms.views), tier_views=dict(terms.tier_views)), tier)


def _picked(choices: Iterable[str], chosen: Iterable[str]) -> list[tuple[str, bool]]:
    picked = set(chosen)
    return [(choice, choice in picked) for choice in choices]


def terms_of(request: HttpRequest) -> PlanTerms:
    """The terms that the form of a plan was sent with.

    Raises: BadInput, if a number or a time is none.
    """
    sent = request.POST
    tier_views = {str(tier): tuple(sent.getlist(f"views_{tier}")) for tier in (1, 2, 3)}
    detectors = tuple(sent.getlist("detectors"))
    every = len(set(detectors) | {ALWAYS}) == len(detector_names())
    return PlanTerms(
        name=sent.get("name", "").strip(),
        views=tuple(sent.getlist("views")) or tier_views["2"],
        tiers=tuple(_number(tier) for tier in sent.getlist("tiers")),
        every_hours=_number(sent.get("every_hours", "")),
        area=sent.get("area", ""),
        sectors=tuple(sent.getlist("sectors")),
        categories=tuple(sent.getlist("categories")),
        tags=read_tags(sent.get("tags", "")),
        tier_views={tier: views for tier, views in tier_views.items() if views},
        detectors=() if every else detectors,
        quiet_from=_time(sent.get("quiet_from", "")),
        quiet_until=_time(sent.get("quiet_until", "")),
    )


def read_tags(text: str) -> tuple[str, ...]:
    """Tags as people write them: separated by commas of either kind, each once, at most 40 characters."""
    found = (piece.strip() for piece in text.replace("，", ",").replace("、", ",").split(","))
    return tuple(dict.fromkeys(piece[:40] for piece in found if piece))[:20]


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise BadInput(
            f"{text[:20]!r} is no number; write the hours as digits.", f"“{text[:20]}”不是数字，请填写整数。"
        )
    return int(text)


def _time(text: str) -> datetime.time | None:
    if not text:
        return None
    try:
        return datetime.time.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{text[:20]!r} is no time of day; write 22:30.", f"“{text[:20]}”不是时间，请写成 22:30 的形式。"
        ) from None

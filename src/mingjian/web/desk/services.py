"""Services on the desk: the register with its filters, and one service with the heartbeat of its visits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.office.people.authority import may_do
from mingjian.office.registry.change_service import change_patrolling
from mingjian.office.registry.list_app import PLATFORMS, NewStorePage, list_app
from mingjian.records import clock
from mingjian.records.models import Agency, App, Finding, OnlineService, ServiceKind
from mingjian.web.components.heartbeat import heartbeat
from mingjian.web.desk.plans import read_tags
from mingjian.web.language import say
from mingjian.web.paging import page

BEATS = 60


def services(request: HttpRequest) -> HttpResponse:
    """The register of services with its filters."""
    user: Any = request.user
    wanted, state, kind, tag = (request.GET.get(name, "").strip() for name in ("q", "state", "kind", "tag"))
    rows = OnlineService.objects.seen_by(user).select_related("unit", "subject")
    if wanted:
        rows = (
            rows.filter(name__icontains=wanted)
            | rows.filter(host__icontains=wanted)
            | rows.filter(subject__name__icontains=wanted)
        )
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if tag:
        rows = rows.filter(tags__contains=[tag])
    words = {
        "page": page(rows, ("name", "id"), request.GET.get("after", "")),
        "q": wanted,
        "state": state,
        "kind": kind,
        "tag": tag,
        "may_register": may_do("service.register", user),
    }
    return render(request, "desk/services.html", words)


def service(request: HttpRequest, key: str) -> HttpResponse:
    """One service: subject, filing, domain, the heartbeat of its visits, findings, leads and measures."""
    user: Any = request.user
    row = get_object_or_404(OnlineService.objects.seen_by(user).select_related("subject", "unit"), pk=key)
    visits = list(row.visits.filter(state="done").select_related("capture").order_by("-visited_at")[:BEATS])
    found = Finding.objects.filter(capture__visit__in=visits).values_list("capture__visit_id", "verdict")
    verdicts = dict(found)
    words: dict[str, Any] = {
        "service": row,
        "beat": heartbeat([(visit, verdicts.get(visit.pk, "clean")) for visit in reversed(visits)]),
        "visits": [(visit, verdicts.get(visit.pk, "clean")) for visit in visits[:20]],
        "findings": row.findings.filter(police=False).order_by("-found_at")[:20],
        "leads": row.leads.order_by("-opened_at"),
        "measures": row.measures.order_by("-proposed_at"),
        "may_register": may_do("service.register", user),
        "tags": ", ".join(row.tags),
    }
    if row.kind == ServiceKind.APP:
        app = App.objects.filter(service=row).first()
        words |= {
            "app": app,
            "listings": app.listings.select_related("store").order_by("store__code") if app else (),
            "stores": app_stores(),
            "platforms": PLATFORMS,
        }
    return render(request, "desk/service.html", words)


def app_stores() -> list[Agency]:
    """The bodies that are app stores."""
    return [row for row in Agency.objects.order_by("code") if row.executor_kind == "app_store"]


def store_page(request: HttpRequest, key: str) -> HttpResponse:
    """Enter a store's page of an app, or correct its address."""
    user: Any = request.user
    row = get_object_or_404(OnlineService.objects.seen_by(user), pk=key)
    given = request.POST
    store = get_object_or_404(Agency, code=given.get("store", ""))
    new = NewStorePage(store, given.get("address", ""), given.get("platform", ""), given.get("package", ""))
    list_app(row, new, by=user, at=clock.now())
    messages.success(request, say("应用商店条目已登记。", "The store's page is entered."))
    return redirect("service", key=key)


def patrolling(request: HttpRequest, key: str) -> HttpResponse:
    """Change how a service is patrolled: its tier and its campaigns."""
    user: Any = request.user
    row = get_object_or_404(OnlineService.objects.seen_by(user), pk=key)
    tags = read_tags(request.POST.get("tags", ""))
    change_patrolling(row, tier=request.POST.get("tier", ""), tags=tags, by=user, at=clock.now())
    messages.success(request, say("巡查设置已修改。", "How the service is patrolled is changed."))
    return redirect("service", key=key)

"""Decisions in public: the list, one with its statement of reasons, the feed, and open data."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from mingjian.disclosure import write_csv
from mingjian.disclosure.dsa_schema import FULL, LIGHT
from mingjian.office.publications.open_statements import as_json, dsa_export, shown
from mingjian.records import clock
from mingjian.records.models import Publication
from mingjian.web.language import chinese, say
from mingjian.web.paging import page

FEED = 50
OPEN_AT_MOST = 5_000


def decisions(request: HttpRequest) -> HttpResponse:
    """What is public today, newest first. Withdrawn ones and those whose time is over are not listed."""
    rows = shown(clock.today())
    if wanted := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(Q(number__icontains=wanted) | Q(statement__party__icontains=wanted))
    shown_page = page(rows, ("-published_on", "-id"), request.GET.get("after", ""))
    return render(request, "public/decisions.html", {"page": shown_page, "q": wanted})


def _public(number: str) -> Publication:
    """A decision that is public today, or was taken back: then its page holds the reasons only."""
    rows = Publication.objects.select_related("unit").filter(number=number)
    return get_object_or_404(rows.filter(Q(state="withdrawn") | Q(state="published", shown_until__gte=clock.today())))


def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision with its statement of reasons, or the reasons for which it was taken back."""
    row = _public(number)
    return render(request, "public/decision.html", {"publication": row, "statement": row.statement})


def decision_json(_request: HttpRequest, number: str) -> JsonResponse:
    """One decision as JSON."""
    return JsonResponse(as_json(_public(number)), json_dumps_params={"ensure_ascii": False})


def all_json(_request: HttpRequest) -> JsonResponse:
    """Every decision that is public today, and what was taken back with its reasons."""
    rows = list(shown(clock.today())[:OPEN_AT_MOST])
    back = Publication.objects.filter(state="withdrawn").select_related("unit").order_by("-withdrawn_at")[:OPEN_AT_MOST]
    found = {"as_of": clock.now().isoformat(), "decisions": [as_json(row) for row in [*rows, *back]]}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def feed(request: HttpRequest) -> HttpResponse:
    """The newest decisions as an Atom feed."""
    address = request.build_absolute_uri(reverse("decisions"))
    told = Atom1Feed(
        title=say("公开的决定", "Published decisions"),
        link=address,
        description="",
        language="zh-Hans" if chinese() else "en",
        feed_url=request.build_absolute_uri(),
    )
    for row in shown(clock.today())[:FEED]:
        at = datetime.combine(row.published_on, time(), UTC)
        told.add_item(
            title=f"{row.number} {title_of(row)}",
            link=request.build_absolute_uri(reverse("decision", kwargs={"number": row.number})),
            description=row.statement["facts"],
            unique_id=f"urn:uuid:{row.pk}",
            pubdate=at,
            updateddate=row.decided_at,
        )
    return HttpResponse(told.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def title_of(row: Publication) -> str:
    """What was done to whom, in the language of the page."""
    told: dict[str, Any] = row.statement
    words = [measure["zh" if chinese() else "en"] for measure in told["measures"]]
    return f"{told['party']}: {', '.join(words)}" if not chinese() else f"{told['party']}：{'、'.join(words)}"


def open_data(request: HttpRequest) -> HttpResponse:
    """What there is as open data, with the counts of what the DSA shape cannot hold."""
    return render(request, "public/open.html", {"report": dsa_export(clock.today()).report()})


def dsa_csv(_request: HttpRequest, form: str) -> HttpResponse:
    """The decisions that are public today in the shape of the DSA Transparency Database: full or light."""
    if form not in ("full", "light"):
        raise Http404
    out = io.StringIO()
    write_csv(out, dsa_export(clock.today()).rows, FULL if form == "full" else LIGHT)
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="mingjian-dsa-{form}.csv"'
    return answer


def dsa_report(_request: HttpRequest) -> JsonResponse:
    """What the export dropped: rows with the reason, fields with their counts."""
    return JsonResponse(dsa_export(clock.today()).report(), json_dumps_params={"ensure_ascii": False})

"""Bulletins 通报: the list, a draft, and the page on which every figure opens down to its rows and evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.figures.period import period, quarter_of
from mingjian.office.bulletins.draft_bulletin import draft_bulletin, issue_bulletin
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Bulletin, Unit
from mingjian.web.bulletin_text import pieces
from mingjian.web.figure_rows import figure_of, rows_of
from mingjian.web.language import chinese, say


def _rows(user: Any) -> Any:
    return Bulletin.objects.seen_by(user).select_related("unit", "drafted_by", "issued_by")


def bulletins(request: HttpRequest) -> HttpResponse:
    """The bulletins of the officer's territory, newest first, and the form that drafts one."""
    user: Any = request.user
    words = {
        "bulletins": _rows(user).exclude(state="discarded").order_by("-as_of")[:50],
        "may_draft": may_do("bulletin.draft", user),
        "units": Unit.objects.seen_by(user).order_by("path")[:120],
        "period": quarter_of(clock.today()).code,
    }
    return render(request, "desk/bulletins.html", words)


def draft(request: HttpRequest) -> HttpResponse:
    """Draft a bulletin."""
    user: Any = request.user
    unit = get_object_or_404(Unit.objects.seen_by(user), code=request.POST.get("unit", ""))
    row = draft_bulletin(unit, period(request.POST.get("period", "")), by=user, at=clock.now())
    return redirect("bulletin", key=row.pk)


def bulletin(request: HttpRequest, key: str) -> HttpResponse:
    """One bulletin: the text as it will be printed, and on the right the rows of the figure that was clicked."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    text, places = (row.text_zh, row.figures["places_zh"]) if chinese() else (row.text_en, row.figures["places_en"])
    key_shown = request.GET.get("figure", "")
    words: dict[str, Any] = {
        "bulletin": row,
        "period": period(row.period).say("zh" if chinese() else "en"),
        "territory": row.unit.territory_zh if chinese() else row.unit.territory_en,
        "pieces": pieces(text, places),
        "figure_key": key_shown,
        "may_issue": row.state == "draft" and row.drafted_by_id != user.pk and may_do("bulletin.approve", user),
        "rows_in_all": sum(len(figure["rows"]) for figure in row.figures["figures"]),
    }
    if key_shown:
        found = figure_of(row, key_shown)
        if found is None:
            raise BadInput(f"The bulletin has no figure {key_shown!r}.", f"通报中没有“{key_shown}”这个数字。")
        words |= {
            "figure": found,
            "rows": rows_of(found),
            "took_part": rows_of(found, which="took_part"),
            "figure_table": f"{found['record']}_state",
            "more": max(0, len(found["rows"]) - 200),
        }
    return render(request, "desk/bulletin.html", words)


def issue(request: HttpRequest, key: str) -> HttpResponse:
    """Issue a draft as a second person."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    issue_bulletin(row, by=user, at=clock.now())
    messages.success(request, say("通报已发布，公众可以看到。", "The bulletin is issued; the public can read it."))
    return redirect("bulletin", key=key)

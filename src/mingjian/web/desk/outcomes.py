"""Outcomes: what held of what was ordered, by kind, age and executor; each number opens its rows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.figures.holding import GROUPS, RESULTS, rows_of, what_held
from mingjian.records.models import Agency
from mingjian.web import words
from mingjian.web.language import chinese, say
from mingjian.web.paging import page


def _named(by: str, group: str, agencies: dict[str, Agency]) -> str:
    if by == "kind":
        return words.measure_word(group)
    if by == "age":
        return words.word("recheck_step", group)
    agency = agencies.get(group)
    if agency is None:
        return group or say("本机关或当事人", "the office or the operator itself")
    return agency.name_zh if chinese() else agency.name_en


def outcomes(request: HttpRequest) -> HttpResponse:
    """The table with its chart, and the rows of the number that was opened."""
    user: Any = request.user
    by = request.GET.get("by", "kind")
    result = request.GET.get("result", "")
    if by not in GROUPS or (result and result not in RESULTS):
        raise Http404
    agencies = {row.code: row for row in Agency.objects.all()} if by == "executor" else {}
    held = what_held(user.unit, by)
    lines = [(row, _named(by, row.group, agencies), [row.counts.get(code, 0) for code in RESULTS]) for row in held]
    shown: dict[str, Any] = {"by": by, "groups": GROUPS, "results": RESULTS, "lines": lines, "opened": None}
    shown["bars"] = [
        (name, row.share, row.looked, 8 + 28 * place, row.share * 3)
        for place, (row, name, _) in enumerate(line for line in lines if line[0].share is not None)
        if row.share is not None
    ]
    shown["tall"] = 28 * len(shown["bars"]) + 8
    if "group" in request.GET:
        group = request.GET["group"]
        rows = rows_of(user.unit, by, group, result)
        shown["page"] = page(rows, ("-found_at", "-id"), request.GET.get("after", ""))
        shown["opened"] = (_named(by, group, agencies), result)
    return render(request, "desk/outcomes.html", shown)

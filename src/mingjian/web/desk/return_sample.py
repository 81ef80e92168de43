"""The sampling screen: one row after the other, by keyboard."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingjian.errors import BadInput
from mingjian.office.people.authority import may_do
from mingjian.office.returns.sample_return import SEEN_HOW, judge_row
from mingjian.papers.handed_in import HandedIn, take_in
from mingjian.records import clock
from mingjian.records.models import BulkReturn, BulkReturnSample
from mingjian.web.desk.returns import rows_of


def _position(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _shown(row: BulkReturn, wanted: int | None) -> BulkReturnSample | None:
    """The row asked for, else the first that is open, else the first."""
    rows = row.sample.order_by("position")
    if wanted and (found := rows.filter(position=wanted).first()):
        return found
    return rows.filter(result="open").first() or rows.first()


def sample(request: HttpRequest, key: str) -> HttpResponse:
    """One sampled row: what the reporter says, how it was checked, confirmed or false."""
    user: Any = request.user
    row = get_object_or_404(rows_of(user), pk=key)
    shown = _shown(row, _position(request.GET.get("row", "")))
    if shown is None:
        return redirect("return", key=key)
    results = list(row.sample.order_by("position").values_list("position", "result"))
    words = {
        "return": row,
        "shown": shown,
        "results": results,
        "judged": sum(result != "open" for _, result in results),
        "false": sum(result == "false" for _, result in results),
        "before": shown.position - 1 if shown.position > 1 else 0,
        "next": shown.position + 1 if shown.position < len(results) else 0,
        "ways": SEEN_HOW,
        "way": shown.seen_how or request.session.get("seen_how", ""),
        "may_judge": row.state == "sampled" and may_do("return.sample", user),
    }
    return render(request, "desk/return_sample.html", words)


def _evidence(request: HttpRequest) -> HandedIn | None:
    file = request.FILES.get("evidence")
    return take_in(file.name or "", file.read()) if isinstance(file, UploadedFile) else None


def judge(request: HttpRequest, key: str) -> HttpResponse:
    """The judgement of one sampled row; then the next open one."""
    user: Any = request.user
    row = get_object_or_404(rows_of(user), pk=key)
    position = _position(request.POST.get("row", ""))
    one = row.sample.filter(position=position).first() if position else None
    if one is None:
        raise BadInput("The sample has no such row.", "样本中没有这一行。")
    result = request.POST.get("result", "")
    how = request.POST.get("how", "")
    judge_row(
        one,
        result,
        seen_how=how,
        note=request.POST.get("note", ""),
        evidence=_evidence(request),
        by=user,
        at=clock.now(),
    )
    if result == "open":
        return redirect(f"{reverse('return_sample', kwargs={'key': key})}?row={position}")
    request.session["seen_how"] = how
    if row.sample.filter(result="open").exists():
        return redirect("return_sample", key=key)
    return redirect("return", key=key)

"""The file 卷宗 of a case: what is proven and what is missing, its bindings, holds, and the end of its keeping."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.law.documents import documents
from mingjian.law.retention import RETENTION
from mingjian.office.audit.log_event import log_event
from mingjian.office.documents.bind_file import bind_file, destroy_file, exported, file_content
from mingjian.office.documents.hold_case import place_hold, release_hold
from mingjian.office.people.authority import may_do
from mingjian.papers.verifier.course import Course
from mingjian.papers.verifier.rules import ask
from mingjian.records import clock
from mingjian.records.models import Case, CaseFile, CaseHold
from mingjian.web.language import chinese, say


def _case(user: Any, key: str) -> Case:
    rows: Any = Case.objects.seen_by(user).select_related("unit", "service", "subject")
    found: Case = get_object_or_404(rows, pk=key, void=False)
    return found


def case_file(request: HttpRequest, key: str) -> HttpResponse:
    """What the file proves by now, article by article, and what is still missing."""
    user: Any = request.user
    case = _case(user, key)
    found = ask(Course(exported(case)))
    gaps = [(gap.zh if chinese() else gap.en, gap.article, gap.fatal) for gap in found.gaps]
    words = {
        "case": case,
        "claims": [(_what(claim.code), claim) for claim in found.claims],
        "fatal": [gap for gap in gaps if gap[2]],
        "curable": [gap for gap in gaps if not gap[2]],
        "files": CaseFile.objects.filter(case=case).select_related("bound_by").order_by("serial"),
        "holds": CaseHold.objects.filter(case=case).select_related("placed_by", "lifted_by").order_by("placed_at"),
        "held": CaseHold.objects.filter(case=case, lifted_at__isnull=True).exists(),
        "classes": [(row.code, row.zh if chinese() else row.en) for row in RETENTION.values()],
        "closed": case.stage in ("closed", "archived"),
        "may_bind": may_do("file.bind", user),
        "may_release": may_do("file.release", user),
        "may_destroy": may_do("file.destroy", user),
    }
    return render(request, "desk/case_file.html", words)


_PROVEN = {
    "contact": ("出示证件，告知回避权", "cards shown, recusal told"),
    "evidence": ("证据", "evidence"),
    "crime": ("涉嫌犯罪标准核对", "criminal thresholds checked"),
    "hearing": ("听证", "hearing"),
    "preservation_lapsed": ("先行登记保存自动解除", "the preservation lapsed by itself"),
}


def _what(code: str) -> str:
    """What a claim is about: a document, or what the law wants without one."""
    paper = documents().get(code)
    return say(paper.zh, paper.en) if paper else say(*_PROVEN.get(code, (code, code)))


def act(request: HttpRequest, key: str) -> HttpResponse:
    """Every act on a file: `act` names it."""
    user: Any = request.user
    case, now = _case(user, key), clock.now()
    named, because = request.POST.get("act", ""), request.POST.get("because", "")
    if named == "bind":
        row = bind_file(case, request.POST.get("retention", ""), by=user, at=now)
        said = say(f"已立卷，共 {row.pages} 页。", f"Bound: {row.pages} pages.")
    elif named == "hold":
        place_hold(case, because, letter=request.POST.get("letter", ""), by=user, at=now)
        said = say("案卷已保全。", "The file is held.")
    elif named == "release":
        release_hold(_hold(case, request.POST.get("hold", "")), because, by=user, at=now)
        said = say("保全已解除。", "The hold is lifted.")
    elif named == "destroy":
        destroy_file(_file(case, request.POST.get("file", "")), because, by=user, at=now)
        said = say("案卷已销毁，记录保留。", "The file is destroyed; its record stays.")
    else:
        raise BadInput("Choose an act.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("case_file", key=key)


def _hold(case: Case, key: str) -> CaseHold:
    return get_object_or_404(CaseHold, case=case, pk=_uuid(key))


def _file(case: Case, key: str) -> CaseFile:
    return get_object_or_404(CaseFile, case=case, pk=_uuid(key))


def _uuid(key: str) -> str:
    if len(key) != 36 or not all(sign in "0123456789abcdef-" for sign in key):
        raise BadInput("Open the page anew and choose again.", "请重新打开页面后再选。")
    return key


def take_out(request: HttpRequest, key: str, seq: int) -> HttpResponse:
    """The bound file as a ZIP for `./mj verify`; taking it out is an event."""
    case = _case(request.user, key)
    row = get_object_or_404(CaseFile, case=case, serial=seq)
    content = file_content(row)
    log_event("file_taken_out", case, by=request.user, at=clock.now(), content={"digest": row.digest})  # type: ignore[arg-type]
    headers = {"Content-Disposition": f'attachment; filename="case-{row.digest[:12]}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)

"""Object to a measure: the code of the notice opens the page; state it once, read the answer later."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.office.measures.objections import LARGEST, LONGEST, MOST_FILES, Given, make_objection, notice_of
from mingjian.office.people.limit_attempts import count_attempt
from mingjian.records import clock
from mingjian.records.models import MeasureNotice, Objection
from mingjian.web import language
from mingjian.web.language import say
from mingjian.web.visitor import address_of


def _files(request: HttpRequest) -> list[Given]:
    given = request.FILES.getlist("files")
    for file in given:
        if (file.size or 0) > LARGEST:
            raise BadInput("A file is larger than 2 MB.", "有附件超过 2 MB。")
    return [(file.name or "", file.read()) for file in given]


def _shown(notice: MeasureNotice) -> dict[str, Any]:
    found = Objection.objects.filter(notice=notice).first()
    over = notice.measure.state in ("withdrawn", "refused", "lifted", "failed")
    return {"notice": notice, "measure": notice.measure, "objection": found, "over": over and found is None}


def objection(request: HttpRequest) -> HttpResponse:
    """Three states of one page: ask for the code; state the objection; show what became of it."""
    words: dict[str, Any] = {"longest": LONGEST, "most": MOST_FILES, "code": request.POST.get("code", "")[:40]}
    if request.method != "POST":
        return render(request, "public/objection.html", words)
    count_attempt("objection", address_of(request), at=clock.now())
    notice = notice_of(words["code"])
    if notice is None:
        words["wrong"] = say(
            "没有这个异议码，请对照通知书再输入。", "This code is on no notice; check it against yours."
        )
        return render(request, "public/objection.html", words, status=404)
    status = 200
    if "statement" in request.POST:
        words |= {"statement": request.POST["statement"], "contact": request.POST.get("contact", "")}
        try:
            make_objection(
                words["code"], words["statement"], contact=words["contact"], files=_files(request), at=clock.now()
            )
        except (BadInput, ForbiddenAct) as error:
            words["wrong"], status = error.say(language.code()), 400
    return render(request, "public/objection.html", words | _shown(notice), status=status)

"""The front page, and reporting: one question a screen, then a receipt."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingjian.errors import BadInput
from mingjian.office.intake.receive_report import CATEGORIES, Receipt, receive_report
from mingjian.office.intake.track_report import track_report
from mingjian.office.people.limit_attempts import count_attempt
from mingjian.records import clock
from mingjian.records.models import Bulletin
from mingjian.web.language import code, say
from mingjian.web.visitor import address_of

STEPS = ("where", "what", "words", "contact")
FIELDS = ("address", "category", "description", "contact")


def home(request: HttpRequest) -> HttpResponse:
    """The front page: report, follow up, read."""
    issued = Bulletin.objects.filter(state="issued").select_related("unit").order_by("-issued_at")[:5]
    return render(request, "public/home.html", {"bulletins": issued})


def _wrong(step: str, given: dict[str, str]) -> str:
    if step == "where" and not given["address"]:
        return say(
            "请填写在哪里看到的：网址、应用名或账号名。", "Say where you saw it: an address, an app or an account."
        )
    if step == "what" and given["category"] not in CATEGORIES:
        return say("请选择是什么问题。", "Choose what it is.")
    return ""


def report(request: HttpRequest) -> HttpResponse:
    """One question at a time; the answers so far travel with the form, nothing is kept until the last."""
    given = {name: request.POST.get(name, "").strip() for name in FIELDS}
    step = request.POST.get("step", "where")
    if step not in STEPS:
        raise BadInput("Start the report anew.", "请重新开始填写。")
    words: dict[str, Any] = {"given": given, "categories": CATEGORIES}
    if request.method != "POST":
        return render(request, "public/report.html", words | {"step": "where", "number": 1})
    place = STEPS.index(step)
    wrong = _wrong(step, given)
    if "back" in request.POST:
        place, wrong = max(0, place - 1), ""
    elif not wrong:
        place += 1
    if place == len(STEPS):
        count_attempt("report", address_of(request), at=clock.now())
        receipt = receive_report(
            given["address"], given["category"], given["description"], given["contact"], at=clock.now()
        )
        request.session["receipt"] = [receipt.number, receipt.secret]
        return redirect("receipt")
    words |= {"step": STEPS[place], "number": place + 1, "wrong": wrong}
    return render(request, "public/report.html", words, status=400 if wrong else 200)


def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt, shown once, large enough to photograph."""
    shown = request.session.pop("receipt", None)
    return render(request, "public/receipt.html", {"receipt": shown}) if shown else redirect("track")


def track(request: HttpRequest) -> HttpResponse:
    """What became of a report, for whoever holds its receipt."""
    words: dict[str, Any] = {}
    if request.method == "POST":
        count_attempt("receipt", address_of(request), at=clock.now())
        given = Receipt(request.POST.get("number", ""), request.POST.get("secret", ""))
        words["found"] = track_report(given, at=clock.now())
        words["number"] = given.number
        if words["found"] is None:
            words["wrong"] = say(
                "回执号或查询码不对，请对照回执再输入。", "Number and code do not match a report; check the receipt."
            )
    return render(request, "public/track.html", words, status=404 if "wrong" in words else 200)


def bulletins(request: HttpRequest) -> HttpResponse:
    """The bulletins issued so far."""
    rows = Bulletin.objects.filter(state="issued").select_related("unit").order_by("-issued_at")[:200]
    return render(request, "public/bulletins.html", {"bulletins": rows, "language": code()})

"""Opening the file: number and code of the notice, then a key of the party's own, shown once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from mingjian.errors import BadInput
from mingjian.office.cases.party_code import open_file
from mingjian.office.people.limit_attempts import count_attempt
from mingjian.records import clock
from mingjian.records.models import Party
from mingjian.web import language
from mingjian.web.party.session import enter, leave, open_key
from mingjian.web.visitor import address_of


@sensitive_post_parameters("secret")
def door(request: HttpRequest) -> HttpResponse:
    """Number and code; wrong ones are refused alike."""
    words: dict[str, Any] = {}
    if request.method != "POST":
        return redirect("party_file") if open_key(request) else render(request, "party/door.html")
    count_attempt("party_code", address_of(request), at=clock.now())
    reference = request.POST.get("reference", "")[:40]
    try:
        key, shown = open_file(reference, request.POST.get("secret", "")[:40], at=clock.now())
    except BadInput as error:
        words = {"reference": reference, "wrong": error.say(language.code())}
        return render(request, "party/door.html", words, status=403)
    enter(request, key)
    if shown is None:
        return redirect("party_file")
    request.session["party_key"] = [shown.reference, shown.secret]
    return redirect("party_key")


def own_key(request: HttpRequest, party: Party) -> HttpResponse:
    """The party's own key, shown once."""
    shown = request.session.pop("party_key", None)
    return render(request, "party/key.html", {"key": shown, "party": party}) if shown else redirect("party_file")


def close(request: HttpRequest, party: Party) -> HttpResponse:
    """Close the file."""
    del party
    if request.method == "POST":
        leave(request)
    return redirect("party_door")

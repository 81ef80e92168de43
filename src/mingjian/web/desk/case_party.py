"""The party on the case page: its code, what it handed in, what it received."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.office.cases.party_acts import read_file
from mingjian.office.cases.party_code import give_code
from mingjian.records import clock
from mingjian.records.models import Case, Party, PartyFile
from mingjian.web.party.file import download_of


def code(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Make a new one-time code for a party and show it once, to be put on the notice."""
    user: Any = request.user
    party = get_object_or_404(Party.objects.select_related("case__unit"), pk=key)
    get_object_or_404(Case.objects.seen_by(user), pk=party.case_id)
    if request.method != "POST":
        return redirect("case", key=party.case_id)
    given = give_code(party, by=user, at=clock.now())
    return render(request, "desk/party_code.html", {"party": party, "given": given, "case": party.case})


def handed_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A file that a party handed in, for who may read the case; the reading is logged."""
    user: Any = request.user
    row = get_object_or_404(PartyFile.objects.select_related("party__case__unit"), pk=key)
    get_object_or_404(Case.objects.seen_by(user), pk=row.party.case_id)
    read_file(row, by=user, at=clock.now())
    return download_of(row)

"""The file of a party: what is to do until when, its documents, the course so far, and how to appeal."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.next import NextStep, next_from
from mingjian.office.cases.course import state_of
from mingjian.office.cases.party_acts import (
    PARTY_ACTS,
    case_with_unit,
    confirm_receipt,
    content_of,
    officer_of_party,
    open_document,
    take_party_step,
)
from mingjian.office.cases.party_file import course_of, owed_by, papers_of, periods_of, words_of_own
from mingjian.papers.handed_in import TYPES
from mingjian.records import clock
from mingjian.records.base import new_id
from mingjian.records.models import Account, Document, DocumentReceipt, Party, PartyFile
from mingjian.web import language
from mingjian.web.document_file import file_answer, pdf_of
from mingjian.web.party.words import ACTS


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the file with what the party has done with it."""

    document: Document
    opened: Any
    confirmed: Any


def _steps(party: Party) -> list[NextStep]:
    """What the party may do today, in the order of `PARTY_ACTS`."""
    found = {step.kind: step for step in next_from(state_of(party.case), officer_of_party(party), clock.today())}
    return [found[kind] for kind in PARTY_ACTS if kind in found and found[kind].allowed]


def _papers(party: Party) -> list[Paper]:
    receipts = {row.document_id: row for row in DocumentReceipt.objects.filter(party=party)}
    rows = [(document, receipts.get(document.pk)) for document in papers_of(party)]
    return [Paper(row, kept and kept.opened_at, kept and kept.confirmed_at) for row, kept in rows]


def file(request: HttpRequest, party: Party) -> HttpResponse:
    """The file on one page."""
    case, day = case_with_unit(party), clock.today()
    state = state_of(case)
    words = {
        "party": party,
        "case": case,
        "day": day,
        "state": state,
        "acts": _steps(party),
        "periods": periods_of(state, day),
        "owed": owed_by(state, day),
        "papers": _papers(party),
        "course": [
            (row, words_of_own(row), list(PartyFile.objects.filter(step=row, party=party))) for row in course_of(party)
        ],
        "served": state.served_on is not None and state.decision is not None,
    }
    return render(request, "party/file.html", words)


def _step_of(party: Party, kind: str) -> NextStep:
    if kind not in PARTY_ACTS:
        raise Http404
    found = next_from(state_of(party.case), officer_of_party(party), clock.today())
    step = next((step for step in found if step.kind == kind), None)
    if step is None:
        raise Http404
    return step


def act(request: HttpRequest, party: Party, kind: str) -> HttpResponse:
    """One act of the party: a form with files, then a receipt. What was refused is shown with what was written."""
    if request.method != "POST":
        return _form(request, party, kind, {"key": new_id().hex})
    if kind not in PARTY_ACTS:
        raise Http404
    given = {name: request.POST.get(name, "") for name in ("words", "address", "officer", "key")}
    try:
        if ACTS[kind].sure and "sure" not in request.POST:
            raise BadInput("Tick the sentence to agree to it.", "请先勾选确认。")
        files = [(row.name or "", row.read()) for row in request.FILES.getlist("files")]
        step = take_party_step(party, kind, given, files, key=given["key"][:40], at=clock.now())
    except (BadInput, ForbiddenAct) as error:
        status = 400 if isinstance(error, BadInput) else 409
        return _form(request, party, kind, given | {"wrong": error.say(language.code())}, status)
    return redirect("party_receipt", seq=step.seq)


def _form(request: HttpRequest, party: Party, kind: str, given: dict[str, str], status: int = 200) -> HttpResponse:
    handlers = Account.objects.filter(pk__in=party.case.handlers) if kind == "recusal_asked" else ()
    words = {"party": party, "step": _step_of(party, kind), "form": ACTS[kind], "handlers": handlers, "given": given}
    return render(request, "party/act.html", words, status=status)


def receipt(request: HttpRequest, party: Party, seq: int) -> HttpResponse:
    """The receipt of what the party did: what, when, which files."""
    row = next((row for row in course_of(party) if row.seq == seq and row.entered_by_id is None), None)
    if row is None:
        raise Http404
    files = PartyFile.objects.filter(step=row, party=party).order_by("name")
    return render(request, "party/receipt.html", {"party": party, "row": row, "files": files})


def document(request: HttpRequest, party: Party, key: uuid.UUID) -> HttpResponse:
    """One document as it was sealed; opening it is noted, receiving it is the party's own word."""
    row = papers_of(party).filter(pk=key).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        confirm_receipt(party, row, at=clock.now())
        return redirect("party_file")
    open_document(party, row, at=clock.now())
    return pdf_of(row)


def own_file(request: HttpRequest, party: Party, key: uuid.UUID) -> HttpResponse:
    """A file that the party handed in itself."""
    del request
    row = PartyFile.objects.filter(pk=key, party=party).first()
    if row is None:
        raise Http404
    return download_of(row)


def download_of(row: PartyFile) -> HttpResponse:
    """A file that was handed in, to be saved and never shown inside a page of ours."""
    response = file_answer(content_of(row), TYPES[row.kind], row.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


__all__ = ["act", "document", "download_of", "file", "own_file", "receipt"]

"""Documents 文书 on the desk: the list, one document from draft to seal, and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mingjian.errors import BadInput
from mingjian.law.document_rules import still_to_sign
from mingjian.law.documents import document as kind_of
from mingjian.law.documents import documents as kinds
from mingjian.law.roles import ROLES
from mingjian.office.documents.check_code import code_of
from mingjian.office.documents.draft_document import (
    draft_document,
    edit_document,
    review_document,
    send_back_document,
    wants_review,
)
from mingjian.office.documents.sign_document import discard_draft, sign_document, withdraw_document
from mingjian.office.people.authority import may_do
from mingjian.office.people.office_seal import office_faces
from mingjian.papers.blocks import Paper
from mingjian.papers.composing import compose, lacks, template
from mingjian.papers.typeset import set_pdf, set_pictures
from mingjian.papers.web_page import web_page
from mingjian.records import clock
from mingjian.records.models import Case, Document, Event
from mingjian.web.desk.case_people import names_of
from mingjian.web.desk.document_fields import fields_of, typed
from mingjian.web.document_file import file_answer, pdf_of
from mingjian.web.language import chinese, code, say
from mingjian.web.paging import page

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _rows(user: Any) -> Any:
    return Document.objects.seen_by(user).select_related("unit", "case", "drafted_by", "party")


def documents(request: HttpRequest) -> HttpResponse:
    """The list of documents with its filter."""
    state = request.GET.get("state", "").strip()
    rows = _rows(request.user).filter(state=state) if state else _rows(request.user)
    shown = page(rows, ("-drafted_at", "-id"), request.GET.get("after", ""))
    states = ("draft", "reviewed", "sealed", "served", "withdrawn")
    return render(request, "desk/documents.html", {"page": shown, "state": state, "states": states})


def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a document of a case."""
    user: Any = request.user
    case = get_object_or_404(
        Case.objects.seen_by(user).select_related("unit", "service", "subject"), pk=key, void=False
    )
    row = draft_document(case, request.POST.get("code", ""), by=user, at=clock.now())
    return redirect("document", key=row.pk)


def paper_of(row: Document) -> Paper:
    """A document as blocks: a sealed one with its number and code."""
    sealed = row.sealed_at is not None
    return compose(row.code, row.snapshot, number=row.number or "", code=code_of(row) if sealed else "")


def sheet_of(row: Document) -> SafeString:
    """A document as HTML; every text in it is escaped by `web_page`."""
    return mark_safe(web_page(paper_of(row)))  # noqa: S308


def document(request: HttpRequest, key: str) -> HttpResponse:
    """One document: what it says, what it lacks, who signs next, its files and its history."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    signed = [signer["role"] for signer in row.signers if signer["as"] == "sign"]
    open_draft = row.state in ("draft", "reviewed")
    mine = row.drafted_by_id == user.pk
    left = [_role(role) for role in still_to_sign(kind_of(row.code), signed)] if open_draft else []
    words = {
        "document": row,
        "kind": kind_of(row.code),
        "sheet": sheet_of(row),
        "lacking": [(want.label(code()), want.article) for want in lacks(row.code, row.snapshot)] if open_draft else [],
        "left": say("、", ", ").join(left),
        "signatures": _signatures(row),
        "open": open_draft,
        "code": code_of(row) if row.sealed_at else "",
        "may_edit": open_draft and not signed and may_do("document.draft", user),
        "may_review": row.state == "draft" and wants_review(row) and not mine and may_do("document.review", user),
        "may_send_back": row.state == "reviewed" and may_do("document.review", user),
        "may_sign": open_draft and not wants_review(row),
        "wants_review": wants_review(row),
        "may_withdraw": row.state in ("sealed", "served") and may_do("document.withdraw", user),
        "events": Event.objects.filter(kind="document", object_id=row.pk).select_related("actor").order_by("at"),
    }
    return render(request, "desk/document.html", words)


def _signatures(row: Document) -> list[tuple[str, str]]:
    """Who read and signed, as which role, by their names in the language of the page."""
    names = names_of(str(signer.get("account", "")) for signer in row.signers)
    return [
        (
            say("核稿", "read by") if signer["as"] == "review" else _role(signer["role"]),
            names.get(str(signer.get("account", "")), str(signer["name"])),
        )
        for signer in row.signers
    ]


def _role(role: str) -> str:
    found = ROLES.get(role)
    return (found.zh if chinese() else found.en) if found else role


def edit(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a draft."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    wants = template(row.code).wants
    if request.method == "POST":
        values = typed(wants, row.snapshot, request.POST)
        edit_document(row, values, seen=request.POST.get("seen", ""), by=user, at=clock.now())
        messages.success(request, say("草稿已保存。", "The draft is saved."))
        return redirect("document", key=key)
    lacking = {want.name for want in lacks(row.code, row.snapshot)}
    fields = fields_of(wants, row.snapshot, code(), lacking)
    return render(request, "desk/document_edit.html", {"document": row, "kind": kind_of(row.code), "fields": fields})


def act(request: HttpRequest, key: str) -> HttpResponse:
    """Every act on a document: `act` names it."""
    user: Any = request.user
    row = get_object_or_404(_rows(user), pk=key)
    named, because, now = request.POST.get("act", ""), request.POST.get("because", ""), clock.now()
    if named == "review":
        review_document(row, by=user, at=now)
        said = say("已核稿，可以签发。", "Read and confirmed; it may be signed.")
    elif named == "send_back":
        send_back_document(row, because, by=user, at=now)
        said = say("已退回起草人。", "Sent back to the writer.")
    elif named == "sign":
        check_at = request.build_absolute_uri(reverse("check_documents"))
        row = sign_document(row, check_at=check_at, by=user, at=now)
        sealed = row.sealed_at is not None
        said = (
            say("已签章固定，文号和核验码见下。", "Sealed and fixed; its number and code are below.")
            if sealed
            else say("已签署，还需另一人签署。", "Signed; another signature is still wanted.")
        )
    elif named == "withdraw":
        withdraw_document(row, because, by=user, at=now)
        said = say("已撤回，公开核验页会注明。", "Withdrawn; the public check says so.")
    elif named == "discard":
        discard_draft(row, by=user, at=now)
        messages.success(request, say("草稿已删除。", "The draft is thrown away."))
        return redirect("documents")
    else:
        raise BadInput("Choose an act.", "请选择要办理的事项。")
    messages.success(request, said)
    return redirect("document", key=key)


def pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The PDF: of a sealed document the signed file itself, of a draft as it would be set now."""
    row = get_object_or_404(_rows(request.user), pk=key)
    if row.sealed_at is not None:
        return pdf_of(row)
    made = set_pdf(paper_of(row), at=clock.now(), found=office_faces())
    return file_answer(made.pdf, "application/pdf", f"{kind_of(row.code).zh}（草稿）.pdf", inline=True)


def docx(request: HttpRequest, key: str) -> HttpResponse:
    """The document as DOCX, for editing elsewhere."""
    row = get_object_or_404(_rows(request.user), pk=key)

    from mingjian.papers.word_file import word_file  # noqa: PLC0415 - heavy to load, needed seldom

    return file_answer(word_file(paper_of(row)), _DOCX, f"{kind_of(row.code).zh}{row.number or ''}.docx")


def picture(request: HttpRequest, key: str, seq: int) -> HttpResponse:
    """One page as a picture, counted from 1."""
    row = get_object_or_404(_rows(request.user), pk=key)
    pages = set_pictures(paper_of(row), found=office_faces())
    if not 1 <= seq <= len(pages):
        raise Http404
    return file_answer(pages[seq - 1], "image/png", f"{seq}.png", inline=True)


def of_case(case: Case, user: Any) -> dict[str, Any]:
    """What the list of documents on a case page shows, and the kinds that may be begun."""
    rows = case.documents.select_related("drafted_by").order_by("drafted_at")
    named = [(kind.code, kind.zh if chinese() else kind.en) for kind in kinds().values()]
    may_draft = may_do("document.draft", user) and case.unit.path.startswith(user.unit.path)
    return {"case": case, "rows": rows, "kinds": sorted(named, key=lambda pair: pair[1]), "may_draft": may_draft}

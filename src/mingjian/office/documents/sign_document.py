"""Sign a document; with the last signature it gets its number, its PDF, its seal and time stamp, and never changes again."""

from __future__ import annotations

import datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.articles import OFFICE
from mingjian.law.course import fold
from mingjian.law.document_rules import may_sign_as, may_sign_document, role_of_signature, still_to_sign
from mingjian.law.documents import document as kind_of
from mingjian.law.verdicts import NotMet, refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.course import law_steps
from mingjian.office.cases.numbers import short_name
from mingjian.office.cases.people import acting
from mingjian.office.documents.check_code import code_of
from mingjian.office.documents.draft_document import locked, refuse_unless_open, refuse_while_lacking, wants_review
from mingjian.office.documents.hold_case import refuse_while_held
from mingjian.office.people.authority import ELSEWHERE, require
from mingjian.office.people.number_series import next_number
from mingjian.office.people.office_seal import office_faces, seal_of, stamps, store
from mingjian.papers.composing import compose
from mingjian.papers.typeset import set_pdf
from mingjian.records import clock
from mingjian.records.models import Account, Document, DocumentState

_DECISIONS = ("penalty_decision", "no_penalty_decision")


@transaction.atomic
def sign_document(document: Document, *, check_at: str, by: Account, at: datetime.datetime) -> Document:
    """Sign in the role that is wanted next; the last of the signers seals.

    `check_at`: address of the public check, to which the document's code is added. Nothing is changed, and no number is
    taken, if a font, the seal or the time-stamp authority fails. Raises: ForbiddenAct, BadInput, EvidenceError.
    """
    document = locked(document)
    kind = kind_of(document.code)
    if not document.unit.path.startswith(by.unit.path):
        raise ForbiddenAct(ELSEWHERE)
    refuse_unless_open(document)
    if wants_review(document):
        raise ForbiddenAct(refuse("document_not_reviewed", f"{OFFICE} §双人"))
    refuse_while_lacking(document)
    day = clock.day_of(at)
    roles = _roles(document, by, day)
    given = [row["role"] for row in document.signers if row["as"] == "sign"]
    before = any(row["account"] == str(by.pk) and row["as"] == "sign" for row in document.signers)
    verdict = may_sign_as(kind, roles, given, drafted=document.drafted_by_id == by.pk, before=before)
    if isinstance(verdict, NotMet):
        raise ForbiddenAct(verdict)
    _refuse_too_early(document, day)
    role = role_of_signature(kind, roles, given)
    signer = {"account": str(by.pk), "name": by.name_zh, "role": role, "as": "sign", "at": at.isoformat()}
    document.signers = [*document.signers, signer]
    if still_to_sign(kind, [*given, role]):
        document.save(update_fields=["signers"])
        log_event("document_signed", document, by=by, at=at, content={"role": role})
        return document
    return _seal(document, check_at, by=by, at=at)


def _roles(document: Document, by: Account, day: datetime.date) -> frozenset[str]:
    """The roles of a signer; a handler signs only in a case of his or her own, once it has handlers."""
    roles = acting(by, document.unit, day).officer.roles
    case = document.case
    foreign = case is not None and case.handlers and by.pk not in case.handlers
    return roles - {"handler"} if foreign else roles


def _refuse_too_early(document: Document, day: datetime.date) -> None:
    if document.case is None:
        return
    steps = law_steps(document.case)
    taken = [step.kind for step in steps]
    verdict = may_sign_document(kind_of(document.code), fold(steps), taken, day)
    if isinstance(verdict, NotMet):
        raise ForbiddenAct(verdict)


def _seal(document: Document, check_at: str, *, by: Account, at: datetime.datetime) -> Document:
    number = number_of(document, clock.day_of(at).year)
    code = code_of(document)
    address = f"{check_at.rstrip('/')}/{code.replace('-', '')}/"
    paper = compose(document.code, document.snapshot, number=number or "", code=code, address=address)
    made = set_pdf(paper, at=at, found=office_faces())
    if made.lacking:
        article = kind_of(document.code).article
        raise ForbiddenAct(refuse("document_lacking_glyphs", article, signs="".join(made.lacking[:20])))
    from mingjian.papers.signing import sign_pdf  # noqa: PLC0415 - heavy to load, needed seldom

    pdf = sign_pdf(made.pdf, seal_of(document.unit, at), reason=paper.title, authority=stamps(at))
    document.number = number  # type: ignore[assignment]
    document.digest = document.address = store().put(pdf)
    document.state, document.sealed_at = DocumentState.SEALED, at
    document.save()
    content = {"number": document.number or "", "digest": document.digest, "snapshot": document.snapshot_digest}
    log_event("document_sealed", document, by=by, at=at, content=content)
    return document


def number_of(document: Document, year: int) -> str | None:
    """The number that a document gets: of its series, of its decision's step, or none.

    Article: 行政处罚法 §59 (one unified series).
    """
    kind = kind_of(document.code)
    if not kind.series:
        return None
    if document.code in _DECISIONS and document.case is not None:
        state = fold(law_steps(document.case))
        if state.decision is not None and state.decision.number:
            if Document.objects.filter(number=state.decision.number).exclude(pk=document.pk).exists():
                raise ForbiddenAct(refuse("document_number_differs", kind.article))
            return state.decision.number
    serial = next_number(document.unit, document.code, year)
    return f"{short_name(document.unit)}网信{kind.series}〔{year}〕{serial}号"


@transaction.atomic
def withdraw_document(document: Document, because: str, *, by: Account, at: datetime.datetime) -> Document:
    """Withdraw a signed document; it stays, its check says that it was withdrawn, and its number is not given again.

    Raises: ForbiddenAct, while a hold stands on the case; BadInput, without a reason. Article: 行政处罚法 §48.
    """
    document = locked(document)
    require("document.withdraw", by=by, about=document)
    if document.sealed_at is None or document.state == DocumentState.WITHDRAWN:
        raise ForbiddenAct(refuse("document_not_sealed", kind_of(document.code).article))
    reason = because.strip()[:500]
    if not reason:
        raise BadInput("Say why the document is withdrawn.", "请写明撤回的理由。")
    if document.case is not None:
        refuse_while_held(document.case)
    document.state, document.withdrawn_on, document.withdrawn_because = (
        DocumentState.WITHDRAWN,
        clock.day_of(at),
        reason,
    )
    document.save(update_fields=["state", "withdrawn_on", "withdrawn_because"])
    log_event("document_withdrawn", document, by=by, at=at, content={"because": reason, "digest": document.digest})
    return document


@transaction.atomic
def discard_draft(document: Document, *, by: Account, at: datetime.datetime) -> None:
    """Throw away a draft that nobody signed. Raises: ForbiddenAct, once it is signed or while the case is held."""
    document = locked(document)
    require("document.draft", by=by, about=document)
    refuse_unless_open(document)
    if any(row["as"] == "sign" for row in document.signers):
        raise ForbiddenAct(refuse("document_sealed", kind_of(document.code).article))
    if document.case is not None:
        refuse_while_held(document.case)
    log_event("draft_discarded", document, by=by, at=at, content={"document": document.code})
    document.delete()

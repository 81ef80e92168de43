"""Draft a document of a case, write in it, hand it to somebody who reads it, take it back."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.document_rules import needs_review
from mingjian.law.documents import document as kind_of
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.documents.prefill import prefill, settled
from mingjian.office.people.authority import require, require_second_person
from mingjian.papers.composing import lacks, template
from mingjian.records import clock
from mingjian.records.models import Account, Case, Document, DocumentState, Party

_LARGEST = 400_000
_OPEN = (DocumentState.DRAFT, DocumentState.REVIEWED)


def locked(document: Document) -> Document:
    """A document, locked until the act ends."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("unit", "case", "drafted_by")
    found: Document = rows.get(pk=document.pk)
    return found


def digest_of(values: Mapping[str, Any]) -> str:
    """SHA-256 of a content in its canonical form."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def draft_document(
    case: Case,
    code: str,
    *,
    party: Party | None = None,
    values: Mapping[str, Any] | None = None,
    by: Account,
    at: datetime.datetime,
) -> Document:
    """Begin a document; what the case says already stands in it. `values` are laid over that.

    Raises: ForbiddenAct; BadInput, for an unknown kind.
    """
    require("document.draft", by=by, about=case)
    kind = kind_of(code)
    content = {**prefill(case, code, by=by, day=clock.day_of(at)), **(values or {}), **settled(case, code)}
    document = Document.objects.create(
        unit=case.unit,
        case=case,
        party=party,
        code=kind.code,
        template=f"{kind.code}/{template(kind.code).version}",
        snapshot=content,
        snapshot_digest=digest_of(content),
        drafted_by=by,
        drafted_at=at,
    )
    log_event("document_drafted", document, by=by, at=at, content={"document": code, "case": case.number})
    return document


@transaction.atomic
def edit_document(
    document: Document, values: Mapping[str, Any], *, seen: str = "", by: Account, at: datetime.datetime
) -> Document:
    """Replace the content of a draft; a reviewed one is a draft again.

    `seen`: digest of the content that the writer had before him; if somebody was faster nothing is changed.
    Raises: ForbiddenAct, once it is signed; BadInput.
    """
    document = locked(document)
    require("document.draft", by=by, about=document)
    refuse_unless_open(document)
    if seen and seen != document.snapshot_digest:
        raise BadInput(
            "Somebody else has changed this draft meanwhile; open it anew and write your changes again.",
            "这份草稿已被他人改动，请重新打开后再修改。",
        )
    if document.signers and any(row.get("as") == "sign" for row in document.signers):
        raise ForbiddenAct(refuse("document_sealed", kind_of(document.code).article))
    content = {**values, **(settled(document.case, document.code) if document.case else {})}
    if len(json.dumps(content, ensure_ascii=False)) > _LARGEST:
        raise BadInput("The content is too long for one document.", "内容过长，一份文书放不下。")
    document.snapshot, document.snapshot_digest = content, digest_of(content)
    document.state, document.signers = DocumentState.DRAFT, []
    document.save(update_fields=["snapshot", "snapshot_digest", "state", "signers"])
    log_event("document_edited", document, by=by, at=at, content={"snapshot": document.snapshot_digest})
    return document


@transaction.atomic
def review_document(document: Document, *, by: Account, at: datetime.datetime) -> Document:
    """Confirm as a second person that a draft says all it must.

    Raises: ForbiddenAct, if the reader wrote it, or something that the law wants said is missing.
    """
    document = locked(document)
    require("document.review", by=by, about=document)
    refuse_unless_open(document)
    if document.drafted_by:
        require_second_person(document.drafted_by, by)
    refuse_while_lacking(document)
    document.state = DocumentState.REVIEWED
    document.signers = [{"account": str(by.pk), "name": by.name_zh, "role": "", "as": "review", "at": at.isoformat()}]
    document.save(update_fields=["state", "signers"])
    log_event("document_reviewed", document, by=by, at=at, content={"snapshot": document.snapshot_digest})
    return document


@transaction.atomic
def send_back_document(document: Document, because: str, *, by: Account, at: datetime.datetime) -> Document:
    """Give a draft back to its writer with the reason. Raises: ForbiddenAct; BadInput, without a reason."""
    document = locked(document)
    require("document.review", by=by, about=document)
    refuse_unless_open(document)
    reason = because.strip()[:500]
    if not reason:
        raise BadInput("Say what is to be changed.", "请写明需要修改之处。")
    document.state, document.signers = DocumentState.DRAFT, []
    document.save(update_fields=["state", "signers"])
    log_event("document_sent_back", document, by=by, at=at, content={"because": reason})
    return document


def refuse_unless_open(document: Document) -> None:
    """Refuse an act on a document that is signed or withdrawn. Raises: ForbiddenAct."""
    if document.state not in _OPEN:
        raise ForbiddenAct(refuse("document_sealed", kind_of(document.code).article))


def refuse_while_lacking(document: Document) -> None:
    """Refuse while something that the law wants said is missing. Raises: ForbiddenAct, naming it with its article."""
    left = lacks(document.code, document.snapshot)
    if left:
        article = next((want.article for want in left if want.article), kind_of(document.code).article)
        raise ForbiddenAct(refuse("document_lacks", article, what="、".join(want.zh for want in left)))


def wants_review(document: Document) -> bool:
    """Whether somebody must still read the draft before it is signed."""
    return needs_review(kind_of(document.code)) and document.state == DocumentState.DRAFT

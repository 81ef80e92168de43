"""Bind the file 卷宗 of a closed case, keep it for its time, destroy it after; a hold forbids that."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct
from mingjian.law.articles import APL
from mingjian.law.documents import document as kind_of
from mingjian.law.retention import RETENTION, retention_for
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.log_keys import office_keys
from mingjian.office.cases.course import law_steps
from mingjian.office.documents.enclosed_evidence import Piece, pieces, told
from mingjian.office.documents.hold_case import refuse_while_held
from mingjian.office.documents.prefill import cause_of
from mingjian.office.people.authority import require, require_second_person
from mingjian.office.people.office_seal import office_faces, office_name, seal_of, stamps, store
from mingjian.papers.binding import Enclosed, bind, page_count
from mingjian.papers.exported import case_json
from mingjian.records import clock
from mingjian.records.models import Account, Case, CaseFile, Document

_ARTICLE = f"{APL} §47，档案法 §13"


def sealed_of(case: Case) -> list[Document]:
    """The sealed documents of a case in the order in which they were sealed."""
    return list(case.documents.filter(sealed_at__isnull=False).order_by("sealed_at", "id"))


def exported(case: Case, evidence: list[Piece] | None = None) -> dict[str, Any]:
    """The case as its exported file says it; evidence that cannot be enclosed is named without a file.

    `evidence`: its pieces if they are opened already; else they are only looked for.
    """
    documents = [
        {"name": name_of(number, row), "code": row.code, "number": row.number or "", "digest": row.digest,
         "withdrawn": row.state == "withdrawn"}
        for number, row in enumerate(sealed_of(case), 1)
    ]  # fmt: skip
    found = pieces(case, opened=False) if evidence is None else evidence
    facts = {"title": cause_of(case), "office": office_name(case.unit), "outcome": case.outcome}
    return case_json(case.number, case.party_name, law_steps(case), documents, map(told, found), facts=facts)


def name_of(number: int, row: Document) -> str:
    """The name of a document in the file."""
    return f"documents/{number:03d}-{row.code}.pdf"


@transaction.atomic
def bind_file(case: Case, retention: str = "", *, by: Account, at: datetime.datetime) -> CaseFile:
    """Bind a closed case: indexed, numbered through, with its certificate, signed.

    `retention`: a class of `law.retention`; empty: the one of its outcome. Raises: ForbiddenAct, if the case is not
    closed; BadInput, EvidenceError; nothing is kept then.
    """
    require("file.bind", by=by, about=case)
    case = Case.objects.select_for_update(of=("self",)).select_related("unit", "service", "subject").get(pk=case.pk)
    if case.stage not in ("closed", "archived"):
        raise ForbiddenAct(refuse("case_not_closed", _ARTICLE))
    kept = RETENTION.get(retention) if retention else retention_for(case.outcome)
    if kept is None:
        raise BadInput(f"There is no class of retention {retention!r}.", f"没有保管期限“{retention}”。")
    evidence = pieces(case, opened=True)
    content = exported(case, evidence)
    keys = office_keys(at)
    if keys is None:
        raise BadInput("There is no data folder, so there are no keys.", "没有数据目录，无法签名。")
    day = clock.day_of(at)
    about = {
        "office": {"name": office_name(case.unit)},
        "case": {"title": content["title"], "number": case.number},
        "party": {"name": case.party_name},
        "retention": kept.zh + ("" if kept.confirmed else "（未核实）"),
        "archivist": by.name_zh,
        "day": day.isoformat(),
    }
    bound = bind(
        content, [*_documents(case), *(piece.enclosed for piece in evidence)], about,
        keys=keys, seal=seal_of(case.unit, at), at=at, authority=stamps(at), found=office_faces(),
    )  # fmt: skip
    serial = CaseFile.objects.filter(case=case).count() + 1
    row = CaseFile.objects.create(
        case=case,
        serial=serial,
        digest=store().put(bound.content),
        pages=bound.pages,
        retention=kept.code,
        keep_until=kept.until(case.last_day or day),
        bound_by=by,
        bound_at=at,
    )
    log_event("file_bound", case, by=by, at=at, content={"digest": row.digest, "pages": row.pages, "serial": serial})
    return row


def _documents(case: Case) -> list[Enclosed]:
    kept, parts = store(), []
    for number, row in enumerate(sealed_of(case), 1):
        pdf = kept.get(row.digest)
        day = clock.day_of(row.sealed_at).isoformat() if row.sealed_at else ""
        title = kind_of(row.code).zh
        parts.append(Enclosed(name_of(number, row), title, pdf, row.digest, row.number or "", day, page_count(pdf)))
    return parts


def file_content(row: CaseFile) -> bytes:
    """The ZIP of a bound file. Raises: EvidenceError, if it was destroyed or is gone."""
    if row.destroyed_at is not None:
        raise EvidenceError("The file was destroyed after its time.", "案卷已在保管期满后依法销毁。")
    return store().get(row.digest)


@transaction.atomic
def destroy_file(row: CaseFile, because: str, *, by: Account, at: datetime.datetime) -> CaseFile:
    """Take a bound file out of the store once it need not be kept; its row and digest stay.

    Raises: ForbiddenAct, before its time, while the case is held, or by the one who bound it. Article: 档案法 §31.
    """
    row = CaseFile.objects.select_for_update(of=("self",)).select_related("case__unit", "bound_by").get(pk=row.pk)
    require("file.destroy", by=by, about=row.case)
    require_second_person(row.bound_by, by)
    refuse_while_held(row.case)
    if row.destroyed_at is not None:
        raise ForbiddenAct(refuse("file_gone", _ARTICLE))
    if row.keep_until is None or clock.day_of(at) <= row.keep_until:
        raise ForbiddenAct(refuse("retention_runs", _ARTICLE, until=str(row.keep_until or "永久 (for ever)")))
    reason = because.strip()[:500]
    if not reason:
        raise BadInput("Say why the file is destroyed.", "请写明销毁的理由。")
    row.destroyed_by, row.destroyed_at, row.destroyed_because = by, at, reason
    row.save(update_fields=["destroyed_by", "destroyed_at", "destroyed_because"])
    log_event("file_destroyed", row.case, by=by, at=at, content={"digest": row.digest, "because": reason})
    transaction.on_commit(lambda: store().remove(row.digest))
    return row

"""The documents of the demo's two finished cases: drafted, read, signed and sealed by its officers; then both are bound.

They come one by one in the worker, after the first page is up; what is sealed already is not made again.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.db import transaction

from mingjian.demo.case_facts import STORIES
from mingjian.demo.cases import moment
from mingjian.demo.document_words import APPEAL, BANK, COMMON, HEARD, OFFICE, SENT, Words
from mingjian.errors import EvidenceError
from mingjian.law.documents import document as kind_of
from mingjian.office.documents.bind_file import bind_file
from mingjian.office.documents.draft_document import draft_document, review_document, wants_review
from mingjian.office.documents.prefill import prefill
from mingjian.office.documents.sign_document import sign_document
from mingjian.records import clock
from mingjian.records.models import Account, Case, CaseFile, Document

SIGNERS = {
    "intake_clerk": ("miaokexin",),
    "handler": ("linyizhou", "chenzhi"),
    "office_head": ("fangjingshu",),
    "section_head": ("zengyuan",),
    "hearing_chair": ("zhengyan",),
    "hearing_clerk": ("heshu",),
    "legal_reviewer": ("zhoushen",),
}
DRAFTER, READER, ARCHIVIST = "linyizhou", "zengyuan", "baocunyuan"
PAPERS: dict[str, dict[str, Words]] = {"forum": {**COMMON, **HEARD}, "homework": {**COMMON, **SENT}}


def _on(day: datetime.date, hour: int) -> str:
    return moment(day, hour).isoformat()


def make_next() -> bool:
    """Make the next document that is not there yet, or bind a case that has all of its. Returns whether that was all.

    Nothing is done twice, for the records say what is done already.
    """
    for story, words in PAPERS.items():
        case = finished(story)
        if case is None:
            continue
        made = set(case.documents.filter(sealed_at__isnull=False).values_list("code", flat=True))
        code = next((code for code in words if code not in made), None)
        if code is not None:
            with suppress(EvidenceError):  # the authority was busy; the next look tries again
                make(case, code, words[code])
            return False
        if not CaseFile.objects.filter(case=case).exists():
            bind_file(case, by=_officer(ARCHIVIST), at=clock.now())
            return False
    return True


def finished(story: str) -> Case | None:
    """The closed case of a story; None before the demo is loaded."""
    told = STORIES[story]
    rows = Case.objects.filter(service__name=told.service, service__kind=told.kind, stage="closed")
    found: Case | None = rows.select_related("unit", "service", "subject").order_by("opened_on").first()
    return found


@transaction.atomic
def make(case: Case, code: str, words: Mapping[str, Any]) -> None:
    """Draft a document on the day of its step, let it be read where it must be, and let everybody sign it."""
    kind = kind_of(code)
    at = _moment(case, code)
    check_at = f"http://localhost:{os.environ.get('MINGJIAN_PORT', '8787')}/verify/"
    document = draft_document(case, code, values=_values(case, code, words, at), by=_officer(DRAFTER), at=at)
    if wants_review(document):
        document = review_document(document, by=_officer(READER), at=at)
    for name in _signers(kind.signers):
        document = sign_document(document, check_at=check_at, by=_officer(name), at=at)


def _signers(roles: tuple[str, ...]) -> list[str]:
    """Who signs, one after the other; nobody twice."""
    names: list[str] = []
    for role in roles:
        if role in SIGNERS:
            names.append(next(name for name in SIGNERS[role] if name not in names))
    return names


def _moment(case: Case, code: str) -> datetime.datetime:
    """An hour after the last step that this document belongs to."""
    made_by = kind_of(code).made_by
    wanted = ("served",) if code == "service_receipt" else made_by
    step = case.steps.filter(kind__in=wanted).order_by("seq").last()
    assert step is not None
    return moment(step.day, 17)


def _values(case: Case, code: str, words: Mapping[str, Any], at: datetime.datetime) -> dict[str, Any]:
    day = clock.day_of(at)
    filled = prefill(case, code, by=_officer(DRAFTER), day=day)
    own: dict[str, Any] = {
        "office": {**filled["office"], **OFFICE},
        "bank": BANK,
        "appeal": APPEAL,
        "day": day.isoformat(),
        "begun_at": _on(day, 9),
        "ended_at": _on(day, 11),
        "checked_at": _on(day, 10),
        "served_at": _on(day, 15),
        **words,
    }
    if isinstance(filled.get("handler"), Mapping):
        own["handler"] = {**filled["handler"], "by": _officer(DRAFTER).name_zh}
    for part in ("clerk", "handler", "head"):
        if isinstance(own.get(part), Mapping):
            own[part] = {"day": day.isoformat(), **own[part]}
    return {**own, **_from_the_case(case, code)}


def _from_the_case(case: Case, code: str) -> dict[str, Any]:
    """Days and numbers of other steps and documents that the prefilling leaves to the officer."""

    def day(kind: str) -> str:
        step = case.steps.filter(kind=kind).order_by("seq").last()
        return step.day.isoformat() if step else ""

    if code == "correction_check":
        order = case.documents.get(code="correction_order")
        limit = order.snapshot["limit"]
        return {"order": {"number": order.number, "served_on": day("correction_ordered"), "limit": limit}}
    if code in ("hearing_notice", "hearing_report"):
        held = case.steps.get(kind="hearing_notified").facts
        begun = _on(datetime.date.fromisoformat(held["hearing_day"]), 9)
        return {"held_at": begun, "place": held["place"]}
    if code == "hearing_record":
        return {"place": case.steps.get(kind="hearing_notified").facts["place"]}
    if code == "legal_review":
        return {"sent_on": day("hearing_reported")}
    if code == "deferral_approval":
        return {
            "asked_on": day("deferral_asked"),
            "instalments": case.steps.get(kind="deferral_granted").facts["instalments"],
        }
    if code == "crime_transfer_approval":
        return {"proposed_on": day("crime_checked"), "rule_by": day("crime_ruled")}
    if code == "crime_evidence_list":
        letter = Document.objects.get(case=case, code="crime_transfer").number
        piece = case.evidence.order_by("taken_on").first()
        digest = piece.digest if piece else ""
        return {
            "letter": letter,
            "things": [
                {"name": "电子数据光盘", "kind": "电子数据", "quantity": "2张", "digest": digest, "kept": "只读光盘"}
            ],
        }
    return {}


def _officer(username: str) -> Account:
    found: Account = Account.objects.select_related("unit").get(username=username)
    return found

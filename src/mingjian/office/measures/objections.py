"""Objections: made with the code of a notice, answered by one person, ruled on by another; an upheld one lifts its measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.executors import TERMS, in_working_days
from mingjian.law.measure_rules import after, may_move
from mingjian.law.measures import measure as kind_of
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.carry_out import untouch_targets
from mingjian.office.measures.propose_measure import locked
from mingjian.office.measures.returning import plan_return
from mingjian.office.people.authority import require, require_second_person
from mingjian.office.people.kept_secrets import code_digest, plain_code, seal, unseal
from mingjian.office.people.number_series import next_number
from mingjian.papers.handed_in import TYPES, HandedIn, take_all
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Measure,
    MeasureNotice,
    Objection,
    ObjectionFile,
    ObjectionState,
    OrderItem,
    Recheck,
)

LARGEST = 2 * 1024 * 1024
MOST_FILES = 3
LONGEST = 5000
OVER = ("withdrawn", "refused", "lifted", "failed")


Given = tuple[str, bytes]
"""A file as it was handed in: its name and its bytes."""


def notice_of(code: str) -> MeasureNotice | None:
    """The telling whose code this is; None if it is nobody's."""
    if len(plain_code(code)) != 12:
        return None
    rows = MeasureNotice.objects.select_related("measure__unit", "measure__service", "measure__subject")
    return rows.filter(code_digest=code_digest(code)).first()


def _checked(statement: str, files: Sequence[Given]) -> tuple[HandedIn, ...]:
    if not statement.strip():
        raise BadInput("Say what you object to and why.", "请写明异议的内容和理由。")
    if len(statement) > LONGEST:
        raise BadInput(f"The text is longer than {LONGEST} characters.", f"内容超过 {LONGEST} 字，请写短一些。")
    if len(files) > MOST_FILES:
        raise BadInput(f"At most {MOST_FILES} files.", f"最多 {MOST_FILES} 个附件。")
    for name, content in files:
        if len(content) > LARGEST:
            raise BadInput(f"{name[:60]} is larger than 2 MB.", f"{name[:60]} 超过 2 MB。")
    return take_all(files)


def _open(
    measure: Measure,
    statement: str,
    contact: str,
    files: Sequence[Given],
    notice: MeasureNotice | None,
    by: Account | None,
    at: datetime,
) -> Objection:
    taken = _checked(statement, files)
    if measure.state in OVER or measure.state == "proposed":
        raise ForbiddenAct(refuse("not_in_force", "明鉴 §异议"))
    if measure.objections.filter(state__in=["received", "answered"]).exists():
        raise ForbiddenAct(refuse("objection_open", "明鉴 §异议"))
    day = clock.day_of(at)
    objection = Objection.objects.create(
        number=f"{measure.unit.code}-Y-{day.year}-{next_number(measure.unit, 'objection', day.year):04d}",
        unit=measure.unit,
        measure=measure,
        notice=notice,
        statement=statement.strip(),
        contact=seal(contact.strip()[:200].encode(), "objection contact") if contact.strip() else b"",
        registered_by=by,
        received_at=at,
        due_on=in_working_days(TERMS.objection_days, day, "objection_received").day,
    )
    for file in taken:
        ObjectionFile.objects.create(
            objection=objection,
            name=file.name,
            media_type=TYPES[file.kind],
            size=len(file.content),
            digest=file.digest,
            sealed=seal(file.content, "objection file"),
        )
    return objection


@transaction.atomic
def make_objection(
    code: str, statement: str, *, contact: str = "", files: Sequence[Given] = (), at: datetime
) -> Objection:
    """Take an objection in from the one who is hit, by the one-time code on the notice.

    Raises: BadInput, for a code that is nobody's, an empty text or files that are not taken; ForbiddenAct, if the code
    was used, an objection is open, or the measure is over.
    """
    notice = notice_of(code)
    if notice is None:
        raise BadInput("This code is on no notice; check it.", "没有这个异议码，请核对通知书。")
    measure = locked(notice.measure)
    if Objection.objects.filter(notice=notice).exists():
        raise ForbiddenAct(refuse("objection_used", "明鉴 §异议"))
    objection = _open(measure, statement, contact, files, notice, None, at)
    log_event("objection_made", objection, by=None, at=at, content={"number": objection.number})
    return objection


@transaction.atomic
def register_objection(measure: Measure, statement: str, *, contact: str = "", by: Account, at: datetime) -> Objection:
    """Register an objection that came on paper or by telephone. Raises: BadInput; ForbiddenAct."""
    measure = locked(measure)
    require("objection.register", by=by, about=measure)
    objection = _open(measure, statement, contact, (), None, by, at)
    log_event("objection_registered", objection, by=by, at=at, content={"number": objection.number})
    return objection


def _locked(objection: Objection) -> Objection:
    rows = Objection.objects.select_for_update(of=("self",)).select_related("unit", "measure", "answered_by")
    return rows.get(pk=objection.pk)


def contact_of(objection: Objection) -> str:
    """How the one who objects can be reached, in clear; empty if nothing was left."""
    return unseal(objection.contact, "objection contact").decode() if objection.contact else ""


def content_of(file: ObjectionFile) -> bytes:
    """An attachment in clear."""
    return unseal(file.sealed, "objection file")


def read_objection(objection: Objection, *, by: Account, at: datetime) -> Objection:
    """Open an objection for reading: the reading itself is an event. Raises: ForbiddenAct."""
    require("records.read", by=by, about=objection)
    log_event("objection_read", objection, by=by, at=at)
    return objection


@transaction.atomic
def hear_executor(objection: Objection, says: str, on: date, *, by: Account, at: datetime) -> Objection:
    """Record what the executor (the platform) says to the objection.

    Raises: BadInput, without words, for a day in the future or once it is ruled; ForbiddenAct.
    """
    if not says.strip() or on > clock.day_of(at):
        raise BadInput("Write what the executor says, and a day that is not ahead.", "请写明执行方的意见和日期。")
    objection = _locked(objection)
    require("objection.answer", by=by, about=objection)
    if objection.state not in (ObjectionState.RECEIVED, ObjectionState.ANSWERED):
        raise BadInput("The objection is ruled on.", "这件异议已经裁定。")
    objection.executor_says, objection.executor_said_on = says.strip()[:LONGEST], on
    objection.save(update_fields=["executor_says", "executor_said_on"])
    log_event("executor_heard", objection, by=by, at=at)
    return objection


@transaction.atomic
def answer_objection(objection: Objection, proposal: str, answer: str, *, by: Account, at: datetime) -> Objection:
    """Propose how to rule (upheld or rejected) with the answer to the one who objects; a second person rules.

    Raises: BadInput, without words or for another proposal, or once it is ruled; ForbiddenAct.
    """
    if proposal not in (ObjectionState.UPHELD, ObjectionState.REJECTED) or not answer.strip():
        raise BadInput("Propose to uphold or to reject it, with reasons.", "请选择异议成立或不成立，并写明理由。")
    objection = _locked(objection)
    require("objection.answer", by=by, about=objection)
    if objection.state not in (ObjectionState.RECEIVED, ObjectionState.ANSWERED):
        raise BadInput("The objection is ruled on.", "这件异议已经裁定。")
    objection.proposal, objection.answer = proposal, answer.strip()[:LONGEST]
    objection.answered_by, objection.answered_at, objection.state = by, at, ObjectionState.ANSWERED
    objection.save(update_fields=["proposal", "answer", "answered_by", "answered_at", "state"])
    log_event("objection_answered", objection, by=by, at=at, content={"proposal": proposal})
    return objection


@transaction.atomic
def rule_objection(objection: Objection, ruling: str, because: str, *, by: Account, at: datetime) -> Objection:
    """Rule on an objection as a second person; upheld, its measure is lifted (or withdrawn if not carried out yet).

    Raises: BadInput, without reasons or before it was answered; ForbiddenAct, for the person who answered it.
    """
    if ruling not in (ObjectionState.UPHELD, ObjectionState.REJECTED) or not because.strip():
        raise BadInput("Uphold or reject it, with reasons.", "请裁定异议成立或不成立，并写明理由。")
    objection = _locked(objection)
    require("objection.rule", by=by, about=objection)
    if objection.state != ObjectionState.ANSWERED or objection.answered_by is None:
        raise BadInput("Somebody must propose a ruling first.", "须先由一人提出处理意见。")
    require_second_person(objection.answered_by, by)
    objection.state, objection.ruling = ruling, because.strip()[:LONGEST]
    objection.ruled_by, objection.ruled_at = by, at
    objection.save(update_fields=["state", "ruling", "ruled_by", "ruled_at"])
    upheld = ruling == ObjectionState.UPHELD
    content = {"number": objection.number}
    log_event("objection_upheld" if upheld else "objection_rejected", objection, by=by, at=at, content=content)
    if upheld:
        _overturn(objection, by, at)
    return objection


def _overturn(objection: Objection, by: Account, at: datetime) -> None:
    """Lift the measure of an upheld objection; the two people of the ruling are the two of the lifting."""
    measure, day = locked(objection.measure), clock.day_of(at)
    because = f"异议成立（{objection.number}）"
    if may_move(measure.state, "lift"):
        measure.state, measure.lifted_on = after(measure.state, "lift"), day
        measure.lifting_by, measure.lifted_by, measure.lifted_because = objection.answered_by, by, because
        measure.save(update_fields=["state", "lifted_on", "lifting_by", "lifted_by", "lifted_because"])
        Recheck.objects.filter(measure=measure, visit=None).update(cancelled=True)
        untouch_targets(measure, day)
        plan_return(measure, at=at)
        log_event("measure_lifted", measure, by=by, at=at, content={"because": because})
    elif may_move(measure.state, "withdraw"):
        measure.state, measure.decided_because = after(measure.state, "withdraw"), because
        measure.save(update_fields=["state", "decided_because"])
        OrderItem.objects.filter(measure=measure, result="waiting").update(result="withdrawn")
        log_event("measure_withdrawn", measure, by=by, at=at, content={"because": because})


def asks_restoring(measure: Measure) -> bool:
    """Whether a lifted measure still needs a letter that asks its executor to undo it."""
    if measure.state != "lifted" or measure.restored_on or not measure.executed_on:
        return False
    sent = measure.order_items.filter(order__act="restore").exclude(result="withdrawn").exists()
    return kind_of(measure.code).by_others and measure.executor_id is not None and not sent

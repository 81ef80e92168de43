"""Correct a typing error in a step: proposed by one person, approved by another; the step itself is never changed."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.articles import APL, OFFICE
from mingjian.law.course import first_fault, fold
from mingjian.law.documents import documents
from mingjian.law.procedure import KINDS, PROPOSED, REFUSED
from mingjian.law.step_kind import Field
from mingjian.law.verdicts import Verdict, refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.course import kind_of_row, law_steps, words_of
from mingjian.office.cases.people import acting
from mingjian.office.cases.refusal import named
from mingjian.office.cases.take_step import locked
from mingjian.office.cases.write_head import write_head
from mingjian.office.people.authority import require_second_person
from mingjian.records import clock
from mingjian.records.models import Account, Case, CorrectionState, Step, StepCorrection

CORRECTABLE = frozenset({"text", "day", "number"})
_RULE = f"{OFFICE} §双人"


def correctable(row: Step) -> tuple[Field, ...]:
    """The fields of a step in which a typing error may be corrected: words, days and numbers, unless they were served.

    What a step decides (choices, flags, people, penalties) is changed by another step, never by a correction.
    """
    kind = KINDS.get(kind_of_row(row))
    if kind is None or row.kind in (PROPOSED, REFUSED) or served_document(kind.code):
        return ()
    return tuple(field for field in kind.fields if field.kind in CORRECTABLE and field.name != "digest")


def served_document(kind: str) -> bool:
    """Whether the step makes a document that the party receives, whose words therefore stand."""
    return any(documents()[code].to_party for code in KINDS[kind].documents if code != "service_receipt")


@transaction.atomic
def propose_correction(
    case: Case, seq: int, field: str, new: Any, because: str, *, by: Account, at: datetime.datetime
) -> StepCorrection:
    """Propose that one field of a step be read otherwise. Whoever takes part in the case as a handler, or entered it, does.

    Raises: BadInput, without a reason or for a step that is not there; ForbiddenAct, with the rule.
    """
    case = locked(case)
    row = case.steps.filter(seq=seq).select_related("entered_by").first()
    if row is None:
        raise BadInput("There is no such step in this case.", "案件中没有这个步骤。")
    if not because.strip():
        raise BadInput("Say what was typed wrongly and how it is known.", "请写明错在何处、依据什么更正。")
    _may_work_on(case, by, at, entered_by=row.entered_by)
    if field not in {known.name for known in correctable(row)}:
        zh, en = words_of(kind_of_row(row))
        served = row.kind in KINDS and served_document(row.kind)
        verdict = refuse("correction_of_served", f"{APL} §44", zh=zh, en=en) if served else _field(field)
        raise ForbiddenAct(verdict)
    old = row.facts.get(field)
    if old == new:
        raise ForbiddenAct(refuse("correction_same", _RULE))
    if row.corrections.filter(field=field, state=CorrectionState.PROPOSED).exists():
        raise BadInput("A correction of this field waits for approval already.", "这一项已有更正在待审批。")
    correction = StepCorrection.objects.create(
        step=row, field=field, old=old, new=new, because=because.strip()[:500], proposed_by=by, proposed_at=at
    )
    _still_lawful(case, correction)
    content = {"seq": seq, "field": field, "because": correction.because}
    log_event("correction_proposed", case, by=by, at=at, content=content)
    return correction


@transaction.atomic
def decide_correction(
    correction: StepCorrection, *, approve: bool, by: Account, at: datetime.datetime
) -> StepCorrection:
    """Approve or refuse a correction as a second person with a head's role in the case's office.

    Approved, the head of the case is added up anew with it. Raises: ForbiddenAct; BadInput, if it was decided already.
    """
    case = locked(Case.objects.get(steps__corrections=correction))
    correction = StepCorrection.objects.select_for_update(of=("self",)).select_related("step").get(pk=correction.pk)
    if correction.state != CorrectionState.PROPOSED:
        raise BadInput("This correction was decided already.", "这项更正已经处理。")
    officer = acting(by, case.unit, clock.day_of(at)).officer
    if officer.away or not officer.holds("section_head", "office_head", "main_head"):
        raise ForbiddenAct(refuse("role_may_not", _RULE, who=by.name_zh, act="correction.approve"))
    require_second_person(correction.proposed_by, by)
    if approve:
        _still_lawful(case, correction)
    correction.state = CorrectionState.APPROVED if approve else CorrectionState.REFUSED
    correction.decided_by, correction.decided_at = by, at
    correction.save(update_fields=["state", "decided_by", "decided_at"])
    if approve:
        steps = law_steps(case)
        write_head(case, steps, fold(steps), at=at)
    verb = "correction_approved" if approve else "correction_refused"
    log_event(verb, case, by=by, at=at, content={"seq": correction.step.seq, "field": correction.field})
    return correction


def _field(name: str) -> Verdict:
    return refuse("correction_field", _RULE, field=name)


def _may_work_on(case: Case, by: Account, at: datetime.datetime, *, entered_by: Account | None) -> None:
    if not case.unit.path.startswith(by.unit.path):
        raise ForbiddenAct(refuse("case_of_other_unit", f"{APL} §22"))
    officer = acting(by, case.unit, clock.day_of(at)).officer
    is_handler = by.pk in case.handlers
    if not (is_handler or (entered_by and entered_by.pk == by.pk and officer.holds("handler", "intake_clerk"))):
        raise ForbiddenAct(named(refuse("not_handler_of_case", "网信部门行政执法程序规定 §18", who=str(by.pk))))


def _still_lawful(case: Case, correction: StepCorrection) -> None:
    """Refuse a correction with which the course would no longer be lawful, naming the step that would not be."""
    steps, corrected = law_steps(case), law_steps(case, also=correction)
    fault, before = first_fault(corrected), first_fault(steps)
    if fault is not None and (before is None or fault[0] < before[0]):
        why = named(fault[1])
        raise ForbiddenAct(refuse("correction_breaks", fault[1].article, seq=fault[0] + 1, why=why.say("zh")))

"""What a decision makes of the measures: each penalty is a measure of the case, and follows it to service and payment."""

from __future__ import annotations

import datetime

from mingjian.law.basis import basis as basis_of
from mingjian.law.case import CaseState, Penalty
from mingjian.law.steps import Step as LawStep
from mingjian.office.audit.log_event import log_event
from mingjian.records.models import Account, Case, CaseEvidence, Measure, MeasureEvidence, MeasureState

# In force with the service of the decision; nothing is left to be done.
_BY_SERVICE = frozenset({"warning", "circulate_notice"})
_MONEY = frozenset({"fine", "confiscation"})
_UNDER_WAY = (MeasureState.ORDERED, MeasureState.NOTIFIED)


def follow_penalties(
    case: Case,
    before: CaseState,
    state: CaseState,
    step: LawStep,
    *,
    proposer: str,
    by: Account | None,
    at: datetime.datetime,
) -> None:
    """Bring the measures of a case up to a step that was just taken.

    A penalty is ordered by the decision, told by its service; a warning is in force with it and counts on the day of
    the decision, money counts once all is paid, others when performed. A revoked decision lifts what it imposed.
    """
    if step.kind == "decided" and state.decision and state.decision.kind == "penalty" and by is not None:
        _order(case, state, step, proposer, by, at)
    elif step.kind == "served" and state.decision:
        _tell(case, state, step, by, at)
    elif step.kind == "performed":
        _executed(case, [step.text("measure")], step.day, by, at)
    elif step.kind == "appeal_decided" and state.void_since != before.void_since:
        _fall(case, state, step, by, at)
    if state.stage == "performed" and before.stage != "performed":
        _executed(case, list(_MONEY), step.day, by, at)


def _order(case: Case, state: CaseState, step: LawStep, proposer: str, by: Account, at: datetime.datetime) -> None:
    link = case.leads.select_related("lead").order_by("recorded_at").first()
    if link is None or state.decision is None:
        return
    rule = basis_of(step.text("basis"))
    kept = {
        "code": rule.code,
        "zh": rule.zh,
        "en": rule.en,
        "law": rule.law,
        "article": rule.article,
        "in_force_from": rule.in_force_from.isoformat(),
        "source": rule.source,
        "confirmed": rule.confirmed,
    }
    several = len(state.decision.penalties) > 1
    for place, penalty in enumerate(state.decision.penalties, start=1):
        measure = Measure.objects.create(
            number=f"{state.decision.number}-{place}" if several else state.decision.number,
            lead=link.lead,
            case=case,
            unit=case.unit,
            code=penalty.measure,
            service=case.service,
            subject=case.subject,
            basis_code=rule.code,
            basis=kept,
            facts=_facts(step, penalty),
            state=MeasureState.ORDERED,
            proposed_by_id=proposer or by.pk,
            proposed_at=at,
            decided_by=by,
            decided_at=at,
            ordered_on=step.day,
        )
        pieces = CaseEvidence.objects.filter(case=case, excluded=False).select_related("capture")
        MeasureEvidence.objects.bulk_create(
            [
                MeasureEvidence(measure=measure, capture=piece.capture, digest=piece.digest)
                for piece in pieces
                if piece.capture
            ]
        )
        log_event("measure_ordered", measure, by=by, at=at, content={"number": measure.number, "case": case.number})


def _facts(step: LawStep, penalty: Penalty) -> str:
    amount = f"（{penalty.amount:,} 元）" if penalty.measure in _MONEY else ""
    return f"{step.text('facts')}{amount}"


def _tell(case: Case, state: CaseState, step: LawStep, by: Account | None, at: datetime.datetime) -> None:
    assert state.decision is not None
    for measure in case.measures.filter(state=MeasureState.ORDERED):
        measure.state, measure.notified_on, measure.notified_way = MeasureState.NOTIFIED, step.day, step.text("way")
        if measure.code in _BY_SERVICE:
            measure.state, measure.executed_on = MeasureState.EXECUTED, state.decision.on
        measure.save(update_fields=["state", "notified_on", "notified_way", "executed_on"])
        log_event("measure_notified", measure, by=by, at=at, content={"way": measure.notified_way})


def _executed(case: Case, codes: list[str], day: datetime.date, by: Account | None, at: datetime.datetime) -> None:
    for measure in case.measures.filter(state__in=_UNDER_WAY, code__in=codes):
        measure.state, measure.executed_on = MeasureState.EXECUTED, day
        measure.save(update_fields=["state", "executed_on"])
        log_event("measure_executed", measure, by=by, at=at, content={"on": day.isoformat()})


def _fall(case: Case, state: CaseState, step: LawStep, by: Account | None, at: datetime.datetime) -> None:
    """Revoked: everything is lifted or withdrawn. Changed: what is no longer imposed is."""
    left = {row.measure for row in state.decision.penalties} if state.outcome == "penalty" and state.decision else set()
    for measure in case.measures.exclude(state__in=(MeasureState.LIFTED, MeasureState.WITHDRAWN)):
        if measure.code in left:
            continue
        done = measure.state not in _UNDER_WAY
        measure.state = MeasureState.LIFTED if done else MeasureState.WITHDRAWN
        measure.lifted_on, measure.lifted_because = step.day, step.text("number")[:500]
        measure.save(update_fields=["state", "lifted_on", "lifted_because"])
        verb = "measure_lifted" if done else "measure_withdrawn"
        log_event(verb, measure, by=by, at=at, content={"because": measure.lifted_because})

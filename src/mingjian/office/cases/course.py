"""The steps of a case as the law reads them: the rows as they were written, with approved corrections laid over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingjian.law.case import CaseState
from mingjian.law.course import fold
from mingjian.law.procedure import KINDS, PROPOSED, REFUSED
from mingjian.law.steps import Step as LawStep
from mingjian.records import clock
from mingjian.records.models import Case, CorrectionState, Step, StepCorrection


def law_step(row: Step, corrections: Iterable[StepCorrection] = ()) -> LawStep:
    """One row as a step of the law; each correction replaces one fact (of a proposal: of what was proposed)."""
    facts = dict(row.facts)
    for correction in corrections:
        if row.kind == PROPOSED:
            facts["facts"] = {**facts.get("facts", {}), correction.field: correction.new}
        else:
            facts[correction.field] = correction.new
    found = LawStep.from_json({"kind": row.kind, "day": row.day.isoformat(), "by": row.by, "facts": facts})
    at = row.at.astimezone(clock.SHANGHAI) if row.at else None
    return LawStep(found.kind, found.day, found.by, found.facts, at)


def rows_of(case: Case) -> list[Step]:
    """The rows of a case in their order, with who entered them."""
    return list(case.steps.select_related("entered_by", "acting_for").order_by("seq"))


def law_steps(case: Case, rows: Sequence[Step] | None = None, *, also: StepCorrection | None = None) -> list[LawStep]:
    """The course of a case, ready to be added up; `also`: a correction that was not approved yet, as if it were."""
    found = rows_of(case) if rows is None else rows
    kept = StepCorrection.objects.filter(step__case=case, state=CorrectionState.APPROVED).order_by("decided_at")
    laid: dict[object, list[StepCorrection]] = {}
    for correction in [*kept, *([also] if also else [])]:
        for key in _touched(found, correction.step_id):
            laid.setdefault(key, []).append(correction)
    return [law_step(row, laid.get(row.pk, ())) for row in found]


def _touched(rows: Sequence[Step], corrected: object) -> list[object]:
    """The row that is corrected, and the proposal it approved, so that the two still say the same."""
    at = next((place for place, row in enumerate(rows) if row.pk == corrected), None)
    if at is None:
        return []
    asked = [row for row in rows[:at] if row.kind == PROPOSED and row.facts.get("step") == rows[at].kind]
    return [corrected, *(row.pk for row in asked[-1:])]


def state_of(case: Case) -> CaseState:
    """What the steps of a case add up to."""
    return fold(law_steps(case))


def kind_of_row(row: Step) -> str:
    """The kind of step that a row is about: of a proposal or its refusal, the kind that was proposed."""
    return str(row.facts.get("step", "")) if row.kind in (PROPOSED, REFUSED) else row.kind


def words_of(kind: str) -> tuple[str, str]:
    """The Chinese and English name of a kind of step; the code itself if there is no such kind."""
    found = KINDS.get(kind)
    return (found.zh, found.en) if found else (kind, kind)

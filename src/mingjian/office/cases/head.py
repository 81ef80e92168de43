"""The head of a case as its steps make it: computed here, written by the acts, and compared by the check."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from mingjian.law.basis import basis
from mingjian.law.case import CaseState
from mingjian.law.course import after
from mingjian.law.dues import next_due
from mingjian.law.steps import Step as LawStep
from mingjian.records.models import NEVER, Case, PersonRole

OVER = frozenset({"closed", "archived"})
PersonRow = tuple[str, str, datetime.date, datetime.date | None]


def head_of(case: Case, state: CaseState, length: int) -> dict[str, Any]:
    """The columns of the head that the steps decide. `due` is as of the last step: an open pause shows no day."""
    waits = next_due(state, state.last_day or case.opened_on)
    return {
        "title": title_of(case, state),
        "stage": state.stage,
        "outcome": state.outcome,
        "open": state.stage not in OVER,
        "due": waits.day if waits else None,
        "due_rule": waits.rule or waits.clock if waits else "",
        "due_step": waits.step if waits else "",
        "due_provisional": bool(waits and waits.provisional),
        "sorted_due": waits.day if waits and state.stage not in OVER else NEVER,
        "bases": list(state.bases),
        "handlers": [uuid.UUID(code) for code in state.handlers],
        "waiting": sorted({row.kind for row in state.pending}),
        "length": length,
        "last_day": state.last_day,
    }


def title_of(case: Case, state: CaseState) -> str:
    """What a case is called: the service, and once it is filed the violation it is suspected of."""
    if not state.bases:
        return case.service.name
    return f"{case.service.name}涉嫌{basis(state.bases[0]).zh}案"[:200]


def people_of(steps: Sequence[LawStep], settings: CaseState | None = None) -> set[PersonRow]:
    """Who was what in the case, from which day to which (None: still): account, role, since, until."""
    state = settings or CaseState()
    open_rows: dict[tuple[str, str], datetime.date] = {}
    found: set[PersonRow] = set()
    for step in steps:
        state = after(state, step)
        now = _roles_in(state)
        for person in [row for row in open_rows if row not in now]:
            found.add((*person, open_rows.pop(person), step.day))
        for person in now:
            open_rows.setdefault(person, step.day)
    return found | {(*person, since, None) for person, since in open_rows.items()}


def _roles_in(state: CaseState) -> set[tuple[str, str]]:
    rows = {(code, str(PersonRole.HANDLER)) for code in state.handlers}
    if state.reviewer:
        rows.add((state.reviewer, str(PersonRole.LEGAL_REVIEWER)))
    if state.hearing and state.hearing.chair:
        rows.add((state.hearing.chair, str(PersonRole.HEARING_CHAIR)))
    return rows | {(code, str(PersonRole.RECUSED)) for code in state.recused}


def evidence_of(steps: Sequence[LawStep], state: CaseState) -> dict[str, dict[str, Any]]:
    """The evidence of the case by digest: kind, lawful basis, place, tool, record, takers, day, reviewed, excluded."""
    taken = {step.text("digest"): step for step in steps if step.kind in ("evidence_taken", "statement_taken")}
    return {
        piece.digest: {
            "kind": piece.kind,
            "lawful_basis": taken[piece.digest].text("lawful_basis")[:200],
            "place": taken[piece.digest].text("place")[:2000],
            "tool": taken[piece.digest].text("tool")[:200],
            "record": taken[piece.digest].text("record")[:200],
            "takers": sorted((uuid.UUID(code) for code in taken[piece.digest].actors), key=str),
            "taken_on": taken[piece.digest].day,
            "reviewed": piece.reviewed,
            "excluded": piece.excluded,
        }
        for piece in state.evidence
    }

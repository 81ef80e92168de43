"""Cases for an officer's own programs: found, read, and what may be done next; read only, as that officer may read."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Query, Router

from mingjian.api.answers import STALE, refuse_nul, with_tag
from mingjian.api.case_shapes import CasePage, CaseWhole
from mingjian.api.problems import ERRORS, problem
from mingjian.api.tokens import calling_officer
from mingjian.errors import BadInput
from mingjian.figures.board import board_page, read_place, written_place
from mingjian.law.case import OUTCOMES, STAGES
from mingjian.law.course import fold
from mingjian.law.dues import CaseDue, dues
from mingjian.law.next import NextStep, next_from
from mingjian.law.procedure import KINDS, PROPOSED, REFUSED
from mingjian.law.roles import ROLES
from mingjian.law.steps import Step as LawStep
from mingjian.law.verdicts import NotMet
from mingjian.office.cases.course import kind_of_row, law_steps, rows_of, words_of
from mingjian.office.cases.open_case import read_case
from mingjian.office.cases.people import acting
from mingjian.office.cases.refusal import named
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import Case, Step, Unit

router = Router(tags=["cases"])
MOST = 100
_FIRST, _LAST = 2000, 2100


def _words(code: str, pair: tuple[str, str]) -> dict[str, str]:
    return {"code": code, "zh": pair[0], "en": pair[1]}


def _head(row: Case) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "number": row.number,
        "title": row.title,
        "party": row.party_name,
        "office": row.unit.code,
        "stage": _words(row.stage, STAGES[row.stage]),
        "outcome": _words(row.outcome, OUTCOMES[row.outcome]),
        "open": row.open,
        "due": row.due.isoformat() if row.due else None,
        "due_rule": row.due_rule,
        "due_step": row.due_step,
        "provisional": row.due_provisional,
        "steps": row.length,
    }


def _place(cursor: str) -> tuple[str, str] | None:
    try:
        return read_place(cursor)
    except ValueError as error:
        raise BadInput(*STALE) from error


@router.get("", response={200: CasePage, **ERRORS}, operation_id="list_cases", summary="Cases, the soonest due first")
def list_cases(
    request: HttpRequest,
    number: Annotated[str, Query(max_length=64)] = "",
    stage: Annotated[str, Query(max_length=24)] = "",
    office: Annotated[str, Query(max_length=32)] = "",
    after: Annotated[str, Query(max_length=160)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Any:
    """One page of the cases of the officer's territory: open ones, those of one stage, or the one of a number."""
    officer = calling_officer(request)
    require("records.read", by=officer)
    refuse_nul(number, stage, office)
    if number:
        rows = Case.objects.seen_by(officer).filter(number=number, void=False).select_related("unit")
        return {"cases": [_head(row) for row in rows], "next": ""}
    if stage and stage not in STAGES:
        raise BadInput(
            f"There is no stage {stage!r}; there are: {', '.join(STAGES)}.",
            f"没有阶段“{stage}”；可用的有：{'、'.join(STAGES)}。",
        )
    unit = Unit.objects.seen_by(officer).filter(code=office).first() if office else officer.unit
    if unit is None:
        return problem(404, "There is no such office in your territory.", "您的辖区内没有这一机关。")
    found, last = board_page(unit, stage=stage, after=_place(after), size=limit)
    return {"cases": [_head(row) for row in found], "next": written_place(last)}


@router.get(
    "/{case_id}",
    response={200: CaseWhole, 304: None, **ERRORS},
    operation_id="get_case",
    summary="One case and what may be done next",
)
def get_case(
    request: HttpRequest,
    case_id: uuid.UUID,
    day: datetime.date | None = None,
    if_none_match: Annotated[str, Header(alias="If-None-Match")] = "",
) -> Any:
    """What the steps of a case add up to, and what may be done next, by whom, until when, under which article.

    `day`: the day that is asked about (today if left out). The reading is an event of the log. Carries an ETag.
    """
    officer = calling_officer(request)
    row = Case.objects.seen_by(officer).filter(pk=case_id, void=False).select_related("unit").first()
    if row is None:
        return problem(404, "There is no such case in your territory.", "您的辖区内没有这一案件。")
    read_case(row, by=officer, at=clock.now())
    asked = day or clock.today()
    if not _FIRST <= asked.year <= _LAST:
        raise BadInput(f"Ask for a day between {_FIRST} and {_LAST}.", f"请查询 {_FIRST} 年至 {_LAST} 年之间的日期。")
    return with_tag(_whole(row, officer, asked), if_none_match)


def _whole(row: Case, account: Any, day: datetime.date) -> dict[str, Any]:
    rows = rows_of(row)
    steps = law_steps(row, rows)
    state = fold(steps)
    officer = acting(account, row.unit, day).officer
    return {
        **_head(row),
        "day": day.isoformat(),
        "bases": list(state.bases),
        "legally_confirmed": sorted(state.legally_confirmed),
        "waiting": [pending.kind for pending in state.pending],
        "clocks": [_clock(found, day) for found in dues(state, day)],
        "course": [_step(one, step) for one, step in zip(rows, steps, strict=True)],
        "next": [_next(step) for step in next_from(state, officer, day)],
    }


def _clock(found: CaseDue, day: datetime.date) -> dict[str, Any]:
    return {
        "step": found.step,
        "day": found.day.isoformat(),
        "rule": found.rule,
        "article": found.article,
        "kept_by": found.kept_by,
        "provisional": found.provisional,
        "confirmed": found.confirmed,
        "paused": found.paused,
        "overdue": day > found.day and not found.paused,
    }


def _step(row: Step, step: LawStep) -> dict[str, Any]:
    kind = KINDS.get(kind_of_row(row))
    return {
        "seq": row.seq,
        "kind": _words(kind_of_row(row), words_of(kind_of_row(row))),
        "proposed": row.kind in (PROPOSED, REFUSED),
        "day": step.day.isoformat(),
        "article": kind.article if kind else "",
        "by": [who.code for who in step.by],
        "facts": dict(step.facts),
    }


def _against(verdicts: Sequence[NotMet]) -> list[dict[str, str]]:
    return [
        {
            "code": verdict.reason.code,
            "article": verdict.article,
            "zh": named(verdict).say("zh"),
            "en": named(verdict).say("en"),
        }
        for verdict in verdicts
    ]


def _next(step: NextStep) -> dict[str, Any]:
    return {
        "step": _words(step.kind, (step.zh, step.en)),
        "how": step.how,
        "allowed": step.allowed,
        "missing": _against(step.missing),
        "personal": _against(step.personal),
        "who": [_words(role, (ROLES[role].zh, ROLES[role].en)) for role in step.who],
        "people": step.people,
        "article": step.article,
        "rule": step.due.rule if step.due else "",
        "until": step.until.isoformat() if step.until else None,
        "overdue": step.overdue,
        "provisional": bool(step.due and step.due.provisional),
        "fields": [
            {
                "name": field.name,
                "kind": field.kind,
                "zh": field.zh,
                "en": field.en,
                "required": field.required,
                "options": [_words(code, (zh, en)) for code, zh, en in field.options],
            }
            for field in step.fields
        ],
        "documents": list(step.documents),
    }

"""One case 案件: its course as a line, what is next and why something is not possible, clocks, evidence, people, papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mingjian.law.articles import cite
from mingjian.law.basis import basis, catalogue
from mingjian.law.course import fold
from mingjian.law.documents import documents
from mingjian.law.dues import dues
from mingjian.law.next import NextStep, next_from
from mingjian.law.procedure import KINDS, PROPOSED, REFUSED
from mingjian.law.steps import Step as LawStep
from mingjian.law.urgency import urgency
from mingjian.office.cases.correct_step import correctable
from mingjian.office.cases.course import kind_of_row, law_steps, rows_of
from mingjian.office.cases.open_case import read_case
from mingjian.office.cases.people import acting
from mingjian.office.cases.refusal import named
from mingjian.records import clock
from mingjian.records.models import Case, CorrectionState, Step, StepCorrection
from mingjian.web.desk.case_fields import said_value
from mingjian.web.desk.case_line import line_of
from mingjian.web.desk.case_people import codes_in, names_of
from mingjian.web.desk.cases import kind_word
from mingjian.web.language import code, say
from mingjian.web.words import WORDS, word

_SHOWN_CLOCKS = 8
# Steps that may happen at many stages and lead nowhere by themselves; a page folds them away.
BESIDE = frozenset(
    {
        "filing_extended",
        "designation_asked",
        "passed_on",
        "filing_withdrawn",
        "electronic_consented",
        "recusal_asked",
        "recusal_ruled",
        "handler_changed",
        "clock_paused",
        "clock_resumed",
        "interview_held",
        "preserved",
        "preservation_lapsed",
        "supplemented",
        "basis_confirmed",
        "discussed",
        "decision_extended",
        "decision_extended_more",
        "published",
        "unpublished",
        "reconsideration_applied",
        "suit_filed",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """One step of the past as a page tells it: who, what, its facts in words, who approved for whom, corrections."""

    row: Step
    word: str
    proposed: bool
    refused: bool
    people: str
    facts: Sequence[tuple[str, str]]
    article: str
    corrections: Sequence[StepCorrection]
    may_correct: bool


def rows_for(user: Any) -> Any:
    """The cases an officer may open."""
    return Case.objects.seen_by(user).filter(void=False).select_related("unit", "service", "subject", "opened_by")


def case(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one case."""
    user: Any = request.user
    row = read_case(get_object_or_404(rows_for(user), pk=key), by=user, at=clock.now())
    day = clock.today()
    rows = rows_of(row)
    steps = law_steps(row, rows)
    state = fold(steps)
    officer = acting(user, row.unit, day).officer
    offered = next_from(state, officer, day)
    names = names_of({*codes_in(steps), *state.handlers}) | _law_words(steps)
    ready = [step for step in offered if step.allowed]
    others = [step for step in offered if not step.missing and not step.allowed]
    words = {
        "case": row,
        "state": state,
        "day": day,
        "line": line_of(steps),
        "ready": [step for step in ready if _on_the_way(step, state.stage)],
        "beside": [step for step in ready if not _on_the_way(step, state.stage)],
        "theirs": [_said(step) for step in others if _on_the_way(step, state.stage)],
        "theirs_beside": [_said(step) for step in others if not _on_the_way(step, state.stage)],
        "cannot": [_said(step) for step in offered if step.missing],
        "told": [
            _told(one, step, names, rows, user) for one, step in zip(reversed(rows), reversed(steps), strict=True)
        ],
        "clocks": [_clock(found, day) for found in dues(state, day)][:_SHOWN_CLOCKS],
        "pauses": [pause for pause in state.pauses if pause.last is None],
        "bases": [basis(one) for one in state.bases],
        "confirmed": state.legally_confirmed,
        "evidence": row.evidence.select_related("capture").order_by("taken_on", "recorded_at"),
        "people": row.people.select_related("account").order_by("since", "recorded_at"),
        "parties": row.parties.order_by("recorded_at"),
        "measures": row.measures.order_by("number"),
        "leads": row.leads.select_related("lead"),
        "papers": row.documents.order_by("drafted_at"),
        "open_corrections": StepCorrection.objects.filter(
            step__case=row, state=CorrectionState.PROPOSED
        ).select_related("step", "proposed_by"),
        "may_decide": officer.holds("section_head", "office_head", "main_head") and not officer.away,
        "names": names,
    }
    return render(request, "desk/case.html", words)


def _on_the_way(step: NextStep, stage: str) -> bool:
    """Whether a step leads the case on, or waits for an approval; others stand beside the way."""
    again = step.kind == "notified" and stage != "concluded"
    return step.how == "approve" or not (again or step.kind in BESIDE)


def _law_words(steps: Sequence[LawStep]) -> dict[str, str]:
    """Rules and tiers that stand in the steps, as people call them."""
    said = {value for step in steps for value in _texts(step.facts)}
    rules = {key: cite(f"{rule.law} §{rule.article}", code()) for key, rule in catalogue().items() if key in said}
    return rules | {key: word("basis_tier", key) for key in WORDS["basis_tier"] if key in said}


def _texts(facts: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for value in facts.values():
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, Mapping):
            found |= _texts(value)
        elif isinstance(value, list):
            found |= {item for item in value if isinstance(item, str)}
    return found


def _said(step: NextStep) -> dict[str, Any]:
    """A step that this officer cannot take now, with the sentences that say why."""
    return {"step": step, "why": [named(verdict).say(code()) for verdict in (*step.missing, *step.personal)][:3]}


def _clock(found: Any, day: Any) -> dict[str, Any]:
    tone = (
        urgency(found.counted, day, paused=found.paused)
        if found.counted
        else ("overdue" if day > found.day else "running")
    )
    return {
        "due": found,
        "word": kind_word(found.step),
        "tone": tone,
        "article": cite(found.article, code()),
        "today": day,
    }


def _told(row: Step, step: LawStep, names: dict[str, str], rows: Sequence[Step], user: Any) -> Told:
    kind = KINDS.get(kind_of_row(row))
    facts = step.facts.get("facts", {}) if row.kind == PROPOSED else step.facts
    approved = row.kind in KINDS and bool(KINDS[row.kind].approved_by)
    said = (
        [
            (field.label(code()), said_value(field, facts[field.name], names))
            for field in kind.fields
            if field.name in facts
        ]
        if kind and row.kind != REFUSED and not approved
        else []
    )
    if row.kind == REFUSED:
        said = [("", step.text("reasons"))]
    return Told(
        row=row,
        word=kind_word(kind_of_row(row)),
        proposed=row.kind == PROPOSED,
        refused=row.kind == REFUSED,
        people=say("、", ", ").join(names.get(who.code, who.code) for who in step.by),
        facts=[(label, value) for label, value in said if value != "—"],
        article=cite(kind.article, code()) if kind else "",
        corrections=list(row.corrections.filter(state=CorrectionState.APPROVED)) if row.kind in KINDS else [],
        may_correct=bool(correctable(row))
        and (user.pk in (rows[0].case.handlers if rows else []) or row.entered_by_id == user.pk),
    )


def document_word(name: str) -> str:
    """The name of a kind of document in the language of the page."""
    found = documents().get(name)
    return (found.zh if code() == "zh" else found.en) if found else name

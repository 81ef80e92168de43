"""Decisions that were published, or taken back, become steps of their cases: found by a job, in the order of the desks.

The desk of publications stands right of the cases and knows nothing of their course; so the cases look at what it left.
The steps are those of the people who proposed and published, asked of the law like any other.
"""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from mingjian.errors import ForbiddenAct
from mingjian.law.course import fold
from mingjian.law.procedure import PROPOSED
from mingjian.law.steps import Step as LawStep
from mingjian.office.cases.course import law_steps
from mingjian.office.cases.people import acting
from mingjian.office.cases.take_step import Sent, ask, locked, write_step
from mingjian.records import clock
from mingjian.records.models import Account, Case, Publication, PublicationState, Step

LOG = logging.getLogger(__name__)
_OUT = (PublicationState.PUBLISHED, PublicationState.WITHDRAWN)


def enter_publications(*, at: datetime.datetime, limit: int = 100) -> int:
    """Enter every publication and withdrawal that its case does not know yet. Returns how many steps were entered.

    What the law refuses (a case that is archived, a publisher who is recused) is not entered: the page of the publication
    says so (`refused_by_case`), and the log of the worker. Article: 行政处罚法 §48.
    """
    entered = 0
    for kind, states in (("published", _OUT), ("unpublished", (PublicationState.WITHDRAWN,))):
        known = Step.objects.filter(case=OuterRef("case"), kind=kind)
        rows = Publication.objects.filter(~Exists(known), case__void=False, state__in=states)
        for row in rows.select_related("case", "proposed_by__unit", "decided_by__unit", "withdrawn_by__unit")[:limit]:
            try:
                entered += _published(row, at) if kind == "published" else _unpublished(row, at)
            except ForbiddenAct as refused:
                LOG.warning("%s is not entered in its case: %s", row.number, refused)
    return entered


@transaction.atomic
def _published(row: Publication, at: datetime.datetime) -> int:
    """Propose and approve, as those who did."""
    case, first, second = _parties(row, row.decided_by)
    case = locked(case)
    proposal, approval = _steps(case, row, first, second, at)
    _take(case, proposal, row, "p", first, at)
    _take(case, approval, row, "a", second, at)
    return 1


def _steps(case: Case, row: Publication, first: Account, second: Account, at: datetime.datetime) -> list[LawStep]:
    """The proposal of a publication and its approval as steps of the case."""
    reasons = "；".join(answer["because"] for answer in row.test.values() if answer["because"])
    masked = "、".join(row.masked) or "无"
    facts = {"social_impact": True, "reasons": f"{row.number}：{reasons}"[:2000], "masked": masked}
    proposal = {"step": "published", "facts": facts}
    day = _not_before(case, row.published_on or clock.day_of(at))
    people = [acting(one, case.unit, day).officer for one in (first, second)]
    return [LawStep(PROPOSED, day, (people[0],), proposal), LawStep("published", day, (people[1],), facts)]


@transaction.atomic
def _unpublished(row: Publication, at: datetime.datetime) -> int:
    """Take back, as who did."""
    case, _, by = _parties(row, row.withdrawn_by)
    case = locked(case)
    _take(case, _taking_back(case, row, by, at), row, "w", by, at)
    return 1


def _taking_back(case: Case, row: Publication, by: Account, at: datetime.datetime) -> LawStep:
    day = _not_before(case, clock.day_of(row.withdrawn_at or at))
    facts = {"reasons": row.withdrawn_because, "late_reason": row.withdrawn_because}
    return LawStep("unpublished", day, (acting(by, case.unit, day).officer,), facts)


def refused_by_case(row: Publication, *, by: Account, at: datetime.datetime) -> ForbiddenAct | None:
    """Why the law does not let the case of a publication take it up, for those who publish; None where it does, or did.

    `by`: who would publish it, as long as nobody has. Nothing is changed.
    """
    if row.case is None or row.state == PublicationState.REFUSED:
        return None
    kind = "unpublished" if row.state == PublicationState.WITHDRAWN else "published"
    if Step.objects.filter(case=row.case, kind=kind).exists():
        return None
    steps, today = law_steps(row.case), clock.day_of(at)
    try:
        if not any(step.kind == "published" for step in steps):
            for step in _steps(row.case, row, row.proposed_by, row.decided_by or by, at):
                ask(fold(steps), step, today=today)
                steps.append(step)
        if kind == "unpublished" and row.withdrawn_by is not None:
            ask(fold(steps), _taking_back(row.case, row, row.withdrawn_by, at), today=today)
    except ForbiddenAct as refused:
        return refused
    return None


def _parties(row: Publication, second: Account | None) -> tuple[Case, Account, Account]:
    if row.case is None or second is None:
        raise ValueError(f"{row.number} has no case or nobody who decided")
    return row.case, row.proposed_by, second


def _not_before(case: Case, day: datetime.date) -> datetime.date:
    """The day, or that of the case's last step where this is later: steps stand in the order of their days."""
    last = fold(law_steps(case)).last_day
    return max(day, last) if last else day


def _take(case: Case, step: LawStep, row: Publication, mark: str, by: Account, at: datetime.datetime) -> Any:
    """Ask the law and write the step; the key makes a second entering impossible."""
    steps = law_steps(case)
    ask(fold(steps), step, today=clock.day_of(at))
    return write_step(case, steps, step, Sent(step.day, f"{row.pk.hex}-{mark}"), by=by, at=at)

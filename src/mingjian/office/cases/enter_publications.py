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

    What the law refuses (a case that is archived, a publisher who is recused) is not entered, and is told in the log of
    the worker. Article: 行政处罚法 §48.
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
    reasons = "；".join(answer["because"] for answer in row.test.values() if answer["because"])
    masked = "、".join(row.masked) or "无"
    facts = {"social_impact": True, "reasons": f"{row.number}：{reasons}"[:2000], "masked": masked}
    proposal = {"step": "published", "facts": facts}
    day = _not_before(case, row.published_on or clock.day_of(at))
    _take(case, LawStep(PROPOSED, day, (acting(first, case.unit, day).officer,), proposal), row, "p", first, at)
    _take(case, LawStep("published", day, (acting(second, case.unit, day).officer,), facts), row, "a", second, at)
    return 1


@transaction.atomic
def _unpublished(row: Publication, at: datetime.datetime) -> int:
    """Take back, as who did."""
    case, _, by = _parties(row, row.withdrawn_by)
    day = _not_before(case, clock.day_of(row.withdrawn_at or at))
    facts = {"reasons": row.withdrawn_because, "late_reason": row.withdrawn_because}
    _take(case, LawStep("unpublished", day, (acting(by, case.unit, day).officer,), facts), row, "w", by, at)
    return 1


def _parties(row: Publication, second: Account | None) -> tuple[Case, Account, Account]:
    if row.case is None or second is None:
        raise ValueError(f"{row.number} has no case or nobody who decided")
    return locked(row.case), row.proposed_by, second


def _not_before(case: Case, day: datetime.date) -> datetime.date:
    """The day, or that of the case's last step where this is later: steps stand in the order of their days."""
    last = fold(law_steps(case)).last_day
    return max(day, last) if last else day


def _take(case: Case, step: LawStep, row: Publication, mark: str, by: Account, at: datetime.datetime) -> Any:
    """Ask the law and write the step; the key makes a second entering impossible."""
    steps = law_steps(case)
    ask(fold(steps), step, today=clock.day_of(at))
    return write_step(case, steps, step, Sent(step.day, f"{row.pk.hex}-{mark}"), by=by, at=at)

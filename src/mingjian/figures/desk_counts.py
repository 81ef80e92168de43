"""What waits on an officer's desk, as counts within the officer's scope."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mingjian.records.models import Account, Bulletin, Finding, Lead, Measure, Outcome, Report


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """Counts of the tabs of Today."""

    to_judge: int
    to_approve: int
    reports: int
    due: int
    came_back: int


def approvals_for(account: Account) -> tuple[object, object, object]:
    """The measures, liftings and bulletins that somebody else has put up for approval in the account's scope."""
    measures = Measure.objects.seen_by(account)
    return (
        measures.filter(state="proposed").exclude(proposed_by=account),
        measures.filter(lifting_by__isnull=False, lifted_on=None).exclude(lifting_by=account),
        Bulletin.objects.seen_by(account).filter(state="draft").exclude(drafted_by=account),
    )


def desk_counts(account: Account, *, now: datetime.datetime) -> DeskCounts:
    """Count what waits for an account: exact, within its scope."""
    week = now - datetime.timedelta(days=7)
    outcomes = Outcome.objects.filter(measure__unit__path__startswith=account.unit.path, found_at__gte=week)
    return DeskCounts(
        to_judge=Finding.objects.seen_by(account).filter(state="open", police=False).count(),
        to_approve=sum(rows.count() for rows in approvals_for(account)),  # type: ignore[attr-defined]
        reports=Report.objects.seen_by(account).filter(state="received").count(),
        due=Lead.objects.seen_by(account).filter(state="open", measures=None, cases=None).count()
        + Measure.objects.seen_by(account).filter(state__in=["ordered", "notified"], case=None).count(),
        came_back=outcomes.count(),
    )

"""A run is over when none of its visits is open any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from mingjian.office.audit.log_event import log_event
from mingjian.records.models import PatrolRun, RunState, Visit, VisitState

OPEN = [VisitState.WAITING, VisitState.CLAIMED]


@transaction.atomic
def finish_run(run_id: Any, at: datetime) -> bool:
    """End a run whose last visit is over. Returns whether it did.

    Of two workers that end the last two visits in the same instant neither sees the other's; `finish_runs` looks again.
    """
    if Visit.objects.filter(run_id=run_id, state__in=OPEN).exists():
        return False
    run = PatrolRun.objects.select_for_update().get(pk=run_id)
    if run.state != RunState.RUNNING:
        return False
    run.state, run.finished_at = RunState.DONE, at
    run.save(update_fields=["state", "finished_at"])
    log_event("run_finished", run, by=None, at=at)
    return True


def finish_runs(*, at: datetime) -> int:
    """End every run that goes on without an open visit. Returns how many."""
    open_visits = Visit.objects.filter(run=OuterRef("pk"), state__in=OPEN)
    over = PatrolRun.objects.filter(~Exists(open_visits), state=RunState.RUNNING)
    return sum(finish_run(key, at) for key in over.values_list("pk", flat=True))

"""What time brings: plans that are due are started, due rechecks become visits, made ones are concluded."""

from __future__ import annotations

from datetime import datetime, timedelta

from mingjian.office.cases.board_counts import fold_board
from mingjian.office.evidence.destroy import carry_out_destructions
from mingjian.office.measures.rechecks import conclude_rechecks, open_due_rechecks
from mingjian.office.patrol.finish_run import finish_runs
from mingjian.office.patrol.start_run import services_of, start_run
from mingjian.office.publications.withdraw import note_lifted
from mingjian.records.models import PatrolPlan, RunState


def start_due_plans(*, at: datetime) -> int:
    """Start every active plan whose last run began at least its interval ago. Returns how many were started."""
    started = 0
    for plan in PatrolPlan.objects.filter(active=True, every_hours__gt=0).select_related("unit"):
        last = plan.runs.order_by("-started_at").first()
        if last and (
            last.state in (RunState.RUNNING, RunState.PAUSED)
            or at < last.started_at + timedelta(hours=plan.every_hours)
        ):
            continue
        if services_of(plan).exists():
            start_run(plan, by=None, at=at)
            started += 1
    return started


def follow_up(*, at: datetime) -> None:
    """What follows by itself, looked at once a second: from the measures, and at the end of a run."""
    finish_runs(at=at)
    fold_board()
    open_due_rechecks(at=at)
    conclude_rechecks(at=at)
    note_lifted(at=at)
    carry_out_destructions(at=at)

"""How far a patrol run is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from mingjian.records.models import PatrolRun, Visit

LATELY = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of the visits of a run. `waiting` holds those `under_way` and those `postponed` too; `lately`: ended in two minutes."""

    total: int
    done: int
    reached: int
    waiting: int
    dropped: int
    under_way: int
    postponed: int
    changed: int
    unchanged: int
    lately: int

    @property
    def percent(self) -> int:
        """Visits that are over, in hundredths of all."""
        return 100 * (self.done + self.dropped) // self.total if self.total else 100

    @property
    def unreached(self) -> int:
        """Visits that are over without an answer: nobody answered, or their turn never came."""
        return self.done - self.reached + self.dropped

    @property
    def a_minute(self) -> float:
        """Visits that ended in a minute, lately."""
        return self.lately / (LATELY.total_seconds() / 60)

    @property
    def minutes_left(self) -> int | None:
        """Minutes until the rest is done at this pace; None if nothing moves."""
        return round(self.waiting / self.a_minute) if self.lately else None


def progress_of(run: PatrolRun, *, at: datetime) -> Progress:
    """Count the visits of a run by state."""
    tally = Visit.objects.filter(run=run).aggregate(
        total=Count("id"),
        done=Count("id", filter=Q(state="done")),
        reached=Count("id", filter=Q(reached=True)),
        waiting=Count("id", filter=Q(state__in=["waiting", "claimed"])),
        dropped=Count("id", filter=Q(state="dropped")),
        under_way=Count("id", filter=Q(state="claimed")),
        postponed=Count("id", filter=Q(state="waiting", not_before__isnull=False)),
        changed=Count("id", filter=Q(state="done") & ~Q(changes=[])),
        unchanged=Count("id", filter=Q(unchanged=True)),
        lately=Count("id", filter=Q(visited_at__gt=at - LATELY)),
    )
    return Progress(**tally)

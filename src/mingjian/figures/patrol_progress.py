"""How far a patrol run is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from mingjian.records.models import PatrolRun, Visit


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of the visits of a run."""

    total: int
    done: int
    reached: int
    waiting: int
    dropped: int

    @property
    def percent(self) -> int:
        """Visits that are over, in hundredths of all."""
        return 100 * (self.done + self.dropped) // self.total if self.total else 100


def progress_of(run: PatrolRun) -> Progress:
    """Count the visits of a run by state."""
    tally = Visit.objects.filter(run=run).aggregate(
        total=Count("id"),
        done=Count("id", filter=Q(state="done")),
        reached=Count("id", filter=Q(reached=True)),
        waiting=Count("id", filter=Q(state__in=["waiting", "claimed"])),
        dropped=Count("id", filter=Q(state="dropped")),
    )
    return Progress(**tally)

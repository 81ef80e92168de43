"""What held: the outcomes of the visits after measures, counted by kind, by age and by executor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from mingjian.records.models import Outcome, Unit

GROUPS: Mapping[str, str] = {"kind": "measure__code", "age": "recheck__step", "executor": "measure__executor__code"}
"""By what outcomes are counted, and the column that says so."""
RESULTS = ("verified", "failed", "reappeared", "back", "not_back", "unclear")
AGES = ("1h", "1d", "7d", "30d", "90d", "hand", "spot")


@dataclass(frozen=True, slots=True)
class Holding:
    """One group: how many visits had which result. `share`: held among those that looked whether a measure holds."""

    group: str
    counts: Mapping[str, int]

    @property
    def looked(self) -> int:
        """Visits that looked whether a measure holds; those after a lifting are not among them."""
        return sum(self.counts.get(result, 0) for result in RESULTS[:3])

    @property
    def share(self) -> int | None:
        """Per cent of these visits in which it held; None where nobody looked yet."""
        return 100 * self.counts.get("verified", 0) // self.looked if self.looked else None


def outcomes_of(unit: Unit) -> QuerySet[Outcome]:
    """The outcomes of the measures of an office and the offices below it."""
    return Outcome.objects.filter(measure__unit__path__startswith=unit.path)


def what_held(unit: Unit, by: str) -> list[Holding]:
    """Count the outcomes by "kind", "age" or "executor": ages in their order, other groups by name."""
    column = GROUPS[by]
    tally: dict[str, dict[str, int]] = {}
    for row in outcomes_of(unit).values(column, "result").annotate(n=Count("id")):
        tally.setdefault(row[column] or "", {})[row["result"]] = row["n"]
    order: Any = (lambda key: AGES.index(key) if key in AGES else len(AGES)) if by == "age" else str
    return [Holding(group, tally[group]) for group in sorted(tally, key=order)]


def rows_of(unit: Unit, by: str, group: str, result: str) -> QuerySet[Outcome]:
    """The outcomes behind one number of `what_held`; an empty `result` means all."""
    column = GROUPS[by]
    rows = outcomes_of(unit).filter(**{column: group} if group else {f"{column}__isnull": True})
    rows = rows if not result else rows.filter(result=result)
    return rows.select_related("measure__service", "measure__executor", "recheck", "capture")

"""The steps, documents and evidence of an exported case, read from its JSON; days counted with its own calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
FORMAT = "mingjian/case@v1"


class Unreadable(Exception):
    """The file has not the form of an exported case."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its place, kind, day, who took it (codes and roles), and its facts."""

    seq: int
    kind: str
    day: date
    by: tuple[str, ...]
    roles: frozenset[str]
    facts: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A fact as text."""
        value = self.facts.get(name)
        return value.strip() if isinstance(value, str) else ""

    def on(self, name: str) -> date | None:
        """A fact as a day."""
        try:
            return date.fromisoformat(self.text(name)[:10])
        except ValueError:
            return None

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """A fact as rows."""
        value = self.facts.get(name)
        return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []

    def true(self, name: str) -> bool:
        """Whether a fact is true."""
        return self.facts.get(name) is True


class Course:
    """An exported case. Raises: Unreadable."""

    never = date.min

    def __init__(self, case: Any) -> None:
        if not isinstance(case, Mapping) or case.get("format") != FORMAT:
            raise Unreadable("case.json is no exported case")
        try:
            self.steps = tuple(_step(row) for row in case["steps"])
            self.documents = [dict(row) for row in case["documents"]]
            self.evidence = {str(row["digest"]): dict(row) for row in case["evidence"]}
            self.number, self.party = str(case["number"]), str(case["party"])
            calendar = case["calendar"]
            self.off, self.work = frozenset(calendar["off"]), frozenset(calendar["work"])
            self.years = frozenset(int(year) for year in calendar["years"])
            self.large = int(case["large"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable(f"case.json lacks or mistakes {error}") from error

    def of(self, *kinds: str) -> Iterator[Step]:
        """The steps of these kinds, in order."""
        return (step for step in self.steps if step.kind in kinds)

    def first(self, kind: str, before: Step | None = None) -> Step | None:
        """The first step of a kind, before another one."""
        return next((step for step in self.of(kind) if before is None or step.seq < before.seq), None)

    def last(self, kind: str, before: Step | None = None) -> Step | None:
        """The last step of a kind, before another one."""
        found = [step for step in self.of(kind) if before is None or step.seq < before.seq]
        return found[-1] if found else None

    @property
    def over(self) -> bool:
        """Whether the case is closed."""
        return self.last("closed") is not None

    @property
    def handlers(self) -> set[str]:
        """Everybody who was a handler of the case."""
        codes = {str(row.get("code")) for step in self.of("filed") for row in step.rows("handlers")}
        return codes | {str(row.get("code")) for step in self.of("handler_changed") for row in step.rows("to")}

    def heavy(self, before: Step) -> bool:
        """Whether the investigation ended in a case that is complex or major."""
        ended = self.last("concluded", before)
        return ended is not None and (ended.true("complex") or ended.true("major"))

    def paper(self, *codes: str) -> list[str]:
        """The names of the enclosed documents of these kinds that were not withdrawn."""
        return [str(row["name"]) for row in self.documents if row.get("code") in codes and not row.get("withdrawn")]

    def works(self, day: date) -> bool:
        """Whether a day is a working day; a year without a calendar has only its weekends off."""
        text = day.isoformat()
        return text in self.work or (day.weekday() < 5 and text not in self.off)

    def working_days(self, start: date, number: int) -> date:
        """The last of so many working days; the first day is not counted."""
        day = start
        while number:
            day += DAY
            number -= self.works(day)
        return day

    def working_days_before(self, day: date, number: int) -> date:
        """The day so many working days before; the day itself is not counted."""
        while number:
            day -= DAY
            number -= self.works(day)
        return day

    def days(self, start: date, number: int, pauses: list[tuple[date, date]]) -> date:
        """The last of so many calendar days; days inside a pause do not count."""
        day = start
        while number:
            day += DAY
            number -= not any(first <= day <= last for first, last in pauses)
        return day

    def pauses(self, until: date) -> list[tuple[date, date]]:
        """The spans that do not count towards the decision: hearings, testing, assistance."""
        spans: list[tuple[date, date]] = []
        begun: date | None = None
        for step in self.steps:
            if step.kind in ("clock_paused", "hearing_asked"):
                if begun is not None:
                    spans.append((begun, step.day))
                begun = step.day
            elif step.kind in ("clock_resumed", "hearing_withdrawn", "hearing_reported") and begun is not None:
                spans.append((begun, step.day))
                begun = None
        return [*spans, *([(begun, max(until, begun))] if begun is not None else [])]


def _step(row: Mapping[str, Any]) -> Step:
    by = [who for who in row.get("by", ()) if isinstance(who, Mapping)]
    roles = frozenset(role for who in by for role in who.get("roles", ()))
    codes = tuple(str(who["code"]) for who in by)
    return Step(
        int(row["seq"]), str(row["kind"]), date.fromisoformat(row["day"]), codes, roles, dict(row.get("facts", {}))
    )

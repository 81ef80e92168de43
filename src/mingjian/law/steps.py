"""One step of a case: what kind, on which day, by whom, with which facts; kept as JSON, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingjian.law.people import Officer


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case. `facts` are JSON values, days as ISO strings, money in yuan; `at` where the hour matters."""

    kind: str
    day: date
    by: tuple[Officer, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None

    def text(self, name: str) -> str:
        """A fact as text; empty when it is not there."""
        value = self.facts.get(name)
        return value.strip() if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        """Whether a fact is true; False when it is not there."""
        return self.facts.get(name) is True

    def number(self, name: str) -> int | float:
        """A fact as a number; 0 when it is not there."""
        value = self.facts.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else 0

    def date(self, name: str) -> date | None:
        """A fact as a day; None when it is not there or none."""
        value = self.facts.get(name)
        try:
            return date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def codes(self, name: str) -> tuple[str, ...]:
        """A fact as a list of words; empty when it is not there."""
        value = self.facts.get(name)
        return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()

    def rows(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """A fact as a list of objects; empty when it is not there."""
        value = self.facts.get(name)
        return tuple(item for item in value if isinstance(item, Mapping)) if isinstance(value, list | tuple) else ()

    def officers(self, name: str) -> tuple[Officer, ...]:
        """A fact as officers."""
        return tuple(Officer.from_json(row) for row in self.rows(name) if row.get("code"))

    @property
    def actors(self) -> frozenset[str]:
        """The codes of those who take the step."""
        return frozenset(officer.code for officer in self.by)

    def to_json(self) -> dict[str, Any]:
        """The step as one JSON object."""
        row: dict[str, Any] = {"kind": self.kind, "day": self.day.isoformat(), "by": [who.to_json() for who in self.by]}
        row["facts"] = dict(self.facts)
        if self.at:
            row["at"] = self.at.isoformat()
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Step:
        """The step that `to_json` wrote."""
        return cls(
            row["kind"],
            date.fromisoformat(row["day"]),
            tuple(Officer.from_json(who) for who in row.get("by", ())),
            dict(row.get("facts", {})),
            datetime.fromisoformat(row["at"]) if row.get("at") else None,
        )

"""Who acts: an officer with roles, card and qualification as they are on the day of the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.law.levels import LEVELS


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer, or somebody outside who acts (role "party", "public_security", ...).

    `card_from`, `card_to`: validity of the enforcement card, both days included; None: no card (`card_to` None: open).
    `qualified`: holds the legal professional qualification. `away`: not on duty, an acting approver stands in.
    """

    code: str
    roles: frozenset[str]
    office: str = ""
    level: str = "county"
    card_from: date | None = None
    card_to: date | None = None
    qualified: bool = False
    away: bool = False

    def holds(self, *roles: str) -> bool:
        """Whether the officer has one of these roles."""
        return not self.roles.isdisjoint(roles)

    def has_card(self, day: date) -> bool:
        """Whether the enforcement card is valid on `day`."""
        return self.card_from is not None and self.card_from <= day and (self.card_to is None or day <= self.card_to)

    def to_json(self) -> dict[str, Any]:
        """The officer as JSON, for a step that is kept."""
        return {
            "code": self.code,
            "roles": sorted(self.roles),
            "office": self.office,
            "level": self.level,
            "card_from": self.card_from and self.card_from.isoformat(),
            "card_to": self.card_to and self.card_to.isoformat(),
            "qualified": self.qualified,
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Officer:
        """The officer that `to_json` wrote."""
        begins, ends = (row.get(key) for key in ("card_from", "card_to"))
        level = row.get("level", "county")
        return cls(
            row["code"],
            frozenset(row.get("roles", ())),
            row.get("office", ""),
            level if level in LEVELS else "county",
            date.fromisoformat(begins) if begins else None,
            date.fromisoformat(ends) if ends else None,
            bool(row.get("qualified")),
        )

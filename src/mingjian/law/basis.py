"""The legal basis of an act: a violation's code, or the day of the act, in; article, powers, bands, competence out."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mingjian.errors import BadInput
from mingjian.law.levels import reaches

Band = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of a basis: what triggers it, its powers, and its fines in yuan (both ends included)."""

    trigger: str
    powers: tuple[str, ...]
    fine_org: Band | None
    fine_person: Band | None
    fine_rule: str | None

    def band(self, *, person: bool = False) -> Band | None:
        """The fine for the organisation, or for a person answerable."""
        return self.fine_person if person else self.fine_org

    @property
    def needs_refusal(self) -> bool:
        """Whether only a refusal to correct, or an overdue correction, opens this tier (not seriousness)."""
        return self.trigger in ("refuses", "overdue")


@dataclass(frozen=True, slots=True)
class Basis:
    """One version of one rule. In force from and to, both days included; `in_force_to` None: still in force.

    `cac_may_penalise` False: the penalty is another body's, we can only transfer. `confirmed` False: no final decision
    may rest on it without a recorded legal confirmation. `speech`: chosen by hand only, counted apart.
    """

    code: str
    zh: str
    en: str
    law: str
    article: str
    in_force_from: date
    in_force_to: date | None
    liable: str
    powers: frozenset[str]
    tiers: tuple[Tier, ...]
    competent_authority: str
    min_level: str
    cac_may_penalise: bool
    crime: str | None
    source: str
    source_kind: str
    source_checked: bool
    confirmed: bool
    speech: bool
    note: str
    lines: tuple[str, ...]

    @property
    def citation(self) -> str:
        """Law and article together."""
        return f"{self.law} §{self.article}"

    def in_force(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def grants(self, powers: frozenset[str] | set[str]) -> bool:
        """Whether the rule gives any of these powers (words of basis.json; see `Measure.aliases`)."""
        return bool(self.powers & powers)

    def competent(self, level: str) -> bool:
        """Whether an office of `level` may itself penalise under this rule."""
        return self.cac_may_penalise and reaches(level, self.min_level)

    def tier(self, trigger: str) -> Tier:
        """The tier with this trigger. Raises: BadInput, naming the tiers there are."""
        for tier in self.tiers:
            if tier.trigger == trigger:
                return tier
        known = ", ".join(tier.trigger for tier in self.tiers)
        raise BadInput(
            f"{self.code} has no tier {trigger!r}; it has {known}.", f"{self.code} 没有“{trigger}”这一档；有：{known}。"
        )


@cache
def catalogue() -> Mapping[str, Basis]:
    """Every basis by its code."""
    return {row["code"]: _basis(row) for row in _file()["rows"]}


def basis(code: str) -> Basis:
    """One basis by its code, such as "RD-CSL69". Raises: BadInput, naming the nearest codes."""
    known = catalogue()
    if code in known:
        return known[code]
    near = ", ".join(difflib.get_close_matches(code, known, n=3, cutoff=0.5)) or ", ".join(sorted(known))
    raise BadInput(f"There is no basis {code!r}; did you mean one of: {near}?", f"没有依据代码“{code}”；可选：{near}。")


def bases(*, on: date, power: str | None = None, level: str | None = None, speech: bool = False) -> tuple[Basis, ...]:
    """The rules in force on the day of the act, in the order of the catalogue.

    `power`: a measure's code or one of its aliases. `level`: only rules under which an office of that level may
    penalise. `speech` True adds the rows that may be chosen by hand only.
    """
    wanted = powers_of(power) if power else None
    return tuple(
        rule
        for rule in catalogue().values()
        if rule.in_force(on)
        and (speech or not rule.speech)
        and (wanted is None or rule.grants(wanted))
        and (level is None or rule.competent(level))
    )


@cache
def powers_of(word: str) -> frozenset[str]:
    """The words of basis.json for a measure (by its code or an alias); an unknown word stands for itself."""
    rows = json.loads(Path(__file__).with_name("measures.json").read_text("utf-8"))["measures"]
    for row in rows:
        if word == row["code"]:
            return frozenset(row["aliases"])
    found = frozenset(alias for row in rows if word in row["aliases"] for alias in row["aliases"])
    return found or frozenset({word})


@cache
def versions() -> Mapping[str, tuple[str, ...]]:
    """For each code, all versions of the same rule, oldest first."""
    chains: list[list[str]] = json.loads(Path(__file__).with_name("basis_versions.json").read_text("utf-8"))["chains"]
    return {code: tuple(chain) for chain in chains for code in chain}


def in_force_version(code: str, act_ended: date) -> Basis | None:
    """The version of a rule in force when the act ended, or None. Article: 行政处罚法 §37."""
    for name in versions().get(code, (code,)):
        if (rule := basis(name)).in_force(act_ended):
            return rule
    return None


def is_lighter(new: Band | None, old: Band | None) -> bool | None:
    """Whether a new band of fines is lighter: both ends not above, one below. None: bands cross, a person must judge.

    No fine at all is lighter than any. Article: 行政处罚法 §37.
    """
    if new == old:
        return False
    if new is None or old is None:
        return new is None
    signs = {(a > b) - (a < b) for a, b in zip(new, old, strict=True)} - {0}
    return None if len(signs) == 2 else signs == {-1}


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("basis.json").read_text("utf-8"))
    return loaded


def _basis(row: dict[str, Any]) -> Basis:
    same = {key: row[key] for key in _SAME}
    return Basis(
        **same,
        in_force_from=date.fromisoformat(row["in_force_from"]),
        in_force_to=date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
        powers=frozenset(row["powers"]),
        tiers=tuple(_tier(tier) for tier in row["tiers"]),
        lines=tuple(row["seed_lines"]),
    )


def _tier(row: dict[str, Any]) -> Tier:
    org, person = (tuple(row[key]) if key in row else None for key in ("fine_org_yuan", "fine_person_yuan"))
    return Tier(row["trigger"], tuple(row["powers"]), org, person, row.get("fine_rule"))


_SAME = (
    "code",
    "zh",
    "en",
    "law",
    "article",
    "liable",
    "competent_authority",
    "min_level",
    "cac_may_penalise",
    "crime",
    "source",
    "source_kind",
    "source_checked",
    "confirmed",
    "speech",
    "note",
)

"""Numbers of cases and decisions: one series for each office and year, as 〔2026〕12号, without gaps."""

from __future__ import annotations

from django.db.models import Q

from mingjian.office.people.number_series import next_number
from mingjian.records.models import Case, Step, Unit

DECISIONS = {"penalty": ("penalty_decision", "罚"), "no_penalty": ("no_penalty_decision", "不罚")}


def short_name(unit: Unit) -> str:
    """An office as its numbers call it: 东屿 of 东屿市网信办."""
    name = unit.territory_zh
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区" else name


def write_number(unit: Unit, word: str, year: int, serial: int) -> str:
    """A number as it is written: 东屿案〔2026〕17号."""
    return f"{short_name(unit)}{word}〔{year}〕{serial}号"


def next_case_number(unit: Unit, year: int) -> tuple[str, int]:
    """The next case number of an office and year, written and as a count; its series stays locked until the act ends."""
    serial = next_number(unit, "case", year)
    return write_number(unit, "案", year, serial), serial


def next_decision_number(case: Case, decision: str, year: int) -> str:
    """The number for a decision that is about to be proposed.

    A number that was given to a proposal which then was refused is used again, so the series keeps no gap.
    Article: 行政处罚法 §59.
    """
    series, word = DECISIONS[decision]
    returned = _returned(case.unit, f"{short_name(case.unit)}网信{word}〔{year}〕")
    return returned or write_number(case.unit, f"网信{word}", year, next_number(case.unit, series, year))


def _returned(unit: Unit, beginning: str) -> str:
    """The lowest number of a series that no decision carries and no proposal waits with."""
    asked = Step.objects.filter(case__unit=unit, case__void=False)
    proposed = asked.filter(kind="proposed", facts__step="decided", facts__facts__number__startswith=beginning)
    given = {str(row["facts"]["number"]): case for case, row in proposed.values_list("case_id", "facts")}
    if not given:
        return ""
    taken = set(
        asked.filter(kind="decided", facts__number__startswith=beginning).values_list("facts__number", flat=True)
    )
    waiting = Case.objects.filter(unit=unit, void=False).filter(Q(waiting__contains=["decided"]))
    waits = set(waiting.values_list("pk", flat=True))
    free = [number for number, case in given.items() if number not in taken and case not in waits]
    return min(free, key=lambda number: int(number.removesuffix("号").rpartition("〕")[2]), default="")

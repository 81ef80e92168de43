"""The crime check before a penalty: figures of a case in, the thresholds of criminal law they reach out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mingjian.errors import BadInput


@dataclass(frozen=True, slots=True)
class Hit:
    """A threshold that was reached: the crime, and which of its marks, in the words of basis.json."""

    crime: str
    mark: str


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("crime.json").read_text("utf-8"))
    return loaded


def figures() -> Mapping[str, tuple[str, str]]:
    """The figures that a crime check asks for, with their Chinese and English names."""
    return {code: (zh, en) for code, (zh, en) in _file()["facts"].items()}


def hits(found: Mapping[str, int | float]) -> tuple[Hit, ...]:
    """Every threshold reached by these figures (a missing one is 0; yes-or-no figures are 1 or 0).

    Raises: BadInput, for a figure that no threshold knows. Article: 移送涉嫌犯罪案件规定 §3.
    """
    for code in found:
        if code not in figures():
            known = ", ".join(figures())
            raise BadInput(
                f"There is no figure {code!r} in the crime check; it knows {known}.",
                f"犯罪标准核对没有“{code}”这一项。",
            )
    return tuple(hit for row in _file()["thresholds"] for hit in _hits(row, found))


def _hits(row: dict[str, Any], found: Mapping[str, int | float]) -> list[Hit]:
    if row.get("precondition") and not found.get(row["precondition"]):
        return []
    reached = [Hit(row["code"], mark["text"]) for mark in row["any_of"] if _reaches(mark["facts"], found, 1)]
    if not reached and row.get("two_at_half"):
        half = [mark["text"] for mark in row["any_of"] if _reaches(mark["facts"], found, 2)]
        if len(half) >= 2:
            reached = [Hit(row["code"], "two of them at half")]
    return reached


def _reaches(marks: Mapping[str, int], found: Mapping[str, int | float], part: int) -> bool:
    return any(found.get(code, 0) * part >= mark for code, mark in marks.items())

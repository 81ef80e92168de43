"""Statutory periods as dated data: a code in, number and unit and article and who must act out."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from mingjian.errors import BadInput

Unit = Literal["calendar_day", "working_day", "month", "year", "hour"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period is never a bare number. `length` < 0 counts back from the event.

    `event` is what starts it, `kept_by` who must act in time. `rolls`: a last day of rest moves to the next working day
    (periods of parties; an office's own never roll). Source: periods.json.
    """

    rule: str
    law: str
    article: str
    event: str
    length: int
    unit: Unit
    kept_by: str
    rolls: bool
    confirmed: bool


@cache
def periods() -> dict[str, Period]:
    """Every statutory period by its code."""
    rows = json.loads(Path(__file__).with_name("periods.json").read_text("utf-8"))["periods"]
    return {row["rule"]: Period(**row) for row in rows}


def period(rule: str) -> Period:
    """One period by its code, such as "CAC14-18.filing".

    Raises: BadInput, for a code that is not there; names the nearest ones.
    """
    known = periods()
    if rule in known:
        return known[rule]
    near = _near(rule, known)
    if near:
        listed = ", ".join(near)
        raise BadInput(
            f"There is no period {rule!r}; did you mean {listed}?", f"没有期限代码“{rule}”；是否指：{listed}？"
        )
    listed = ", ".join(sorted(known))
    raise BadInput(f"There is no period {rule!r}; there are: {listed}.", f"没有期限代码“{rule}”；可用代码：{listed}。")


def _near(rule: str, known: dict[str, Period]) -> list[str]:
    """Codes that look like `rule`, or whose last part does."""
    folded = {code.casefold(): code for code in known}
    by_tail = {code.rpartition(".")[2].casefold(): code for code in known}
    asked = rule.casefold().strip()
    whole = [folded[name] for name in difflib.get_close_matches(asked, folded, n=3, cutoff=0.6)]
    tails = [by_tail[name] for name in difflib.get_close_matches(asked.rpartition(".")[2], by_tail, n=2, cutoff=0.7)]
    return list(dict.fromkeys([*whole, *tails]))[:3]

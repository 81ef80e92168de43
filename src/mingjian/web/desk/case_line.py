"""The course of a case as a line: the stages it has come through with their days, where it is, what is still to come."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from mingjian.law.case import OUTCOMES, STAGES, CaseState
from mingjian.law.course import after
from mingjian.law.steps import Step as LawStep
from mingjian.web.desk.course import Stop
from mingjian.web.language import chinese, say

# The stages of a case that ends in a penalty; stages beside the way are put in where they happened.
_WAY = (
    "registered",
    "filed",
    "investigating",
    "concluded",
    "notified",
    "reviewed",
    "decided",
    "served",
    "performed",
    "closed",
)
_SHORT = {
    "registered": ("登记", "Registered"),
    "filed": ("立案", "Filed"),
    "investigating": ("调查", "Investigated"),
    "concluded": ("终结", "Concluded"),
    "notified": ("告知", "Notified"),
    "hearing_pending": ("待听证", "Hearing asked"),
    "heard": ("听证", "Heard"),
    "defence_checked": ("复核申辩", "Defence"),
    "reviewed": ("法制审核", "Reviewed"),
    "discussed": ("集体讨论", "Discussed"),
    "decided": ("决定", "Decided"),
    "served": ("送达", "Served"),
    "performed": ("执行", "Performed"),
    "demanded": ("催告", "Demanded"),
    "court": ("申请法院", "Court"),
    "closed": ("结案", "Closed"),
    "archived": ("归档", "Archived"),
    "crime_transfer": ("移送公安", "To the police"),
    "transferred": ("已移送", "Transferred"),
}
_ENDS = frozenset({"not_filed", "filing_withdrawn", "transferred", "closed", "archived"})
_PASSING = frozenset({"hearing_pending"})


def line_of(steps: Sequence[LawStep]) -> list[Stop]:
    """The stops of a case: each stage with the day it was reached, then those that usually follow."""
    state, reached = CaseState(), dict[str, datetime.date]()
    for step in steps:
        before, state = state.stage, after(state, step)
        if state.stage != before:
            reached = _without_later(reached, state.stage)
            reached[state.stage] = step.day
    now = state.stage
    stops = [
        Stop(stage_word(stage), day, "now" if stage == now and now not in _ENDS else "")
        for stage, day in reached.items()
        if stage not in _PASSING or stage == now
    ]
    return [*stops, *_ahead(now, set(reached))]


def _without_later(reached: dict[str, datetime.date], stage: str) -> dict[str, datetime.date]:
    """Back to an earlier stage (further investigation, a new notice): what followed it did not stand."""
    if stage not in reached:
        return reached
    kept = list(reached)
    return {name: reached[name] for name in kept[: kept.index(stage)]}


def _ahead(now: str, reached: set[str]) -> list[Stop]:
    if now in _ENDS or now == "crime_transfer":
        return (
            [Stop(stage_word("closed"), None, "next")] if now in ("transferred", "crime_transfer", "not_filed") else []
        )
    place = next((at for at, stage in enumerate(_WAY) if stage == now), _after_way(now))
    return [Stop(stage_word(stage), None, "next") for stage in _WAY[place + 1 :] if stage not in reached]


def _after_way(now: str) -> int:
    """After which stop of the usual way a stage beside it comes."""
    return (
        _WAY.index("notified")
        if now in ("hearing_pending", "heard", "defence_checked")
        else (_WAY.index("reviewed") if now == "discussed" else _WAY.index("served"))
    )


def stage_word(stage: str) -> str:
    """A stage in a word."""
    zh, en = _SHORT.get(stage) or STAGES[stage]
    return zh if chinese() else en


def outcome_word(outcome: str) -> str:
    """An outcome in words."""
    zh, en = OUTCOMES[outcome]
    return zh if chinese() else en


def stage_tag(stage: str) -> str:
    """A stage as the board shows it."""
    zh, en = STAGES[stage]
    return say(zh, en)

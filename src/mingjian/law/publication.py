"""Publication 公开 of a decision: the test it must pass, how long it is shown, and when it must be taken back."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingjian.law.measure_kind import COUNTED_FROM, STATES
from mingjian.law.verdicts import Met, Verdict, refuse

WITHDRAWAL = "APL-48.publication_withdrawal"
"""Three working days from the day on which the decision was changed, annulled or found unlawful."""
DISPLAY_SOURCE = "市场监管部门的公示期限，供参照；不是网信部门的规定"
DISPLAY_CONFIRMED = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the test: it must hold, and whoever answers says why. Article: see `article`."""

    code: str
    zh: str
    en: str
    article: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        "social_impact",
        "该决定具有一定社会影响",
        "The decision is of some consequence to society",
        "行政处罚法 §48",
    ),
    Question(
        "no_secret",
        "不含国家秘密、商业秘密",
        "It holds no state or business secret",
        "行政处罚法 §50",
    ),
    Question(
        "no_privacy",
        "遮蔽后不含个人隐私",
        "After masking it holds nothing private",
        "行政处罚法 §50",
    ),
    Question(
        "no_minor",
        "当事人不是未成年人",
        "The party is no minor",
        "未成年人网络保护条例 §36",
    ),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: whether it holds, and why."""

    holds: bool
    because: str


def may_publish(state: str, answers: Mapping[str, Answer], *, facts: str) -> Verdict:
    """Say whether a measure in `state` may be proposed for publication with these answers. Article: 行政处罚法 §48."""
    if state not in COUNTED_FROM or state == "lifted":
        zh, en = STATES.get(state, (state, state))
        return refuse("publication_not_in_force", "行政处罚法 §48", state_zh=zh, state_en=en)
    if not facts.strip():
        return refuse("publication_without_facts", "行政处罚法 §59")
    for question in QUESTIONS:
        answer = answers.get(question.code)
        if answer is None or not answer.because.strip():
            return refuse("publication_untested", question.article, zh=question.zh, en=question.en)
        if not answer.holds:
            return refuse("publication_test_failed", question.article, zh=question.zh, en=question.en)
    return Met()


def shown_until(published_on: date, months: int) -> date:
    """The last day of display: the same day of the month so many months later, or the last of a shorter month."""
    place = published_on.year * 12 + published_on.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(published_on.day, calendar.monthrange(year, month + 1)[1]))

"""Those who carry measures out, in words, and what an order to them needs: periods, answers, second letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingjian.errors import BadInput
from mingjian.law.agencies import agencies
from mingjian.law.counting import Due, due
from mingjian.law.measure_kind import STATES, Measure
from mingjian.law.measures import measure
from mingjian.law.periods import Period
from mingjian.law.verdicts import Met, Verdict, refuse

OURSELVES: Mapping[str, tuple[str, str]] = {
    "office": ("本办", "the office"),
    "operator": ("运营者", "the operator"),
    "holder": ("备案主体", "the holder of the filing"),
}
"""Executors that get the notice itself, not a letter among agencies."""
_OTHERS: Mapping[str, tuple[str, str]] = {
    "grantor": ("原发证机关", "the body that granted it"),
    "superior_body": ("主管单位", "the superior body"),
    "bank": ("代收银行", "the collecting bank"),
}


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """Working days a province gives: for answers, by kind of executor, until a reminder, until it is escalated.

    No statute fixes them; the telecom authority's follows the period for assistance. None is confirmed.
    """

    answer_days: tuple[tuple[str, int], ...] = (
        ("telecom", 15),
        ("registrar", 5),
        ("telecom_operator", 5),
        ("app_store", 3),
        ("platform", 3),
        ("grantor", 15),
        ("superior_body", 15),
        ("bank", 5),
    )
    other_days: int = 15
    escalate_after: int = 5
    objection_days: int = 10
    source: str = "本省设置；通信管理局参照网信部门行政执法程序规定 §20"
    confirmed: bool = False

    def days_for(self, kind: str) -> int:
        """Working days an executor of this kind has to answer."""
        return dict(self.answer_days).get(kind, self.other_days)


TERMS = OrderTerms()


def executor_words(kind: str) -> tuple[str, str]:
    """A kind of executor in Chinese and English. Raises: BadInput, for a kind that does not exist."""
    if kind in OURSELVES or kind in _OTHERS:
        return OURSELVES.get(kind) or _OTHERS[kind]
    if kind in agencies():
        return agencies()[kind].zh, agencies()[kind].en
    raise BadInput(f"There is no executor {kind!r}.", f"没有执行方“{kind}”。")


def by_letter(executor_kind: str) -> bool:
    """Whether an executor of this kind gets its orders by letter: it is neither ourselves nor the one who is hit."""
    return executor_kind not in OURSELVES


def in_working_days(days: int, begins: date, event: str) -> Due:
    """Count a term of the office's own setting from a day, in working days."""
    period = Period(f"SETTING.{event}", "明鉴", "期限设置", event, days, "working_day", "office", False, False)
    return due(period, begins)


def answer_due(kind: str, sent_on: date, own_days: int | None = None, terms: OrderTerms = TERMS) -> date:
    """The last day for the answers to an order sent on a day to an executor of this kind (`own_days`: of this one)."""
    return in_working_days(own_days or terms.days_for(kind), sent_on, "order_sent").day


def escalate_on(due_on: date, terms: OrderTerms = TERMS) -> date:
    """From which day a silent order is escalated to the head."""
    return in_working_days(terms.escalate_after, due_on, "answer_due").day


def may_order(kind: Measure, executor_kind: str, state: str, *, ordered_from: str, asked: str) -> Verdict:
    """Say whether a measure may stand in a letter: approved or failed before, for this very executor.

    `ordered_from`: the executor named when it was proposed; `asked`: to whom the letter goes (names of agencies).
    """
    if not by_letter(executor_kind):
        zh, en = executor_words(executor_kind)
        return refuse("by_itself", "明鉴 §处置", zh=kind.zh, en=kind.en, executor=zh, executor_en=en)
    if ordered_from != asked:
        return refuse("ordered_from_other", "明鉴 §处置", named=ordered_from, asked=asked)
    if state not in ("ordered", "failed"):
        return _wrong_state(state, "notify")
    return Met()


def may_restore(kind: Measure, state: str, restored_on: date | None) -> Verdict:
    """Say whether a letter may ask an executor to undo a measure: it was lifted, and its target is not back yet."""
    if state != "lifted":
        return _wrong_state(state, "restore")
    if restored_on:
        return refuse("back_already", "明鉴 §处置", day=restored_on.isoformat())
    if kind.by_others:
        return Met()
    return refuse("by_itself", "明鉴 §处置", zh=kind.zh, en=kind.en, executor="本办", executor_en="the office")


def _wrong_state(state: str, act: str) -> Verdict:
    zh, en = STATES[state]
    return refuse("measure_wrong_state", "明鉴 §处置", state_zh=zh, state_en=en, act=act)


TARGETS: Mapping[str, tuple[str, str]] = {
    "account": ("账号", "account"),
    "listing": ("应用商店条目", "store listing"),
    "item": ("信息网址", "item of content"),
    "number": ("号码", "number"),
    "": ("网站或主体", "service or subject"),
}
"""Kinds of targets in words; empty for a measure that hits the service or the subject itself."""


def target_kind(kind: Measure) -> str:
    """What a measure of this kind names beside the service: account, listing, item, number, or nothing."""
    if kind.code == "delisting":
        return "listing"
    return kind.target if kind.target in ("account", "item", "number") else ""


def names_its_targets(code: str, kinds: tuple[str, ...]) -> Verdict:
    """Say whether a measure names what it must: one account or listing, at least one item or number, else nothing.

    The group of all penalties is counted, never imposed as such. Article: 行政处罚法 §9.
    """
    if code == "administrative_penalty":
        return refuse("group_of_penalties", "行政处罚法 §9")
    kind, wanted = measure(code), target_kind(measure(code))
    words = {"zh": kind.zh, "en": kind.en, "wanted_zh": TARGETS[wanted][0], "wanted": TARGETS[wanted][1]}
    for other in kinds:
        if other != wanted:
            zh, en = TARGETS.get(other, (other, other))
            return refuse("target_of_other_kind", "明鉴 §处置", kind_zh=zh, kind=en, **words)
    if wanted and not kinds:
        return refuse("target_missing", "明鉴 §处置", zh=kind.zh, en=kind.en)
    if wanted in ("account", "listing") and len(kinds) > 1:
        return refuse("one_target_only", "明鉴 §处置", **words)
    return Met()


def has_its_term(code: str, act_day: date, term_from: date | None, term_to: date | None) -> Verdict:
    """Say whether the term of a measure is right: an order to correct needs one ahead; no term runs backwards.

    Article: 行政处罚法 §28，网信部门行政执法程序规定 §34.
    """
    if code == "rectification_order" and (term_to is None or term_to <= act_day):
        return refuse("term_missing", "网信部门行政执法程序规定 §34")
    if term_from and term_to and term_to < term_from:
        return refuse("term_backwards", "明鉴 §处置", begins=term_from.isoformat(), to=term_to.isoformat())
    return Met()

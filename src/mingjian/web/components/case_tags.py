"""Template tags of the cases: stages, days that run, articles, names by code, verdicts in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingjian.law.articles import cite
from mingjian.law.basis import Basis
from mingjian.law.calendar import shipped
from mingjian.law.case import OUTCOMES, STAGES
from mingjian.law.documents import documents
from mingjian.law.procedure import KINDS
from mingjian.office.cases.refusal import named
from mingjian.records.models import Case
from mingjian.web import language
from mingjian.web.components.tags import day as day_tag
from mingjian.web.components.tags import tag
from mingjian.web.language import say

register = template.Library()
_TONES = {"overdue": "late", "urgent": "wait", "soon": "wait", "paused": ""}


@register.simple_tag
def case_stage(code: str) -> str:
    """A stage in the language of the page."""
    return say(*STAGES[code])


@register.simple_tag
def case_outcome(code: str) -> str:
    """An outcome in the language of the page."""
    return say(*OUTCOMES[code])


@register.simple_tag
def step_word(code: str) -> str:
    """The name of a kind of step."""
    found = KINDS.get(code)
    return (found.zh if language.chinese() else found.en) if found else code


@register.filter
def step_name(code: str) -> str:
    """The name of a kind of step, as a filter."""
    return step_word(code)


@register.simple_tag
def document_word(code: str) -> str:
    """The name of a kind of document."""
    found = documents().get(code)
    return (found.zh if language.chinese() else found.en) if found else code


@register.simple_tag
def article(citation: str) -> str:
    """A citation in the language of the page."""
    return cite(citation, language.code())


@register.simple_tag
def rule_cited(rule: Basis) -> str:
    """Where a rule of the catalogue stands, in the language of the page."""
    return cite(f"{rule.law} §{rule.article}", language.code())


@register.simple_tag
def lookup(names: Mapping[str, str], key: object) -> str:
    """The name for a code, the code itself if none is known."""
    return names.get(str(key), str(key))


@register.simple_tag
def say_verdict(verdict: Any) -> str:
    """A refusal of the law in words, with people by their names."""
    return named(verdict).say(language.code())


def _left(until: datetime.date, today: datetime.date) -> int:
    calendar, left, at = shipped(), 0, today
    while at < until:
        at += datetime.timedelta(days=1)
        left += calendar.works(at)
        if left > 30:
            break
    return left


def _words(until: datetime.date, today: datetime.date) -> tuple[str, str]:
    """How near a day is, and its tone."""
    if until < today:
        return say("逾期 {n} 天", "{n} days late", n=(today - until).days), "late"
    left = _left(until, today)
    if until == today:
        return say("今天到期", "due today"), "wait"
    if left > 30:
        return say("还有 {n} 天", "{n} days left", n=(until - today).days), ""
    return say("还有 {n} 个工作日", "{n} working days left", n=left), "wait" if left <= 5 else ""


@register.simple_tag
def case_due(case: Case, today: datetime.date) -> SafeString:
    """What a case waits for and until when, for a row of the board."""
    if not case.open or case.due is None:
        return format_html('<span class="faint">{}</span>', say("已结", "closed") if not case.open else "—")
    said, tone = _words(case.due, today)
    mark = say("（暂计）", " (provisional)") if case.due_provisional else ""
    return format_html(
        '{}<br>{}<br><span class="faint">{}{}</span>',
        tag(said, tone),
        day_tag(case.due, year=case.due.year != today.year),
        step_word(case.due_step),
        mark,
    )


@register.simple_tag
def case_until(step: Any, today: datetime.date) -> SafeString:
    """Until when a next step is to be taken: "3 个工作日后到期 (9月30日)"."""
    said, tone = _words(step.until, today)
    until = day_tag(step.until, year=step.until.year != today.year)
    return format_html("{}（{}）" if language.chinese() else "{} ({})", tag(said, tone) if tone else said, until)


@register.simple_tag
def case_clock(row: Mapping[str, Any]) -> SafeString:
    """How a clock of the case page stands: running, near, overdue, paused, or over for somebody else."""
    due, tone = row["due"], row["tone"]
    if tone == "paused":
        return tag(say("已暂停", "paused"))
    if tone == "overdue":
        ours = due.kept_by == "office"
        return tag(say("已逾期", "overdue") if ours else say("已届满", "over"), "late" if ours else "")
    said, _ = _words(due.day, row["today"])
    return tag(said, _TONES.get(tone, ""))

"""Template tags of measures and letters: executors in words, since when, why a row was marked."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html

from mingjian.law.executors import executor_words
from mingjian.law.measures import measure as kind_of
from mingjian.law.order_reasons import EN, ZH
from mingjian.reasons import Reason
from mingjian.web import language
from mingjian.web.components.tags import day

register = template.Library()


@register.simple_tag
def executor(kind: str) -> str:
    """A kind of executor in the language of the page; empty for none."""
    if not kind:
        return ""
    zh, en = executor_words(kind)
    return zh if language.chinese() else en


@register.simple_tag
def since(measure: Any) -> str:
    """Since when a measure stands where it stands, for lists."""
    moved = {
        "ordered": measure.ordered_on,
        "notified": measure.notified_on,
        "executed": measure.executed_on,
        "verified": measure.verified_on,
        "failed": measure.failed_on,
        "lifted": measure.lifted_on,
    }.get(measure.state)
    if moved is None:
        return ""
    return format_html(language.say(" · {}起", " · since {}"), day(moved))


@register.simple_tag
def row_words(row: Any) -> str:
    """Why a row of an answer was marked or refused, in words."""
    table = ZH if language.chinese() else EN
    return " ".join(Reason(one["code"], one["params"]).say(table) for one in row.reasons)


@register.simple_tag
def verified_by(code: str) -> str:
    """How the outcome of a measure is seen, in words."""
    zh, en = WAYS.get(kind_of(code).verified_by, ("核查", "a check"))
    return zh if language.chinese() else en


WAYS = {
    "visit": ("回访", "a visit"),
    "store_page": ("查看应用商店页面", "the store's page"),
    "profile_page": ("查看账号主页", "the profile page"),
    "filing_lookup": ("查询备案", "a look-up of the filing"),
    "published_page": ("查看发布页面", "the published page"),
    "check": ("检查", "a check"),
    "answer": ("执行方的书面答复", "the executor's written answer"),
    "record": ("笔录或凭证", "the record or receipt"),
}
"""The words of `verified_by`."""

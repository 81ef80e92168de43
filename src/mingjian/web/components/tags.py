"""Template tags of the parts: words in both languages, days, names, tags, marked text."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from mingjian.capture.reasons import say as say_capture
from mingjian.figures.register import all_figures
from mingjian.law.articles import cite
from mingjian.reasons import Reason
from mingjian.records.clock import SHANGHAI
from mingjian.web import language, words
from mingjian.web.components.facts import first_facts
from mingjian.web.components.marked_text import segments, sentence_of

register = template.Library()
WEEKDAYS = "一二三四五六日"
TONES = {
    "polluted": "late",
    "suspect": "wait",
    "failed": "late",
    "reappeared": "late",
    "declined": "late",
    "verified": "held",
    "executed": "held",
    "handled": "held",
    "issued": "held",
    "answered": "held",
    "confirmed": "held",
    "open": "yours",
    "proposed": "yours",
    "received": "yours",
    "returned": "wait",
    "running": "yours",
    "hijacked": "wait",
    "submitted": "wait",
    "checked": "yours",
    "sampled": "yours",
    "accepted": "held",
    "rejected": "late",
    "unreadable": "late",
    "published": "held",
    "false": "late",
    "closed": "late",
    "done": "held",
    "partly": "wait",
    "not_found": "wait",
    "upheld": "wait",
    "back": "held",
    "not_back": "wait",
    "unclear": "wait",
}


@register.simple_tag
def t(zh: str, en: str, **params: object) -> str:
    """A sentence in the language of the page: `{% t "今日" "Today" %}`; params fill its placeholders, escaped."""
    sentence = zh if language.chinese() else en
    return format_html(sentence, **{key: _said(value) for key, value in params.items()}) if params else sentence


def _said(value: object) -> object:
    """A parameter as people say it: days as days, officers and offices by their names."""
    if isinstance(value, datetime.date):
        return day(value)
    return name(value) if hasattr(value, "name_en") else value


@register.simple_tag
def name(thing: Any) -> str:
    """The name of a record that has one in each language, else its only name."""
    if thing is None:
        return "—"
    if language.chinese() and hasattr(thing, "name_zh"):
        return str(thing.name_zh)
    return str(getattr(thing, "name_en", None) or getattr(thing, "name", None) or thing)


@register.simple_tag
def word(table: str, code: str) -> str:
    """The word for a code (see `web.words`)."""
    return words.word(table, code)


@register.simple_tag
def measure(code: str) -> str:
    """The name of a measure."""
    return words.measure_word(code)


@register.simple_tag
def role(code: str) -> str:
    """The name of a role."""
    return words.role_word(code)


@register.simple_tag
def state(table: str, code: str) -> SafeString:
    """A state as a tag: a word with a tone, never a colour alone."""
    return format_html('<span class="tag {}">{}</span>', TONES.get(code, ""), words.word(table, code))


@register.simple_tag
def tag(text: str, tone: str = "") -> SafeString:
    """A small tag with a text."""
    return format_html('<span class="tag {}">{}</span>', tone, text)


def _day(value: datetime.date) -> str:
    if language.chinese():
        return f"{value.month}月{value.day}日"
    return f"{value.day} {value:%b}"


@register.simple_tag
def day(value: datetime.date | datetime.datetime | None, weekday: bool = False, year: bool = False) -> SafeString:
    """A day in Asia/Shanghai as people say it: 9月30日 星期二, Tue 30 Sep."""
    if value is None:
        return mark_safe("—")
    if isinstance(value, datetime.datetime):
        value = value.astimezone(SHANGHAI).date()
    text = _day(value)
    if year:
        text = f"{value.year}年{text}" if language.chinese() else f"{text} {value.year}"
    if weekday:
        text = f"{text} 星期{WEEKDAYS[value.weekday()]}" if language.chinese() else f"{value:%A} {text}"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.simple_tag
def moment(value: datetime.datetime | None) -> SafeString:
    """A moment in Asia/Shanghai: 11月24日 08:12."""
    if value is None:
        return mark_safe("—")
    local = value.astimezone(SHANGHAI)
    return format_html('<time datetime="{}">{} {}</time>', local.isoformat(), _day(local.date()), f"{local:%H:%M}")


@register.filter
def percent(value: float) -> str:
    """A probability as two decimals, never certainty: 0.97, >0.99."""
    return f"{value:.2f}" if value < 0.995 else ">0.99"


@register.filter
def short(digest: str) -> str:
    """A digest as people compare it: the first and last four digits."""
    return f"{digest[:4]}…{digest[-4:]}" if len(digest) > 12 else digest


@register.filter
def size(number: int) -> str:
    """A size in bytes with a unit."""
    return f"{number / 1024:,.0f} KB" if number < 1024 * 1024 else f"{number / 1024 / 1024:,.1f} MB"


@register.inclusion_tag("parts/marked_text.html")
def marked(text: str, marks: list[dict[str, Any]], surfaces: list[list[Any]], around: int = 240) -> dict[str, Any]:
    """A page's text with the findings' spans marked; long stretches without a mark are folded."""
    return {"segments": segments(text, marks, surfaces, around)}


@register.inclusion_tag("parts/empty.html")
def empty(zh: str, en: str) -> dict[str, str]:
    """An empty list, saying what to do next."""
    return {"sentence": language.say(zh, en)}


@register.simple_tag
def law_name(thing: Any) -> str:
    """The name of something of the law (a measure, a basis) in the language of the page."""
    return str(thing.zh if language.chinese() else thing.en)


@register.simple_tag
def verb(code: str) -> str:
    """What an event says was done."""
    return words.word("verb", code)


READINGS = ("lead_read", "report_read", "objection_read")
"""Events that only say that somebody looked."""


@register.filter
def acts(events: Any) -> list[Any]:
    """The events of a history that changed something; who looked when stands in the log."""
    return [event for event in events if event.verb not in READINGS]


@register.filter
def readings(events: Any) -> int:
    """How many events of a history only say that somebody looked."""
    return sum(event.verb in READINGS for event in events)


@register.simple_tag
def figure_name(key: str) -> str:
    """The name of a figure."""
    figure = all_figures().get(key)
    return (figure.zh if language.chinese() else figure.en) if figure else key


@register.simple_tag
def outcome_words(outcome: Any) -> str:
    """What a later visit saw, in words."""
    return "；".join(words.word("outcome_reason", reason["code"]) for reason in outcome.reasons)


@register.simple_tag
def hex(content: bytes) -> str:  # noqa: A001 - the word that templates use
    """Bytes as hexadecimal digits."""
    return bytes(content).hex()


@register.filter
def reasons(finding: Any) -> list[str]:
    """Why a finding is held, as sentences in the language of the page, the weightiest first."""
    return list(dict.fromkeys(sentence_of({"reason": reason}) for reason in finding.reasons))


@register.simple_tag
def finding_words(finding: Any) -> str:
    """The weightiest reason of a finding, for lists."""
    found = reasons(finding)
    return found[0] if found else words.word("verdict_words", finding.verdict)


@register.simple_tag
def lead_facts(sources: Any) -> str:
    """The first draft of a measure's facts: when what was found at the service, from its confirmed findings."""
    return first_facts(sources)


@register.simple_tag(takes_context=True)
def with_after(context: template.Context, cursor: str) -> str:
    """The address of the next page: the filters as they are, and the cursor."""
    query = context["request"].GET.copy()
    query["after"] = cursor
    return str(query.urlencode())


@register.filter
def at(things: Any, place: int) -> Any:
    """The thing at a place (from 0) of a list."""
    return things[place]


@register.filter
def article(citation: str) -> str:
    """A citation of an article in the language of the page."""
    return cite(citation, language.code())


@register.simple_tag
def say_error(error: Any) -> str:
    """The sentence of one of our errors in the language of the page."""
    return str(error.say(language.code()))


@register.filter
def problem(stored: str) -> str:
    """Why something could not be reached, in words."""
    if not stored:
        return ""
    reason = json.loads(stored)
    return say_capture(Reason(reason["code"], reason["params"]), language.code())

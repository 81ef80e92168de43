"""Template tags of returns: long numbers, shares, problems of rows in words."""

from __future__ import annotations

from django import template

from mingjian.law.articles import cite
from mingjian.returns.reasons import say
from mingjian.web import language

register = template.Library()


@register.filter
def thousands(number: int | None) -> str:
    """A number with commas."""
    return f"{number:,}" if number is not None else "—"


@register.filter
def share(value: float) -> str:
    """A share as percent with one decimal, rounded down, so that it never says more than is known."""
    return f"{int(value * 1000) / 10:.1f} %"


@register.filter
def cited(article: str) -> str:
    """A citation in the language of the page."""
    return cite(article, language.code())


@register.simple_tag
def row_problem(code: str) -> str:
    """Why a row does not count."""
    return say(code, language.code())

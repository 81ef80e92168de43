"""Tags for documents: their names, the articles they rest on, and the list that a case page includes."""

from __future__ import annotations

from typing import Any

from django import template

from mingjian.law.articles import cite
from mingjian.law.documents import documents
from mingjian.web.desk.documents import of_case
from mingjian.web.language import chinese, code

register = template.Library()


@register.simple_tag
def document_name(kind: str) -> str:
    """The name of a kind of document in the language of the page."""
    found = documents().get(kind)
    return (found.zh if chinese() else found.en) if found else kind


@register.simple_tag
def article_words(article: str) -> str:
    """A citation in the language of the page."""
    return cite(article, code())


@register.inclusion_tag("parts/case_documents.html", takes_context=True)
def case_documents(context: template.Context, case: Any) -> dict[str, Any]:
    """The documents of a case with the form to begin one: `{% case_documents case %}`."""
    return {**of_case(case, context["request"].user), "csrf_token": context.get("csrf_token", "")}

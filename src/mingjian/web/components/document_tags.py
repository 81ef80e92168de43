"""Tags for documents: their names, the articles they rest on, and the list that a case page includes."""

from __future__ import annotations

from typing import Any

from django import template

from mingjian.web.components.case_tags import article, document_word
from mingjian.web.desk.documents import of_case

register = template.Library()


register.simple_tag(document_word, name="document_name")
register.simple_tag(article, name="article_words")


@register.inclusion_tag("parts/case_documents.html", takes_context=True)
def case_documents(context: template.Context, case: Any) -> dict[str, Any]:
    """The documents of a case with the form to begin one: `{% case_documents case %}`."""
    return {**of_case(case, context["request"].user), "csrf_token": context.get("csrf_token", "")}

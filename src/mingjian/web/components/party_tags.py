"""Template tags of the party's side and of case pages: stages, steps, documents, amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

from mingjian.records.models import Case, DocumentReceipt, PartyCode, PartyFile
from mingjian.web import language
from mingjian.web.components.case_tags import case_stage, document_word, step_word
from mingjian.web.party.words import ACTS

register = template.Library()


register.simple_tag(case_stage, name="stage")
register.simple_tag(step_word, name="step_name")
register.simple_tag(document_word, name="document_name")


@register.simple_tag
def party_act(code: str) -> str:
    """What an act of the party is called on its side."""
    return ACTS[code].heading if code in ACTS else str(step_word(code))


@register.simple_tag
def verdict(found: Any) -> str:
    """A refusal of the law as a sentence with its article."""
    return str(found.say(language.code()))


@register.filter
def yuan(amount: int | Decimal) -> str:
    """An amount with separators; fen only where there are some."""
    return f"{amount:,.2f}".removesuffix(".00")


@register.inclusion_tag("desk/case_parties.html", takes_context=True)
def parties_of(context: dict[str, Any], case: Case) -> dict[str, Any]:
    """The parties of a case with what they handed in and received, and the way to give a code."""
    user = context["request"].user
    rows: list[dict[str, Any]] = [
        {
            "party": party,
            "files": PartyFile.objects.filter(party=party).select_related("step").order_by("handed_at"),
            "receipts": DocumentReceipt.objects.filter(party=party).select_related("document"),
            "came": PartyCode.objects.filter(party=party).exclude(used_at=None).order_by("-used_at").first(),
        }
        for party in case.parties.order_by("recorded_at")
    ]
    for row in rows:
        row["came"] = row["came"].used_at if isinstance(row["came"], PartyCode) else None
    return {"parties": rows, "may_give": user.pk in case.handlers, "csrf_token": context.get("csrf_token")}

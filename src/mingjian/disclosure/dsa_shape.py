"""A published decision in; a statement of reasons in the shape of the DSA database out, with all that it cannot say.

An act of a regulator that has no code there (a fine, a warning, an interview) gives no statement; it is counted as
dropped. Source: dsa.md, Mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

CODES: Mapping[str, tuple[str, str]] = {
    "closure": ("decision_provision", "DECISION_PROVISION_TOTAL_TERMINATION"),
    "filing_cancellation": ("decision_provision", "DECISION_PROVISION_TOTAL_TERMINATION"),
    "filing_cancellation_order": ("decision_provision", "DECISION_PROVISION_TOTAL_TERMINATION"),
    "licence_cancellation": ("decision_provision", "DECISION_PROVISION_TOTAL_TERMINATION"),
    "update_suspension": ("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION"),
    "section_suspension": ("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION"),
    "business_suspension": ("decision_provision", "DECISION_PROVISION_TOTAL_SUSPENSION"),
    "delisting": ("decision_visibility", "DECISION_VISIBILITY_CONTENT_DISABLED"),
    "item_removal": ("decision_visibility", "DECISION_VISIBILITY_CONTENT_REMOVED"),
    "account_closure": ("decision_account", "DECISION_ACCOUNT_TERMINATED"),
    "account_update_stop": ("decision_account", "DECISION_ACCOUNT_SUSPENDED"),
    "account_mute": ("decision_account", "DECISION_ACCOUNT_SUSPENDED"),
}
"""Measures that have a code there; all others are dropped."""
_ENDS = {"decision_provision": "end_date_service_restriction", "decision_account": "end_date_account_restriction"}
_SCAM = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
CATEGORIES: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "gambling": (
        "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS",
        ("KEYWORD_PROHIBITED_PRODUCTS", "KEYWORD_OTHER"),
        "online gambling",
    ),
    "pornography": ("STATEMENT_CATEGORY_OTHER_VIOLATION_TC", ("KEYWORD_ADULT_SEXUAL_MATERIAL",), ""),
    "fraud": (_SCAM, ("KEYWORD_PHISHING",), ""),
    "cheating_service": (_SCAM, ("KEYWORD_OTHER",), "cheating services"),
    "account_trading": (_SCAM, ("KEYWORD_INAUTHENTIC_ACCOUNTS",), ""),
    "rank_manipulation": (_SCAM, ("KEYWORD_INAUTHENTIC_USER_REVIEWS",), ""),
    "paid_deletion": (_SCAM, ("KEYWORD_OTHER",), "paid deletion of content"),
    "impersonation": (_SCAM, ("KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING",), ""),
    "hijacked": (_SCAM, ("KEYWORD_OTHER",), "hijacked site"),
}
_SOURCES = {
    "report": "SOURCE_ARTICLE_16",
    "transferred": "SOURCE_TYPE_OTHER_NOTIFICATION",
    "assigned": "SOURCE_TYPE_OTHER_NOTIFICATION",
    "inspection": "SOURCE_VOLUNTARY",
}


@dataclass(frozen=True, slots=True)
class Shaped:
    """The statement, or None with `why`; `dropped` names what of ours it cannot hold."""

    statement: dict[str, Any] | None
    dropped: tuple[str, ...]
    why: str = ""


def shape(decision: Mapping[str, Any]) -> Shaped:
    """Shape one published decision.

    Keys of `decision`: number, measure, category, kind (site, app, account, item), facts, basis_law, basis_article,
    first_seen, executed_on and term_to (ISO days, may be empty), source (inspection, report, transferred, assigned),
    detected (whether a detector found it), host, state (published, withdrawn), corrected.
    """
    dropped = [name for name in ("host", "territory", "withdrawal", "names_of_offices") if _has(decision, name)]
    if decision["measure"] not in CODES:
        return Shaped(None, tuple(dropped), "no_code")
    if decision.get("state") == "withdrawn":
        return Shaped(None, tuple(dropped), "withdrawn")
    if not decision.get("executed_on"):
        return Shaped(None, tuple(dropped), "not_executed")
    field, code = CODES[decision["measure"]]
    category, keywords, other = CATEGORIES.get(
        decision.get("category", ""), ("STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE", (), "")
    )
    statement: dict[str, Any] = {
        "puid": decision["number"],
        field: [code] if field == "decision_visibility" else code,
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "illegal_content_legal_ground": f"{decision['basis_law']} §{decision['basis_article']}"[:500],
        "illegal_content_explanation": _explanation(decision),
        "category": category,
        "content_language": "ZH",
        "content_date": decision.get("first_seen") or decision["executed_on"],
        "application_date": decision["executed_on"],
        "decision_facts": decision["facts"],
        "source_type": _SOURCES.get(decision.get("source", ""), "SOURCE_VOLUNTARY"),
        "automated_detection": "Yes" if decision.get("detected") else "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }
    if keywords:
        statement["category_specification"] = list(keywords)
    if other:
        statement["category_specification_other"] = other
    statement |= _content(decision.get("kind", ""))
    if field in _ENDS and decision.get("term_to"):
        statement[_ENDS[field]] = decision["term_to"]
    if len(statement["decision_facts"]) > 5000:
        statement["decision_facts"] = statement["decision_facts"][:4999] + "…"
        dropped.append("facts_beyond_5000")
    return Shaped(statement, tuple(dropped))


def _has(decision: Mapping[str, Any], name: str) -> bool:
    if name == "territory":
        return True  # a Chinese territory cannot be expressed
    if name == "withdrawal":
        return decision.get("state") == "withdrawn"
    if name == "names_of_offices":
        return bool(decision.get("office"))
    return bool(decision.get(name))


def _content(kind: str) -> dict[str, Any]:
    if kind == "app":
        return {"content_type": ["CONTENT_TYPE_APP"]}
    word = {"account": "account", "item": "item of content"}.get(kind, "website")
    return {"content_type": ["CONTENT_TYPE_OTHER"], "content_type_other": word}


def _explanation(decision: Mapping[str, Any]) -> str:
    zh = decision.get("basis_zh") or decision["basis_law"]
    return f"{zh}：《{decision['basis_law']}》第{decision['basis_article']}条"[:2000]


def day_of(text: str) -> date:
    """The day of an ISO day or moment."""
    return date.fromisoformat(text[:10])

"""The statement of reasons that the public reads: facts, basis with article, redress; names masked."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from mingjian.disclosure.masking import PERSON, VICTIM, mask, person
from mingjian.law.measures import measure as kind_of
from mingjian.records import clock
from mingjian.records.models import Measure

REDRESS_ZH = (
    "不服的，可以自知道之日起60日内申请行政复议，或者自知道之日起六个月内提起行政诉讼；受影响者可以向本办提出异议。"
)
REDRESS_EN = (
    "Whoever disagrees may apply for reconsideration within 60 days of knowing it, or sue within six months; those who "
    "are hit may object at the office."
)


def digest_of(statement: dict[str, Any]) -> str:
    """SHA-256 (hex) over the canonical JSON of a statement."""
    return hashlib.sha256(json.dumps(statement, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _source(measure: Measure) -> dict[str, Any]:
    """How the matter came up: the category, the kind of source, whether a detector found it, and the first day."""
    sources = list(measure.lead.sources.select_related("finding", "report").order_by("id"))
    findings = [row.finding for row in sources if row.finding]
    reports = [row.report for row in sources if row.report]
    categories = [code for row in findings for code in row.categories] + [row.category for row in reports]
    moments = [row.found_at for row in findings] + [row.received_at for row in reports]
    return {
        "category": categories[0] if categories else "",
        "source": "inspection" if findings else "report" if reports else "assigned",
        "detected": bool(findings),
        "first_seen": clock.day_of(min(moments)).isoformat() if moments else "",
    }


def write_statement(measures: list[Measure], facts: str) -> tuple[dict[str, Any], list[str]]:
    """The statement about measures of one decision, and the codes of what was masked. The first one leads."""
    lead = measures[0]
    subject, service = lead.subject, lead.service
    victims = {subject.name, service.name, service.host} if lead.victim else set()
    persons = {subject.name} if subject.kind == "person" and not lead.victim else set()
    told = mask(facts.strip(), persons=persons, victims=victims)
    codes = set(told.codes) | ({VICTIM} if victims else set()) | ({PERSON} if persons else set())
    party = "（受害方，不予公开）" if victims else person(subject.name) if persons else subject.name
    basis = lead.basis
    statement = {
        "party": party,
        "victim": lead.victim,
        "service": "" if victims else mask(service.name, persons=persons).text,
        "host": "" if victims else service.host,
        "kind": service.kind,
        "measures": [{"code": row.code, "zh": kind_of(row.code).zh, "en": kind_of(row.code).en} for row in measures],
        "facts": told.text,
        "basis": {
            "code": basis.get("code", lead.basis_code),
            "zh": basis.get("zh", ""),
            "en": basis.get("en", ""),
            "law": basis.get("law", ""),
            "article": basis.get("article", ""),
            "confirmed": bool(basis.get("confirmed")),
        },
        "decision": lead.case.number if lead.case else lead.number,
        "penalty": lead.case is not None,
        "decided_on": lead.ordered_on.isoformat() if lead.ordered_on else "",
        "executed_on": lead.executed_on.isoformat() if lead.executed_on else "",
        "term_to": lead.term_to.isoformat() if lead.term_to else "",
        "office_zh": lead.unit.name_zh,
        "office_en": lead.unit.name_en,
        "redress_zh": REDRESS_ZH,
        "redress_en": REDRESS_EN,
        **_source(lead),
    }
    return statement, sorted(codes)

"""A draft filled from what the case already says: party, people, facts, rule, penalties, days."""

from __future__ import annotations

import datetime
from typing import Any

from mingjian.law.basis import catalogue
from mingjian.law.documents import document as kind_of
from mingjian.law.procedure import KINDS
from mingjian.office.cases.course import law_steps
from mingjian.office.documents.from_steps import FROM_STEPS, Told
from mingjian.office.people.office_seal import office_name
from mingjian.papers.composing import template
from mingjian.records.models import Account, Case, Document, Party, PartyRole

_KEPT = ("office", "bank", "appeal", "clerk")


def prefill(case: Case, code: str, *, by: Account, day: datetime.date) -> dict[str, Any]:
    """The content of a new draft; what the case does not say is left out."""
    steps = law_steps(case)
    told = Told(case, steps, _handlers(case))
    values = {**_standing(case, code, by, day, told), **_same_names(code, told)}
    for fill in FROM_STEPS.get(code, ()):
        values |= {name: value for name, value in fill(told).items() if value not in ("", None, [], {})}
    return values


def settled(case: Case, code: str) -> dict[str, Any]:
    """What a decision says because its step says it: not to be written otherwise in the draft."""
    if code != "penalty_decision":
        return {}
    told = Told(case, law_steps(case), _handlers(case))
    return {"penalties": told.penalties("decided")} if told.last("decided") else {}


def _standing(case: Case, code: str, by: Account, day: datetime.date, told: Told) -> dict[str, Any]:
    remembered = _remembered(case, code)
    office = {"contact": by.name_zh, **remembered.pop("office", {}), "name": office_name(case.unit)}
    territory = case.unit.territory_zh
    appeal = {"reconsideration": f"{territory}人民政府", "court": "有管辖权的人民法院"}
    values: dict[str, Any] = {
        "appeal": appeal,
        **remembered,
        "office": office,
        "case": {"title": cause_of(case), "number": case.number},
        "party": _party(case),
        "officers": [{"name": who.name_zh, "card": who.card_number} for who in _handlers(case)],
        "day": day.isoformat(),
        "registered_on": told.day("source_registered"),
        "filed_on": told.day("filed"),
        "evidence": told.evidence(),
        "place": office_name(case.unit),
    }
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def cause_of(case: Case) -> str:
    """The cause as documents write it: the first rule suspected to be broken, or the title."""
    rule = catalogue().get(case.bases[0]) if case.bases else None
    return f"涉嫌{rule.zh}" if rule else str(case.title)


def _handlers(case: Case) -> list[Account]:
    rows = {row.pk: row for row in Account.objects.filter(pk__in=case.handlers)}
    return [rows[key] for key in case.handlers if key in rows]


def _party(case: Case) -> dict[str, str]:
    row = Party.objects.filter(case=case, role=PartyRole.PARTY).order_by("recorded_at").first()
    if row is None:
        return {"name": str(case.party_name)}
    kind = "person" if row.subject and row.subject.kind == "person" else "org"
    code = "" if kind == "person" else row.registration_number
    found = {"name": row.name, "kind": kind, "code": code, "address": row.address, "phone": row.contact}
    return {name: value for name, value in found.items() if value}


def _remembered(case: Case, code: str) -> dict[str, Any]:
    """What this office said of itself in its last signed document: address, bank, bodies of appeal.

    The clerk of a hearing is a name, that of a source a whole opinion; neither goes into the other's document.
    """
    row = Document.objects.filter(unit=case.unit, sealed_at__isnull=False).order_by("-sealed_at").first()
    said = {name: row.snapshot[name] for name in _KEPT if name in row.snapshot} if row else {}
    named = any(want.name == "clerk" for want in template(code).wants)
    if not (named and isinstance(said.get("clerk"), str)):
        said.pop("clerk", None)
    return said


def _same_names(code: str, told: Told) -> dict[str, Any]:
    """Facts of the document's own step that bear the same names as its wants."""
    found: dict[str, Any] = {}
    plain = {want.name for want in template(code).wants if want.kind not in ("rows", "lines") and "." not in want.name}
    for kind in kind_of(code).made_by:
        if kind in KINDS and (step := told.last(kind)):
            found |= {name: value for name, value in step.facts.items() if name in plain}
    return found

"""A statement in the shape of the DSA database in; every rule it breaks out. The rules are those the database's own form has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from mingjian.disclosure.dsa_schema import DAYS, KEYWORD, MANY, NEEDED, ONE_OF, OTHERS, SINGLE, TEXTS

_PUID = re.compile(r"[a-zA-Z0-9_-]{1,500}")
_LANGUAGE = re.compile(r"[A-Z]{2}")
_EAN = re.compile(r"[0-9]{13}")
_KNOWN = {*SINGLE, *MANY, *TEXTS, *DAYS, "content_language", "content_id"}
_GROUNDS = {
    "DECISION_GROUND_ILLEGAL_CONTENT": ("illegal_content_legal_ground", "illegal_content_explanation"),
    "DECISION_GROUND_INCOMPATIBLE_CONTENT": ("incompatible_content_ground", "incompatible_content_explanation"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A field and the rule it breaks: unknown, missing, not_a_value, not_a_list, too_long, not_a_day, out_of_range,
    not_an_address, malformed, without_its_other, not_with_this.
    """

    field: str
    rule: str


def check(statement: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Every rule of the schema that a statement breaks; none if the database would take it. Source: dsa.md."""
    given = {name: value for name, value in statement.items() if value is not None and value != "" and value != []}
    return tuple(problem for rules in (_fields, _values, _texts, _days, _together) for problem in rules(given))


def _fields(given: Mapping[str, Any]) -> Iterator[Problem]:
    yield from (Problem(name, "unknown") for name in given if name not in _KNOWN)
    yield from (Problem(name, "missing") for name in NEEDED if name not in given)
    if not any(name in given for name in ONE_OF):
        yield Problem("decision_visibility", "missing")


def _values(given: Mapping[str, Any]) -> Iterator[Problem]:
    for name, values in SINGLE.items():
        if name in given and given[name] not in values:
            yield Problem(name, "not_a_value")
    for name, values in MANY.items():
        if name not in given:
            continue
        if not isinstance(given[name], list):
            yield Problem(name, "not_a_list")
        elif any(value not in values for value in given[name]) or len(set(given[name])) < len(given[name]):
            yield Problem(name, "not_a_value")
    if "content_language" in given and not _LANGUAGE.fullmatch(str(given["content_language"])):
        yield Problem("content_language", "not_a_value")
    if "content_id" in given:
        named = given["content_id"]
        if not isinstance(named, Mapping) or set(named) != {"EAN-13"} or not _EAN.fullmatch(str(named["EAN-13"])):
            yield Problem("content_id", "malformed")


def _texts(given: Mapping[str, Any]) -> Iterator[Problem]:
    for name, most in TEXTS.items():
        if name not in given:
            continue
        if not isinstance(given[name], str):
            yield Problem(name, "malformed")
        elif len(given[name]) > most:
            yield Problem(name, "too_long")
    if isinstance(puid := given.get("puid"), str) and len(puid) <= 500 and not _PUID.fullmatch(puid):
        yield Problem("puid", "malformed")
    if isinstance(url := given.get("decision_ground_reference_url"), str):
        try:
            parts = urlsplit(url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            good = False
        if not good:
            yield Problem("decision_ground_reference_url", "not_an_address")


def _days(given: Mapping[str, Any]) -> Iterator[Problem]:
    for name, (first, last) in DAYS.items():
        if name not in given:
            continue
        text = given[name]
        try:
            good = isinstance(text, str) and date.fromisoformat(text).isoformat() == text
        except ValueError:
            good = False
        if not good:
            yield Problem(name, "not_a_day")
        elif not first <= text <= last:
            yield Problem(name, "out_of_range")


def _together(given: Mapping[str, Any]) -> Iterator[Problem]:
    for name, (owner, other) in OTHERS.items():
        held = given.get(owner)
        has = other in held if isinstance(held, list) else held == other
        if has and name not in given:
            yield Problem(name, "without_its_other")
        elif name in given and not has:
            yield Problem(name, "not_with_this")
    ground = given.get("decision_ground")
    for name, fields in _GROUNDS.items():
        for one in fields:
            if ground == name and one not in given:
                yield Problem(one, "missing")
            elif ground != name and ground is not None and one in given:
                yield Problem(one, "not_with_this")
    if "incompatible_content_illegal" in given and ground != "DECISION_GROUND_INCOMPATIBLE_CONTENT":
        yield Problem("incompatible_content_illegal", "not_with_this")
    if "source_identity" in given and given.get("source_type") == "SOURCE_VOLUNTARY":
        yield Problem("source_identity", "not_with_this")


assert len(KEYWORD) == 69, len(KEYWORD)

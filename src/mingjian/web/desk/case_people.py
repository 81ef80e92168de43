"""Names for the codes that steps keep: officers, and whoever acted from outside."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from mingjian.law.roles import ROLES
from mingjian.law.steps import Step as LawStep
from mingjian.records.models import Account
from mingjian.web.language import chinese


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The name of each officer, by code; bodies and the party by their role."""
    wanted = set(codes)
    ids = [key for key in wanted if is_id(key)]
    rows = {str(row.pk): row.name_zh if chinese() else row.name_en for row in Account.objects.filter(pk__in=ids)}
    others = {key: (ROLES[key].zh if chinese() else ROLES[key].en) for key in wanted if key in ROLES}
    return {**others, **rows}


def codes_in(steps: Iterable[LawStep]) -> set[str]:
    """Every officer's code that stands in some steps, as actor or in the facts."""
    found: set[str] = set()
    for step in steps:
        found |= step.actors
        for value in step.facts.values():
            found |= _codes(value)
    return found


def _codes(value: object) -> set[str]:
    if isinstance(value, str):
        return {value} if is_id(value) else set()
    if isinstance(value, dict):
        return set().union(*(_codes(part) for part in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(_codes(part) for part in value)) if value else set()
    return set()


def is_id(text: str) -> bool:
    """Whether a text is the id of a record."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return len(text) == 36

"""The history of the signing keys as rows for pages: which public keys were in force from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from mingjian.ledger import VerifierKey, published_keys, read_key
from mingjian.ledger.statement import read_statement
from mingjian.office.audit.log_keys import office_keys
from mingjian.office.people.office_seal import trusted_certificates
from mingjian.records import clock
from mingjian.records.models import KeyRotation, RotationState


@dataclass(frozen=True, slots=True)
class KeySet:
    """Public keys that were in force together. `until`: None for those of today; `rotation`: how they came, if by one."""

    keys: tuple[VerifierKey, ...]
    since: datetime
    until: datetime | None
    rotation: KeyRotation | None


def key_history() -> list[KeySet]:
    """Give the sets of keys, those of today first; nothing where this installation has none."""
    now = office_keys(clock.now())
    if now is None:
        return []
    rows = list(KeyRotation.objects.filter(state=RotationState.DONE).order_by("-decided_at"))
    sets: list[KeySet] = []
    until: datetime | None = None
    for row in rows:
        sets.append(KeySet(_read(row.successor), row.decided_at or row.asked_at, until, row))
        until = row.decided_at
    if not rows:
        return [KeySet(now.public, now.made, None, None)]
    since = datetime.fromisoformat(read_statement(rows[-1].statement).body["retired_since"])
    return [*sets, KeySet(_read(rows[-1].retired), since, until, None)]


def trust_file() -> str:
    """Give the text of the trust file by which others check this office; empty without keys.

    Its log keys, the roots of the seals of its offices, and the root of a time-stamp authority of its own.
    """
    if settings.DATA is None or office_keys(clock.now()) is None:
        return ""
    return published_keys(settings.DATA / "keys") + trusted_certificates(settings.DATA)


def _read(lines: str) -> tuple[VerifierKey, ...]:
    return tuple(read_key(line) for line in lines.split())

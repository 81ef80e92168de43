"""The open file of a party: which key opened it, kept in the session for half an hour without use."""

from __future__ import annotations

import time

from django.http import HttpRequest

from mingjian.office.cases.party_code import opens
from mingjian.records import clock
from mingjian.records.models import PartyCode

IDLE = 30 * 60
"""Seconds without use after which the file closes."""


def enter(request: HttpRequest, key: PartyCode) -> None:
    """Open the file of a key in this session, under a new session key."""
    request.session.cycle_key()
    request.session["party"] = [str(key.pk), time.time()]


def leave(request: HttpRequest) -> None:
    """Close the file."""
    request.session.pop("party", None)
    request.session.pop("party_key", None)


def open_key(request: HttpRequest) -> PartyCode | None:
    """The key of the open file, or None if none is open, it was idle for too long, or the key has ended meanwhile."""
    kept = request.session.get("party")
    if not kept:
        return None
    pk, used = kept
    rows = PartyCode.objects.select_related("party__case__unit", "party__case__service", "party__represents")
    key = rows.filter(pk=pk).first() if time.time() - used < IDLE else None
    if key is None or not opens(key, clock.now()):
        leave(request)
        return None
    request.session["party"] = [pk, time.time()]
    return key

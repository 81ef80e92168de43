"""Limit what one address may try: reports, look-ups, codes, sign-ins. The count is kept even when the attempt fails."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from mingjian.errors import TooOften
from mingjian.records import clock
from mingjian.records.base import new_id, written_at
from mingjian.records.models import Attempts

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many attempts from one address in so many minutes."""

    most: int
    minutes: int


LIMITS = {
    "report": Limit(30, 60),
    "receipt": Limit(30, 15),
    "sign_in": Limit(120, 15),
    "party_code": Limit(10, 15),
    "objection": Limit(20, 15),
}


def _who(purpose: str, address: str, at: datetime) -> bytes:
    """A keyed digest of an address and the day; an IPv6 address counts with its whole /64."""
    try:
        found = ipaddress.ip_address(address)
        place = str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))
    except ValueError:
        place = address[:64]
    words = f"{purpose} {clock.day_of(at).isoformat()} {place}"
    return hmac.digest(settings.RECEIPT_KEY, words.encode(), hashlib.sha256)


def _span(at: datetime, minutes: int) -> datetime:
    """The beginning of the span of time in which `at` lies."""
    length = minutes * 60
    return datetime.fromtimestamp(int(at.timestamp()) // length * length, at.tzinfo)


def count_attempt(purpose: str, address: str, *, at: datetime) -> None:
    """Count one attempt from an address. Call it before the act and outside its transaction.

    Raises: TooOften, when the address has used up its attempts; the sentence says when to come back.
    """
    limit = LIMITS[purpose]
    since = _span(at, limit.minutes)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_attempts (id, recorded_at, purpose, who, since, count) VALUES (%s, %s, %s, %s, %s, 1)"
            " ON CONFLICT (purpose, who, since) DO UPDATE SET count = records_attempts.count + 1 RETURNING count",
            [new_id(), written_at(), purpose, _who(purpose, address, at), since],
        )
        (count,) = cursor.fetchone()
    if count <= limit.most:
        return
    seconds = max(1, int((since + timedelta(minutes=limit.minutes) - at).total_seconds()))
    minutes = -(-seconds // 60)
    raise TooOften(
        f"Too many attempts from your address; try again in {minutes} minutes.",
        f"您的网络地址尝试次数过多，请 {minutes} 分钟后再试。",
        seconds=seconds,
    )


def forget_attempts(*, at: datetime) -> int:
    """Delete counts that are older than a day. Returns how many."""
    return Attempts.objects.filter(since__lt=at - KEPT).delete()[0]

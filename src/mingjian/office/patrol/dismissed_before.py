"""Whether an officer has dismissed already what a visit shows again: the same views, texts and signs at the same service."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from mingjian.records.models import CapturedView, Finding, FindingOrigin, FindingState, Recheck, Visit

JUDGED = (FindingState.CONFIRMED, FindingState.DISMISSED, FindingState.AGAIN)
REMEMBERED = 20
"""How many of a service's last judgements are compared."""


def dismissed_before(
    visit: Visit,
    views: Iterable[CapturedView],
    marks: Iterable[Mapping[str, Any]],
    reasons: Iterable[Mapping[str, Any]],
) -> Finding | None:
    """Give the dismissed finding that judged the same content; None if there is none or it was judged otherwise since.

    The same: each view has the same text, status and final host, and no sign is new. A visit that checks a measure is never left
    out, for what it sees decides whether the measure held. `views`: the rows of this visit.
    """
    rows = Finding.objects.filter(service_id=visit.service_id, origin=FindingOrigin.VISIT, state__in=JUDGED)
    rows = rows.filter(police=False).select_related("capture").order_by("-judged_at", "-id")
    judged = list(rows[:REMEMBERED])
    if not judged or Recheck.objects.filter(visit=visit).exists():
        return None
    shown, signs = _content(views), _signs(marks) | _signs(reasons)
    for finding in judged:
        known = _signs(finding.marks) | _signs(finding.reasons)
        if signs <= known and finding.capture and _content(_views(finding)) == shown:
            return finding if finding.state == FindingState.DISMISSED else None
    return None


def _views(finding: Finding) -> Iterable[CapturedView]:
    rows: Iterable[CapturedView] = finding.capture.views.select_related("same_as") if finding.capture else ()
    return rows


def _content(views: Iterable[CapturedView]) -> dict[str, tuple[int | None, str, bytes]]:
    """What each view showed: status, host it ended at, digest of title and text."""
    rows = {view.view: view.content for view in views}
    return {view: (row.status, _host(row), _digest(row)) for view, row in rows.items()}


def _host(row: CapturedView) -> str:
    try:
        return urlsplit(row.final_address).hostname or ""
    except ValueError:
        return row.final_address


def _digest(row: CapturedView) -> bytes:
    return hashlib.sha256(f"{row.title}\n{row.text}".encode("utf-8", "surrogatepass")).digest()


def _signs(rows: Iterable[Mapping[str, Any]]) -> set[tuple[str, ...]]:
    """Marks and reasons as what they point to; weights, places and numbers that change by themselves do not count."""
    return {tuple(map(str, (row.get("detector"), row.get("quote"), row.get("view"), *_reason(row)))) for row in rows}


def _reason(row: Mapping[str, Any]) -> Iterable[str]:
    reason = row.get("reason", row)
    words = sorted((name, value) for name, value in reason["params"].items() if isinstance(value, str))
    return reason["code"], *(f"{name}={value}" for name, value in words)

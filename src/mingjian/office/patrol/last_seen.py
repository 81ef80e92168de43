"""What a service looked like at its last visit, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from mingjian.capture.compare import ALIKE, share
from mingjian.office.patrol.record_visit import SeenView
from mingjian.records.models import CapturedView, Finding, ServiceState, Visit, VisitState

WHOLE_EVERY = timedelta(days=7)
"""After this long a page is fetched whole even if its server says that nothing changed: the server may lie."""
TRUSTED = (ServiceState.FILED, ServiceState.UNFILED)
SHOWN = 160
"""Characters of each side of a change that are kept."""
_VISIBLE = ("title", "heading", "body", "link", "footer", "noscript")


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The views of the last visit that reached the service, by view; `trusted`: nothing speaks against asking what changed."""

    views: Mapping[str, CapturedView] = field(default_factory=dict)
    trusted: bool = False


def last_seen(visit: Visit, *, at: datetime) -> LastSeen:
    """Look up the last visit to the service of `visit` that was answered.

    Where something is or was held against the service, where a measure asked for the visit, or where the last whole
    capture is old, `trusted` is false: then nothing is left out.
    """
    if visit.address:
        return LastSeen()
    visits = Visit.objects.filter(service_id=visit.service_id, state=VisitState.DONE, reached=True, address="")
    last = visits.exclude(pk=visit.pk).order_by("-visited_at").select_related("capture").first()
    capture = getattr(last, "capture", None)
    if last is None or capture is None:
        return LastSeen()
    views = {row.view: row for row in capture.views.select_related("same_as__capture")}
    whole = min((row.content.capture.taken_at for row in views.values()), default=capture.taken_at)
    held = Finding.objects.filter(service_id=visit.service_id).exclude(state="dismissed").exists()
    trusted = bool(visit.run_id) and not held and visit.service.state in TRUSTED and at - whole < WHOLE_EVERY
    return LastSeen(views, trusted and set(visit.views) == set(views))


def changes_since(last: Mapping[str, CapturedView], seen: Iterable[SeenView]) -> tuple[Mapping[str, Any], ...]:
    """What differs from the last visit, view by view: reached, status, redirect, title, text; each with both sides.

    A text counts as changed when less than seven tenths of its character triples are the same: news come and go.
    """
    found: list[Mapping[str, Any]] = []
    for view in seen:
        before = last.get(view.view)
        if before is not None and view.same_as is None:
            found += [
                {"kind": kind, "view": view.view, "before": old[:SHOWN], "after": new[:SHOWN]}
                for kind, old, new in _changed(before, view)
            ]
    return tuple(found)


def _changed(before: CapturedView, now: SeenView) -> Iterable[tuple[str, str, str]]:
    old = before.content
    if (old.status is None) != (now.status is None):
        yield "reached", str(old.status or "—"), str(now.status or "—")
        return
    if old.status != now.status:
        yield "status", str(old.status), str(now.status)
    if _host(old.final_address) != _host(now.final_address):
        yield "redirect", old.final_address, now.final_address
    if old.title.strip() != now.title[:500].strip():
        yield "title", old.title, now.title
    texts = visible(old.text, old.surfaces), visible(now.text, now.surfaces)
    if texts[0] != texts[1] and share(*texts) < ALIKE:
        yield "text", _beginning(texts[0], texts[1]), _beginning(texts[1], texts[0])


def visible(text: str, surfaces: Sequence[Sequence[Any]]) -> str:
    """The parts of a captured text that a visitor reads."""
    return "\n".join(text[start:end] for surface, start, end in surfaces if surface in _VISIBLE)


def _beginning(text: str, other: str) -> str:
    known = set(other.split("\n"))
    return " ".join(line.strip() for line in text.split("\n") if line.strip() and line not in known)[:SHOWN]


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].removeprefix("www.").lower()

"""Evidence: the capture behind a finding, and the bundle itself; captured scripts never run here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mingjian.capture import FolderStore
from mingjian.errors import EvidenceError
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.publish_log import prove_event
from mingjian.records import clock
from mingjian.records.models import Capture, Event, MeasureEvidence, SealedLeaf


def _rows(user: Any) -> Any:
    """Captures in scope; one that goes to the police is shown to nobody."""
    rows = Capture.objects.filter(visit__unit__path__startswith=user.unit.path).select_related("service", "visit")
    return rows.exclude(findings__police=True)


def capture(request: HttpRequest, key: str) -> HttpResponse:
    """One capture: every view with its text, the digest, the place in the log, what rests on it."""
    row = get_object_or_404(_rows(request.user), pk=key)
    event = Event.objects.filter(kind="visit", object_id=row.visit_id, verb="service_visited").first()
    words = {
        "capture": row,
        "views": row.views.order_by("id"),
        "findings": row.findings.all(),
        "measures": MeasureEvidence.objects.filter(capture=row).select_related("measure"),
        "leaf": SealedLeaf.objects.filter(event=event).first(),
    }
    return render(request, "desk/capture.html", words)


def proof(request: HttpRequest, key: str) -> HttpResponse:
    """The proof that the visit of a capture stands in the log, for `./mj verify BUNDLE --proof PROOF`."""
    row = get_object_or_404(_rows(request.user), pk=key)
    event = get_object_or_404(Event, kind="visit", object_id=row.visit_id, verb="service_visited")
    headers = {"Content-Disposition": f'attachment; filename="{row.digest[:16]}.tlog-proof"'}
    return HttpResponse(prove_event(event), content_type="text/plain; charset=utf-8", headers=headers)


def bundle(request: HttpRequest, key: str) -> HttpResponse:
    """The evidence bundle as a file; taking it out is an event.

    Raises: EvidenceError, if the store no longer holds it.
    """
    row = get_object_or_404(_rows(request.user), pk=key)
    try:
        content = FolderStore(settings.EVIDENCE).get(row.digest)
    except (OSError, EvidenceError) as error:
        raise EvidenceError(
            f"The bundle {row.digest} is not in the evidence store; look at the store's backup.",
            f"证据包 {row.digest} 不在证据库中，请检查证据库的备份。",
        ) from error
    log_event("bundle_taken_out", row, by=request.user, at=clock.now(), content={"digest": row.digest})  # type: ignore[arg-type]
    name = f"{row.digest[:16]}.wacz"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)

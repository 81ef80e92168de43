"""The office's public keys, for everybody who checks what it signed: a page, the trust file, each change of keys."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mingjian.records.models import KeyRotation, RotationState
from mingjian.web.key_rows import key_history, trust_file


def keys(request: HttpRequest) -> HttpResponse:
    """Which keys sign now and which did before, and how to check with them."""
    return render(request, "public/keys.html", {"history": key_history()})


def office_vkeys(_request: HttpRequest) -> HttpResponse:
    """The trust file for `./mj verify --trust`: today's keys and the retired ones."""
    text = trust_file()
    if not text:
        raise Http404
    return _file(text, "text/plain; charset=utf-8", "office.vkeys")


def rotation(_request: HttpRequest, key: str) -> HttpResponse:
    """One change of keys as it was signed by the old and the new keys."""
    row = get_object_or_404(KeyRotation, pk=key, state=RotationState.DONE)
    return _file(row.statement, "application/json", f"rotation-{row.decided_at:%Y%m%d}.json")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=headers)

"""The viewer: what lies inside a bundle, read from it anew. Captured scripts never run: text is text, pictures are PNG."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mingjian.capture import Checked, Opened, Visit, read_bundle, verify_bundle
from mingjian.capture.compare import compare, document_of, visible_text
from mingjian.errors import EvidenceError
from mingjian.office.evidence.bundles import open_bundle
from mingjian.records.models import Capture
from mingjian.web.desk.evidence import captures_for

SOURCE_SHOWN = 60_000
"""Characters of a page's source that are shown; the bundle holds all of it."""
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Side:
    """One view as it stands in the bundle."""

    visit: Visit
    title: str
    text: str
    source: str
    cut: bool


def _opened(capture: Capture) -> tuple[Opened, Checked]:
    """Decrypt a bundle, check every bit and open it. Raises: EvidenceError."""
    with NamedTemporaryFile(suffix=".wacz") as file:
        path = Path(file.name)
        path.write_bytes(open_bundle(capture))
        return read_bundle(path), verify_bundle(path)


def _side(visit: Visit) -> Side:
    document = document_of(visit) if visit.body else None
    source = visit.body.decode(document.charset if document else "utf-8", "replace")[: SOURCE_SHOWN + 1]
    return Side(
        visit,
        document.title if document else "",
        visible_text(document) if document else "",
        source[:SOURCE_SHOWN],
        len(source) > SOURCE_SHOWN,
    )


def _browser_log(opened: Opened) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name, content in opened.attachments.items():
        if name.endswith(".network.json"):
            read = json.loads(content)
            rows += [
                {**row, "view": read.get("view")} for row in read.get("requests", [])[:500] if isinstance(row, dict)
            ]
    return rows


def inside(request: HttpRequest, key: str) -> HttpResponse:
    """Pictures, two views side by side, source and network log of one bundle."""
    row = get_object_or_404(captures_for(request.user), pk=key)
    words: dict[str, Any] = {"capture": row}
    try:
        opened, checked = _opened(row)
    except EvidenceError as error:
        return render(request, "desk/inside.html", {**words, "fault": error}, status=409)
    visits = {visit.view: visit for visit in opened.visits}
    names: list[str] = list(visits)
    left = request.GET.get("left") or names[0]
    right = request.GET.get("right") or (names[1] if len(names) > 1 else names[0])
    if left not in visits or right not in visits:
        raise Http404
    pair = [_side(visits[left])] + ([_side(visits[right])] if right != left else [])
    words |= {
        "checked": checked,
        "names": names,
        "left": left,
        "right": right,
        "pair": pair,
        "differences": compare(visits[left], visits[right]) if left != right else (),
        "visits": opened.visits,
        "pictures": sorted(name.removesuffix(".png") for name in opened.attachments if name.endswith(".png")),
        "browser": _browser_log(opened),
        "provenance": opened.provenance,
    }
    return render(request, "desk/inside.html", words)


def picture(request: HttpRequest, key: str) -> HttpResponse:
    """A picture of a bundle, as PNG and nothing else, in a sandbox of its own."""
    row = get_object_or_404(captures_for(request.user), pk=key)
    opened, _ = _opened(row)
    content = opened.attachments.get(f"{request.GET.get('view', '')}.png", b"")
    if not content.startswith(PNG):
        raise Http404
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="image/png", headers=headers)

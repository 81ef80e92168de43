"""A sealed document as a download, the same for officers and parties."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse

from mingjian.capture.store import FolderStore
from mingjian.law.documents import document as kind_of
from mingjian.records.models import Document


def pdf_of(row: Document) -> HttpResponse:
    """The PDF of a sealed document, shown by the browser's own viewer. Raises: EvidenceError, if it is gone or altered."""
    content = FolderStore(settings.EVIDENCE).get(row.digest)
    name = f"{kind_of(row.code).zh}{row.number or ''}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return response

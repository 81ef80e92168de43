"""Files as answers: one shape for everything that is shown by the browser's own viewer or saved."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse

from mingjian.capture.store import FolderStore
from mingjian.law.documents import document as kind_of
from mingjian.records.models import Document


def file_answer(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file under its name, in whatever script that is; `inline`: shown by the browser instead of saved."""
    response = HttpResponse(content, content_type=kind)
    how = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    return response


def pdf_of(row: Document) -> HttpResponse:
    """The PDF of a sealed document, the same for officers and parties. Raises: EvidenceError, if it is gone or altered."""
    content = FolderStore(settings.EVIDENCE).get(row.digest)
    return file_answer(content, "application/pdf", f"{kind_of(row.code).zh}{row.number or ''}.pdf", inline=True)

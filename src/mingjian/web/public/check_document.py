"""The public check of a document: by its code what it is and whether it stands; a file is compared by its digest."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingjian.law.documents import document as kind_of
from mingjian.office.documents.check_code import code_of, document_with
from mingjian.office.people.office_seal import office_name

_LARGEST = 30 * 1024 * 1024


def check_documents(request: HttpRequest) -> HttpResponse:
    """Type the code that is printed on a document."""
    typed = request.GET.get("code", "").strip()
    if typed and (row := document_with(typed)):
        return redirect("check_document", code=code_of(row).replace("-", ""))
    return render(
        request, "public/check_document.html", {"typed": typed, "unknown": bool(typed)}, status=404 if typed else 200
    )


def check_document(request: HttpRequest, code: str) -> HttpResponse:
    """What the document with this code is; nothing in it is personal."""
    row = document_with(code)
    if row is None:
        return render(request, "public/check_document.html", {"typed": code, "unknown": True}, status=404)
    words: dict[str, Any] = {
        "document": row,
        "kind": kind_of(row.code),
        "office": office_name(row.unit),
        "code": code_of(row),
        "withdrawn": row.state == "withdrawn",
    }
    if request.method == "POST":
        words |= _compared(request, row.digest)
    return render(request, "public/check_document.html", words)


def _compared(request: HttpRequest, digest: str) -> dict[str, Any]:
    file = request.FILES.get("file")
    if file is None or isinstance(file, list):
        return {"answer": "none"}
    if (file.size or 0) > _LARGEST:
        return {"answer": "large"}
    found = hashlib.sha256()
    for part in file.chunks():
        found.update(part)
    return {"answer": "same" if found.hexdigest() == digest else "other", "found": found.hexdigest()}

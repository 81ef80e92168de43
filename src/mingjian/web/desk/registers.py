"""Registers: files of filing and domain data looked over, taken in, and taken back."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.office.people.authority import may_do
from mingjian.office.registry.compare_registers import compare_all_registers
from mingjian.office.registry.import_registrations import (
    Preview,
    import_registrations,
    preview_import,
    undo_import,
)
from mingjian.records import clock
from mingjian.records.models import OnlineService, RegistryImport
from mingjian.web.language import say
from mingjian.web.paging import page

SALT = "registry-file"
WAIT = 1800
"""Seconds for which a file that was looked over waits to be taken in."""


def registers(request: HttpRequest) -> HttpResponse:
    """The imports, the newest first, and the form for the next file."""
    user: Any = request.user
    rows = RegistryImport.objects.seen_by(user).select_related("taken_by", "unit")
    words = {
        "page": page(rows, ("-taken_at", "-id"), request.GET.get("after", "")),
        "may_import": may_do("registration.import", user),
        "today": clock.today(),
    }
    return render(request, "desk/registers.html", words)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BadInput("Give the day as of which the data stand.", "请填写数据的截至日期。") from None


def take(request: HttpRequest) -> HttpResponse:
    """First the look over a file, then, with the same bytes sent back signed, taking it in."""
    user: Any = request.user
    if request.method != "POST":
        return redirect("registers")
    source, as_of = request.POST.get("source", ""), _day(request.POST.get("as_of", ""))
    if held := request.POST.get("held", ""):
        name, content = _held(held)
        now = clock.now()
        row = import_registrations(name, content, source, as_of, by=user, at=now)
        touched = OnlineService.objects.filter(registrations__taken=row).distinct()
        found = compare_all_registers(at=now, services=touched)
        said = say("已导入 {n} 行；新增登记发现 {m} 条。", "{n} lines taken in; {m} new findings.", n=row.rows, m=found)
        messages.success(request, said)
        return redirect("registry_import", key=row.pk)
    file = request.FILES.get("file")
    if file is None:
        raise BadInput("Choose a file.", "请选择文件。")
    name, content = file.name or "file", file.read()
    seen = preview_import(name, content, by=user)
    return render(request, "desk/registers_preview.html", _words(name, content, seen, source, as_of))


def _words(name: str, content: bytes, seen: Preview, source: str, as_of: datetime.date) -> dict[str, Any]:
    ready = not seen.faults and not seen.taken_before
    return {
        "name": name,
        "seen": seen,
        "faults": seen.faults[:100],
        "source": source,
        "as_of": as_of,
        "ready": ready,
        "held": TimestampSigner(salt=SALT).sign_object([name, content.hex()], compress=True) if ready else "",
    }


def _held(held: str) -> tuple[str, bytes]:
    """The file that was looked over, exactly as it was then."""
    try:
        name, content = TimestampSigner(salt=SALT).unsign_object(held, max_age=WAIT)
        return str(name), bytes.fromhex(content)
    except (BadSignature, ValueError, TypeError):
        raise BadInput(
            "The file was looked over too long ago; choose it again.", "预览已过期，请重新选择文件。"
        ) from None


def taken(request: HttpRequest, key: str) -> HttpResponse:
    """One import with its lines and what each changed."""
    user: Any = request.user
    row = get_object_or_404(RegistryImport.objects.seen_by(user).select_related("taken_by", "undone_by"), pk=key)
    lines = row.registrations.select_related("service")
    words = {
        "taken": row,
        "page": page(lines, ("line", "id"), request.GET.get("after", "")),
        "may_undo": row.state == "taken" and may_do("registration.undo", user),
    }
    return render(request, "desk/registry_import.html", words)


def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take an import back."""
    user: Any = request.user
    row = get_object_or_404(RegistryImport.objects.seen_by(user), pk=key)
    undo_import(row, by=user, at=clock.now())
    messages.success(
        request, say("导入已撤销，登记数据恢复原样。", "The import is taken back; the mirror is as before.")
    )
    return redirect("registry_import", key=key)

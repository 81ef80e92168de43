"""Taking over cases from a spreadsheet: files, the mapping of columns, the preview with its errors, and the undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import BadInput
from mingjian.office.cases.take_over import bring_file, map_columns, preview, take_over, undo_take_over
from mingjian.office.cases.take_over_rows import COLUMNS
from mingjian.office.people.authority import may_do
from mingjian.papers.handed_in import LARGEST
from mingjian.records import clock
from mingjian.records.models import CaseImport
from mingjian.web.desk.cases import kind_word
from mingjian.web.language import chinese, say


def imports(request: HttpRequest) -> HttpResponse:
    """The files that were brought; POST brings one more."""
    user: Any = request.user
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or file.size is None or file.size > LARGEST:
            raise BadInput("Choose an XLSX or CSV file of at most 20 MB.", "请选择 20 MB 以内的 XLSX 或 CSV 文件。")
        row = bring_file(file.name or "file", file.read(), by=user, at=clock.now())
        return redirect("case_import", key=row.pk)
    rows = CaseImport.objects.seen_by(user).defer("table").select_related("unit", "brought_by")
    words = {
        "rows": rows.order_by("-brought_at")[:50],
        "may": may_do("lead.register", user),
        "columns": [(zh if chinese() else en, names[0], required) for names, zh, en, required in COLUMNS.values()],
    }
    return render(request, "desk/case_imports.html", words)


def one(request: HttpRequest, key: str) -> HttpResponse:
    """One file: its mapping, what each row would become or why not; taken over or undone from here."""
    user: Any = request.user
    file = get_object_or_404(CaseImport.objects.seen_by(user).select_related("unit", "brought_by", "undone_by"), pk=key)
    act = request.POST.get("act", "")
    if act == "map":
        map_columns(file, {column: request.POST.get(column, "") for column in COLUMNS}, by=user)
        return redirect("case_import", key=key)
    if act == "take":
        made, left = take_over(file, by=user, at=clock.now())
        messages.success(
            request, say("已接续 {n} 件，{m} 行未接续。", "{n} cases taken over, {m} rows left out.", n=made, m=left)
        )
        return redirect("case_import", key=key)
    if act == "undo":
        gone = undo_take_over(file, request.POST.get("because", ""), by=user, at=clock.now())
        messages.success(
            request, say("已撤销接续，{n} 件案件不再显示。", "Undone: {n} cases are shown no longer.", n=gone)
        )
        return redirect("case_import", key=key)
    rows = preview(file, today=clock.today()) if file.state == "previewed" else []
    words = {
        "file": file,
        "mapping": [
            (column, zh if chinese() else en, required, file.mapping.get(column, ""))
            for column, (_, zh, en, required) in COLUMNS.items()
        ],
        "headings": file.table[0],
        "rows": [
            (row, [kind_word(step.kind) for step, _ in row.steps if step.kind != "proposed"], _said(row))
            for row in rows
        ],
        "good": sum(not row.errors for row in rows),
        "bad": sum(bool(row.errors) for row in rows),
        "cases": file.cases.filter(void=False).order_by("serial")[:500],
        "may": may_do("lead.register", user),
    }
    return render(request, "desk/case_import.html", words)


def _said(row: Any) -> list[str]:
    return [zh if chinese() else en for en, zh in row.errors]

"""Handing in a table of services: looked through and shown first, with what is wrong line by line; then written."""

from __future__ import annotations

import base64
import zlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingjian.errors import BadInput
from mingjian.office.registry.import_services import HEADS, NEEDED, Looked, import_services, look_through
from mingjian.records import clock
from mingjian.web.language import chinese, say

KEPT = "services_to_import"
SHOWN = 100


def hand_in(request: HttpRequest) -> HttpResponse:
    """The form, and once a table was sent what would be registered. Nothing is written here."""
    user: Any = request.user
    words: dict[str, Any] = {"heads": [(heads[0], name, name in NEEDED) for name, heads in HEADS.items()]}
    if request.method == "POST":
        file = request.FILES.get("table")
        if file is None or not file.size:
            raise BadInput("Choose a CSV file that is not empty.", "请选择一个非空的 CSV 文件。")
        content = file.read()
        looked = look_through(content, user.unit, day=clock.today())
        request.session[KEPT] = base64.b64encode(zlib.compress(content)).decode()
        words |= {"looked": looked, "name": file.name, **_shown(looked)}
    return render(request, "desk/import_services.html", words)


def _shown(looked: Looked) -> dict[str, Any]:
    errors = [(error.number, error.zh if chinese() else error.en) for error in looked.errors[:SHOWN]]
    return {"rows": looked.rows[:SHOWN], "errors": errors, "good": len(looked.rows), "bad": len(looked.errors)}


def write(request: HttpRequest) -> HttpResponse:
    """Register what was shown. The table is looked through anew, for others may have registered something meanwhile."""
    user: Any = request.user
    kept = request.session.pop(KEPT, "")
    if not kept:
        raise BadInput("The table is gone; hand it in again.", "表格已失效，请重新提交。")
    looked = look_through(zlib.decompress(base64.b64decode(kept)), user.unit, day=clock.today())
    count = import_services(looked, by=user, at=clock.now())
    left = len(looked.errors)
    messages.success(
        request,
        say("已登记 {n} 项服务，{m} 行未登记。", "{n} services registered, {m} rows left out.", n=count, m=left),
    )
    return redirect("services")

"""All parts on one page, for whoever builds or photographs the desk."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.records.models import Visit
from mingjian.web.components.heartbeat import heartbeat
from mingjian.web.desk.course import Stop
from mingjian.web.language import say


def parts(request: HttpRequest) -> HttpResponse:
    """Every part with made-up content."""
    course = [
        Stop(say("提出", "Proposed"), None, ""),
        Stop(say("批准", "Approved"), None, ""),
        Stop(say("告知", "Told"), None, "now"),
        Stop(say("执行", "Carried out"), None, "next"),
    ]
    words = {"course": course, "tones": ["", "yours", "held", "wait", "late"], "beat": heartbeat(_visits())}
    return render(request, "desk/parts.html", words)


def _visits() -> list[tuple[Visit, str]]:
    """Visits that never were, one of each kind; nothing is written."""
    at = datetime.datetime(2026, 11, 24, 0, 12, tzinfo=datetime.UTC)
    changed = [{"kind": "title", "view": "plain", "before": "", "after": ""}]
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("clean", {}),
        ("clean", {"unchanged": True}),
        ("polluted", {"changes": changed}),
        ("suspect", {}),
    ]
    beats = [(Visit(visited_at=at, reached=True, **given), verdict) for verdict, given in kinds]
    return [*beats, (Visit(visited_at=at, reached=False), "clean"), beats[0]]

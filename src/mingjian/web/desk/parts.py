"""All parts on one page, for whoever builds or photographs the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
    return render(request, "desk/parts.html", {"course": course, "tones": ["", "yours", "held", "wait", "late"]})

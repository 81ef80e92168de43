"""All parts on one page, for whoever builds or photographs the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.web.desk.course import Stop


def parts(request: HttpRequest) -> HttpResponse:
    """Every part with made-up content."""
    course = [Stop("提出", None, ""), Stop("批准", None, ""), Stop("告知", None, "now"), Stop("执行", None, "next")]
    return render(request, "desk/parts.html", {"course": course, "tones": ["", "yours", "held", "wait", "late"]})

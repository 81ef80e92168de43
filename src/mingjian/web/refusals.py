"""Errors that are for people become pages: the one place that gives them their HTTP codes."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct, MingjianError, TooOften
from mingjian.web import language

MALFORMED = BadInput(
    "A field of the form has not the shape it must have; go back and choose again.",
    "表单中有一项格式不对，请返回重新选择。",
)
"""For a value that no field can hold, as a key that is none: who writes forms by hand gets no error of the server."""
CODES: dict[type[MingjianError], int] = {BadInput: 400, ForbiddenAct: 403, TooOften: 429, EvidenceError: 409}


class RefusalMiddleware:
    """Shows a refusal with its sentence and a way back; nothing was changed when it is shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for the errors of our own tree; others stay errors."""
        if isinstance(error, ValidationError):
            error = MALFORMED
        if not isinstance(error, MingjianError):
            return None
        status = next((code for kind, code in CODES.items() if isinstance(error, kind)), 400)
        back = request.headers.get("Referer", "/desk/" if request.path.startswith("/desk/") else "/")
        words = {"sentence": error.say(language.code()), "back": back, "desk": request.path.startswith("/desk/")}
        response = render(request, "refusal.html", words, status=status)
        if isinstance(error, TooOften):
            response.headers["Retry-After"] = str(error.seconds)
        return response

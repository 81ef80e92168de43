"""Bodies of requests are bounded before anybody reads them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

LARGEST_BODY = 256 * 1024 * 1024
"""The largest request, in bytes: ten files of a party, or a platform's return of a million rows."""


class BoundedBody:
    """Refuses a body that says it is too large, without reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on, or refuse it."""
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = LARGEST_BODY + 1
        if length <= LARGEST_BODY:
            return self.get_response(request)
        sentence = "上传内容超过 256 MB，请拆分后上传。 The upload is larger than 256 MB; split it and send the parts."
        response = HttpResponse(sentence, status=413, content_type="text/plain; charset=utf-8")
        response.headers["Connection"] = "close"
        return response

"""Errors of the API as problem details (RFC 9457), in one shape and with one shared table of answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct, MingjianError, TooOften

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Forbidden",
    404: "Not found",
    409: "Conflict",
    412: "Changed meanwhile",
    422: "Not as the contract says",
    429: "Too many requests",
}
CODES: dict[type[MingjianError], int] = {BadInput: 400, ForbiddenAct: 403, TooOften: 429, EvidenceError: 409}


class Problem(Schema):
    """What went wrong: `detail` in English, `detail_zh` in Chinese; `errors` names the places of a body."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    detail_zh: str = ""
    errors: list[dict[str, Any]] = []


ERRORS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)
"""The answers that every operation may give, shared by all of them."""


def problem(status: int, detail: str, detail_zh: str = "", errors: list[dict[str, Any]] | None = None) -> HttpResponse:
    """A problem as an HTTP response."""
    body = Problem(
        title=TITLES.get(status, "Error"), status=status, detail=detail, detail_zh=detail_zh, errors=errors or []
    )
    answer = HttpResponse(body.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="mingjian"'
    return answer


def use_problems(api: NinjaAPI) -> None:
    """Answer every error of the API with a problem."""

    @api.exception_handler(MingjianError)
    def refused(_request: HttpRequest, error: MingjianError) -> HttpResponse:
        status = next((code for kind, code in CODES.items() if isinstance(error, kind)), 400)
        answer = problem(status, error.say("en"), error.say("zh"))
        if isinstance(error, TooOften):
            answer["Retry-After"] = str(error.seconds)
        return answer

    @api.exception_handler(AuthenticationError)
    def not_signed_in(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return problem(401, "The token is missing, unknown, ended or revoked.", "令牌缺失、无效、到期或已撤销。")

    @api.exception_handler(ValidationError)
    def not_valid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = [{"place": [str(part) for part in one["loc"]], "message": one["msg"]} for one in error.errors]
        return problem(422, "The request is not as the contract says.", "请求不符合接口约定。", places)

    @api.exception_handler(HttpError)
    def other(_request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error))

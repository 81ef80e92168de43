"""Who calls: the executor whose token stands in `Authorization: Bearer mj_...`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from mingjian.office.people.executor_tokens import token_of
from mingjian.records import clock
from mingjian.records.models import ExecutorToken


class ExecutorBearer(HttpBearer):
    """A token of one executor; everything the API shows and takes is that executor's alone."""

    openapi_scheme = "bearer"

    def authenticate(self, request: HttpRequest, token: str) -> ExecutorToken | None:
        """The token's row; None refuses the call."""
        del request
        return token_of(token, at=clock.now())


def caller(request: HttpRequest) -> ExecutorToken:
    """The token of an authenticated call."""
    given: Any = request
    found: ExecutorToken = given.auth
    return found

"""Who calls: the executor or the officer whose token stands in `Authorization: Bearer mj_...`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from mingjian.office.people.executor_tokens import token_of
from mingjian.office.people.officer_tokens import officer_of_token
from mingjian.records import clock
from mingjian.records.models import Account, ExecutorToken


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


class OfficerBearer(HttpBearer):
    """A token of one officer; the API shows what that officer may read."""

    openapi_scheme = "bearer"

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        """The officer; None refuses the call."""
        del request
        return officer_of_token(token, at=clock.now())


def calling_officer(request: HttpRequest) -> Account:
    """The officer of an authenticated call."""
    given: Any = request
    found: Account = given.auth
    return found

"""Every address names who may use it; a house test refuses one that does not.

In: the view and the audience. Out: a Django path whose view refuses everybody else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import urlencode

from mingjian.office.people.authority import require

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed in"
"""Audiences beside the acts of `law.roles`: everybody, and every officer with a second factor."""


def _officer_only(view: View, audience: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        user: Any = request.user
        if not user.is_authenticated or not user.is_verified():
            return redirect(f"/desk/sign-in/?{urlencode({'next': request.get_full_path()})}")
        if audience != SIGNED_IN:
            require(audience, by=user)
        response = view(request, *args, **options)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def route(address: str, view: View, *, audience: str, name: str) -> URLPattern:
    """An address with its audience: PUBLIC, SIGNED_IN, or an act of `law.roles` that the officer's roles must allow."""
    guarded = view if audience == PUBLIC else _officer_only(view, audience)
    pattern = path(address, guarded, name=name)
    pattern.audience = audience  # type: ignore[attr-defined]
    return pattern

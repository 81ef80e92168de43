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
from mingjian.web.party.session import open_key

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed in"
PARTY = "party"
"""Audiences beside the acts of `law.roles`: everybody, every officer with a second factor, and who opened a party's file."""


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


def _party_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        key = open_key(request)
        if key is None:
            return redirect("party_door")
        response = view(request, key.party, *args, **options)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


def _guarded(view: View, audience: str) -> View:
    if audience == PUBLIC:
        return view
    return _party_only(view) if audience == PARTY else _officer_only(view, audience)


def route(address: str, view: View, *, audience: str, name: str) -> URLPattern:
    """An address with its audience: PUBLIC, SIGNED_IN, PARTY, or an act of `law.roles` that the officer's roles must allow.

    A view for PARTY gets the party whose file is open after the request.
    """
    pattern = path(address, _guarded(view, audience), name=name)
    pattern.audience = audience  # type: ignore[attr-defined]
    return pattern

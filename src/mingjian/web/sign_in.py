"""Sign in with a password and a second factor; lock-out after five wrong passwords."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as second_login
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from mingjian.office.people.limit_attempts import count_attempt
from mingjian.office.people.sign_in import note_sign_in, note_sign_out
from mingjian.records import clock
from mingjian.web.language import say
from mingjian.web.visitor import address_of


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/desk/"
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else "/desk/"


def locked(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The page after too many wrong passwords."""
    wrong = say(
        "密码连续输错 5 次，这个用户名已锁定 15 分钟。请稍后再试，或请系统管理员重置。",
        "Five wrong passwords: this username is locked for 15 minutes. Try later, or ask the system administrator.",
    )
    return render(request, "desk/sign_in.html", {"wrong": wrong, "next": _next(request)}, status=429)


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """First step: username and password."""
    if request.method != "POST":
        return render(request, "desk/sign_in.html", {"next": _next(request)})
    count_attempt("sign_in", address_of(request), at=clock.now())
    username = request.POST.get("username", "").strip()[:64]
    user: Any = authenticate(request, username=username, password=request.POST.get("password", "")[:1024])
    if user is None:
        if getattr(request, "axes_locked_out", False):
            return locked(request)
        wrong = say("用户名或密码不对。", "The username or the password is wrong.")
        words = {"wrong": wrong, "username": username, "next": _next(request)}
        return render(request, "desk/sign_in.html", words, status=401)
    login(request, user)
    request.session["next"] = _next(request)
    return redirect("second_factor")


def _device(user: Any) -> TOTPDevice:
    device = TOTPDevice.objects.filter(user=user).order_by("-confirmed", "id").first()
    return device or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def _picture(device: TOTPDevice) -> str:
    drawn = BytesIO()
    segno.make(device.config_url, error="m").save(drawn, kind="svg", scale=5, xmldecl=False, svgns=True, nl=False)
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - drawn by us from our own address


def _demo_code(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits):06d}"


def second_factor(request: HttpRequest) -> HttpResponse:
    """Second step: the six digits of the authenticator app; at the first sign-in it is set up here."""
    user: Any = request.user
    if not user.is_authenticated:
        return redirect("sign_in")
    device = _device(user)
    words: dict[str, Any] = {"device": device}
    if request.method == "POST":
        allowed, _ = device.verify_is_allowed()
        if allowed and device.verify_token(request.POST.get("code", "").strip().replace(" ", "")[:6]):
            return _enter(request, user, device)
        words["wrong"] = (
            say("验证码不对，请输入当前的 6 位数字。", "The code is wrong; type the six digits shown now.")
            if allowed
            else say("尝试太快，请稍等片刻再输入。", "Too many tries; wait a moment and type the next code.")
        )
    if not device.confirmed:
        words |= {"picture": _picture(device), "secret": _grouped(device)}
    if settings.DEMO:
        words["demo_code"] = _demo_code(device)
    return render(request, "desk/second_factor.html", words, status=401 if "wrong" in words else 200)


def _grouped(device: TOTPDevice) -> str:
    secret = device.config_url.split("secret=")[1].split("&")[0]
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def _enter(request: HttpRequest, user: Any, device: TOTPDevice) -> HttpResponse:
    if not device.confirmed:
        device.confirmed = True
        device.save()
    second_login(request, device)
    note_sign_in(user, at=clock.now())
    return redirect(request.session.pop("next", "/desk/"))


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out (POST only)."""
    if request.method == "POST" and request.user.is_authenticated:
        note_sign_out(request.user, at=clock.now())
        logout(request)
        messages.success(request, say("已退出。", "You have signed out."))
    return redirect("sign_in")

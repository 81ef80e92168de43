"""Signing in: two factors, and a lock after five wrong passwords."""

from __future__ import annotations

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.office.places import place  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
GOOD = {"username": "handler", "password": "correct horse battery"}


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost")


def code_of(account) -> str:
    device = TOTPDevice.objects.get(user=account)
    return f"{totp(device.bin_key, device.step, device.t0, device.digits):06d}"


def test_a_password_alone_opens_nothing_and_both_factors_open_the_desk(place, stranger):  # noqa: F811
    answer = stranger.post("/desk/sign-in/", GOOD | {"next": "/desk/leads/"})
    assert answer["Location"] == "/desk/second-factor/"
    assert stranger.get("/desk/leads/").status_code == 302
    assert "<svg" in stranger.get("/desk/second-factor/").text
    assert stranger.post("/desk/second-factor/", {"code": "000000"}).status_code == 401
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    answer = stranger.post("/desk/second-factor/", {"code": code_of(place.handler)})
    assert answer["Location"] == "/desk/leads/"
    assert stranger.get("/desk/leads/").status_code == 200


def test_a_password_guessed_fifty_times_is_locked_and_then_even_the_right_one_waits(place, stranger):  # noqa: F811
    codes = [stranger.post("/desk/sign-in/", GOOD | {"password": f"wrong {n}"}).status_code for n in range(50)]
    assert codes[:4] == [401] * 4
    assert set(codes[5:]) == {429}
    answer = stranger.post("/desk/sign-in/", GOOD)
    assert answer.status_code == 429
    assert "15" in answer.text
    other = stranger.post("/desk/sign-in/", {"username": "patrol", "password": "correct horse battery"})
    assert other.status_code == 302


def test_the_page_to_go_to_is_never_on_another_site(place, stranger):  # noqa: F811
    stranger.post("/desk/sign-in/", GOOD | {"next": "https://elsewhere.test/desk/"})
    stranger.get("/desk/second-factor/")
    answer = stranger.post("/desk/second-factor/", {"code": code_of(place.handler)})
    assert answer["Location"] == "/desk/"


def test_a_code_works_only_once(place, stranger):  # noqa: F811
    stranger.post("/desk/sign-in/", GOOD)
    stranger.get("/desk/second-factor/")
    code = code_of(place.handler)
    assert stranger.post("/desk/second-factor/", {"code": code}).status_code == 302
    again = Client(HTTP_HOST="localhost")
    again.post("/desk/sign-in/", GOOD)
    assert again.post("/desk/second-factor/", {"code": code}).status_code == 401


def test_the_password_is_kept_with_argon2(place):  # noqa: F811
    assert place.handler.password.startswith("argon2")

"""Signed-in clients for the pages."""

from __future__ import annotations

import pytest

from tests.office.casework import desk, opened  # noqa: F401 - fixtures
from tests.office.places import place, visited  # noqa: F401 - fixtures


def signed_in(account, language="zh-hans"):
    """A client whose officer has passed both factors."""
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    client = Client(HTTP_HOST="localhost")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    device, _ = TOTPDevice.objects.get_or_create(user=account, name="app", confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    client.cookies["django_language"] = language
    return client


@pytest.fixture
def sign_in():
    return signed_in

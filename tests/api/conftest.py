"""A letter to the telecom authority, and a way to call as its system."""

from __future__ import annotations

import json

import pytest

from tests.office.casework import desk, opened  # noqa: F401 - fixtures
from tests.office.measures.course import agency, approved
from tests.office.places import DAY, NOW, place, visited  # noqa: F401 - fixtures
from tests.web.conftest import sign_in  # noqa: F401 - fixture

UNTIL = DAY.replace(month=12)


@pytest.fixture
def day(monkeypatch):
    """The API's clock stands at the day of the fixtures."""
    from mingjian.records import clock

    monkeypatch.setattr(clock, "now", lambda: NOW)
    return DAY


def token_for(code, place, until=UNTIL):  # noqa: F811
    from mingjian.office.people.executor_tokens import make_token
    from tests.office.places import officer

    admin = officer(place.province, f"admin_{code}", "system_administrator")
    return make_token(agency(code), "工单系统", until, by=admin, at=NOW)


@pytest.fixture
def letter(place, visited, day):  # noqa: F811
    from mingjian.office.measures.send_order import send_order

    measure = approved(place, visited, "closure", "CH-SITE48")
    return send_order([measure], measure.executor, by=place.province_handler, at=NOW)


@pytest.fixture
def call(client, letter, place):  # noqa: F811
    """A function that calls as the telecom authority's system."""
    _, secret = token_for("telecom", place)

    def ask(method, address, body=None, *, token=secret, key="key-00000001", **headers):
        given = {"host": "localhost", "authorization": f"Bearer {token}", "idempotency-key": key, **headers}
        send = getattr(client, method)
        words = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return send(f"/api/v1{address}", **words, headers=given)

    return ask

"""Every address names who may use it, and refuses everybody else."""

from __future__ import annotations

import pytest

from mingjian.law.roles import ROLES
from mingjian.web.addresses import urlpatterns
from mingjian.web.routes import PUBLIC, SIGNED_IN
from tests.office.places import place  # noqa: F401 - fixture

ACTS = {act for role in ROLES.values() for act in role.acts}
KEY = "01930000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_an_address_names_its_audience(pattern):
    assert pattern.audience in {PUBLIC, SIGNED_IN} | ACTS
    desk = str(pattern.pattern).startswith("desk/")
    signing = pattern.name in ("sign_in", "second_factor", "sign_out")
    assert (pattern.audience == PUBLIC) == (not desk or signing)


def address(pattern) -> str:
    return "/" + str(pattern.pattern).replace("<uuid:key>", KEY)


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client):
    for pattern in (row for row in urlpatterns if row.audience != PUBLIC):
        answer = client.get(address(pattern), headers={"host": "localhost"})
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/desk/sign-in/"), pattern.name


@pytest.mark.django_db
def test_an_officer_without_the_role_is_refused(place):  # noqa: F811
    from tests.web.conftest import signed_in

    place.handler.roles = []
    place.handler.save()
    officer = signed_in(place.handler)
    for pattern in (row for row in urlpatterns if row.audience in ACTS):
        assert officer.get(address(pattern)).status_code == 403, pattern.name

"""Every address names who may use it, and refuses everybody else."""

from __future__ import annotations

import pytest

from mingjian.law.roles import ROLES
from mingjian.web.addresses import urlpatterns
from mingjian.web.routes import PARTY, PUBLIC, SIGNED_IN
from tests.office.places import place  # noqa: F401 - fixture

ACTS = {act for role in ROLES.values() for act in role.acts}
KEY = "01930000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_an_address_names_its_audience(pattern):
    assert pattern.audience in {PUBLIC, SIGNED_IN, PARTY} | ACTS
    side = str(pattern.pattern).split("/")[0]
    entry = pattern.name in ("sign_in", "second_factor", "sign_out", "party_door")
    assert (pattern.audience == PUBLIC) == (side not in ("desk", "party") or entry)
    assert (pattern.audience == PARTY) == (side == "party" and not entry)


def address(pattern) -> str:
    filled = str(pattern.pattern).replace("<uuid:key>", KEY).replace("<slug:kind>", "defended")
    return "/" + filled.replace("<int:seq>", "1")


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client):
    for pattern in (row for row in urlpatterns if row.audience != PUBLIC):
        answer = client.get(address(pattern), headers={"host": "localhost"})
        door = "/party/" if pattern.audience == PARTY else "/desk/sign-in/"
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, door), pattern.name


@pytest.mark.django_db
def test_an_officer_without_the_role_is_refused(place):  # noqa: F811
    from tests.web.conftest import signed_in

    place.handler.roles = []
    place.handler.save()
    officer = signed_in(place.handler)
    for pattern in (row for row in urlpatterns if row.audience in ACTS):
        assert officer.get(address(pattern)).status_code == 403, pattern.name

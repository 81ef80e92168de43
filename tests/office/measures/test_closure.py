"""关闭网站或应用: jointly with the telecom authority, in a letter."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import agency, approved, by_letter, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "closure", "CH-SITE48")
    assert (measure.state, measure.executor_kind) == ("ordered", "telecom")
    by_letter(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "visit"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "closure", "CH-SITE48")
    by_letter(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_a_rule_without_that_power_does_not_carry_it(place, visited):
    with pytest.raises(ForbiddenAct, match="does not provide"):
        proposed(place, visited, "closure", "RD-REFUSE")


def test_our_own_closure_needs_a_served_decision(place, visited):
    with pytest.raises(ForbiddenAct, match="served decision"):
        proposed(place, visited, "closure", "RD-CSL69", executor_kind="operator")


def test_a_store_does_not_close_sites(place, visited):
    with pytest.raises(ForbiddenAct, match="does not carry out"):
        proposed(place, visited, "closure", "CH-SITE48", executor=agency("app_store", "app_store"))


def test_the_hijacked_site_of_a_victim_may_be_closed(place, visited):
    measure = approved(place, visited, "closure", "CH-SITE48", victim=True)
    assert measure.victim

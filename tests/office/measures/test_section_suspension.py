"""暂停板块: the operator takes a section down; no suspended site."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import approved, by_ourselves, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "section_suspension", "RD-CSL69")
    assert (measure.state, measure.executor_kind) == ("ordered", "operator")
    measure = by_ourselves(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "visit"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "section_suspension", "RD-CSL69")
    measure = by_ourselves(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_a_rule_without_that_power_does_not_carry_it(place, visited):
    with pytest.raises(ForbiddenAct, match="does not provide"):
        proposed(place, visited, "section_suspension", "NW-UNLIC")

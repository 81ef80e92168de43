"""责令限期整改: an order with a term that lies ahead, checked when it ends."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import TERM, approved, by_ourselves, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "rectification_order", "RD-CSL69", term_to=TERM)
    assert (measure.state, measure.executor_kind) == ("ordered", "office")
    measure = by_ourselves(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "check"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "rectification_order", "RD-CSL69", term_to=TERM)
    measure = by_ourselves(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_a_rule_without_that_power_does_not_carry_it(place, visited):
    with pytest.raises(ForbiddenAct, match="does not provide"):
        proposed(place, visited, "rectification_order", "AS-ALG-ASSESS", term_to=TERM)


def test_it_needs_a_term_that_lies_ahead(place, visited):
    for term in (None, DAY):
        with pytest.raises(ForbiddenAct, match="term"):
            proposed(place, visited, "rectification_order", "RD-CSL69", term_to=term)


def test_one_that_is_not_met_fails(place, visited):
    measure = by_ourselves(place, approved(place, visited, "rectification_order", "RD-CSL69", term_to=TERM))
    assert checked(place, measure, holds=False).state == "failed"

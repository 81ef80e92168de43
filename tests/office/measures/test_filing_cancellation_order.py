"""责令注销备案: the holder cancels it itself; a victim may be ordered to."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import approved, by_ourselves, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "filing_cancellation_order", "ED-CANCEL")
    assert (measure.state, measure.executor_kind) == ("ordered", "holder")
    measure = by_ourselves(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "filing_lookup"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "filing_cancellation_order", "ED-CANCEL")
    measure = by_ourselves(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_a_victim_may_be_ordered_to(place, visited):
    assert proposed(place, visited, "filing_cancellation_order", "ED-CANCEL", victim=True).victim

"""取消备案: by the telecom authority."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import approved, by_letter, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "filing_cancellation", "CH-OVERSCOPE")
    assert (measure.state, measure.executor_kind) == ("ordered", "telecom")
    by_letter(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "filing_lookup"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "filing_cancellation", "CH-OVERSCOPE")
    by_letter(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_a_rule_without_that_power_does_not_carry_it(place, visited):
    with pytest.raises(ForbiddenAct, match="does not provide"):
        proposed(place, visited, "filing_cancellation", "RD-REFUSE")


def test_a_victim_does_not_get_it(place, visited):
    with pytest.raises(ForbiddenAct, match="victim"):
        proposed(place, visited, "filing_cancellation", "CH-OVERSCOPE", victim=True)

"""责令停业整顿: a penalty with the right to a hearing."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import approved, by_ourselves, checked, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_it_needs_a_served_decision(place, visited):
    from mingjian.records.models import Measure

    with pytest.raises(ForbiddenAct, match="served decision"):
        proposed(place, visited, "business_suspension", "RD-CSL69")
    assert Measure.objects.count() == 0


def test_with_the_decision_of_a_case_it_goes_to_its_proof(place, visited):
    measure = approved(place, visited, "business_suspension", "RD-CSL69", case=True)
    assert measure.case.stage == "served"
    measure = by_ourselves(place, measure)
    assert (measure.state, measure.executed_on) == ("executed", DAY)
    assert checked(place, measure).state == "verified"


def test_a_victim_does_not_get_it(place, visited):
    with pytest.raises(ForbiddenAct, match="victim"):
        proposed(place, visited, "business_suspension", "RD-CSL69", victim=True, case=True)

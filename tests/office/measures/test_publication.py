"""公开曝光: blames by name: never a victim; approved by the head."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import approved, by_ourselves, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "publication", "RD-CSL69")
    assert (measure.state, measure.executor_kind) == ("ordered", "office")
    measure = by_ourselves(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "published_page"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "publication", "RD-CSL69")
    measure = by_ourselves(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_a_victim_does_not_get_it(place, visited):
    with pytest.raises(ForbiddenAct, match="victim"):
        proposed(place, visited, "publication", "RD-CSL69", victim=True)

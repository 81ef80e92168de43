"""处理责任人: the platform's or the superior body's own discipline."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import agency, approved, by_letter, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(
        place, visited, "responsible_person_discipline", "RD-CSL69", executor=agency("platform", "platform")
    )
    assert (measure.state, measure.executor_kind) == ("ordered", "platform")
    by_letter(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "answer"


def test_it_is_lifted_once(place, visited):
    measure = approved(
        place, visited, "responsible_person_discipline", "RD-CSL69", executor=agency("platform", "platform")
    )
    by_letter(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_a_rule_without_that_power_does_not_carry_it(place, visited):
    with pytest.raises(ForbiddenAct, match="does not provide"):
        proposed(place, visited, "responsible_person_discipline", "NW-UNLIC", executor=agency("platform", "platform"))


def test_a_victim_does_not_get_it(place, visited):
    with pytest.raises(ForbiddenAct, match="victim"):
        proposed(
            place,
            visited,
            "responsible_person_discipline",
            "RD-CSL69",
            victim=True,
            executor=agency("platform", "platform"),
        )

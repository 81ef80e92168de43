"""Who takes part in a measure and its campaigns: named in the proposal or with the letter, kept through the answer."""

from __future__ import annotations

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.measures.course import approved, by_letter, lead_of, proposed
from tests.office.places import NOW

pytestmark = pytest.mark.django_db


def joint(**told):
    from mingjian.office.measures.joint import Joint

    return Joint(**told)


ALL = {"co_offices": ("9902", "9901"), "partners": ("telecom",), "campaigns": ("spring-2026",)}


def kept(measure):
    measure.refresh_from_db()
    return measure.co_offices, measure.partners, measure.campaigns


def test_they_are_kept_from_the_proposal_through_letter_and_answer(place, visited, settings, tmp_path):
    settings.DATA = tmp_path
    measure = approved(place, visited, "closure", "CH-SITE48", joint=joint(**ALL))
    by_letter(place, measure)
    assert measure.state == "executed"
    assert kept(measure) == (["9901", "9902"], ["telecom"], ["spring-2026"])


@pytest.mark.parametrize(
    "told",
    [
        {"co_offices": ("99",)},
        {"co_offices": ("9999",)},
        {"partners": ("nobody",)},
        {"campaigns": ("a" * 65,)},
        {"campaigns": ("<script>",)},
        {"campaigns": tuple(f"c{n}" for n in range(21))},
    ],
)
def test_what_does_not_exist_or_may_not_take_part_is_refused_and_nothing_is_kept(place, visited, told):
    from mingjian.records.models import Measure

    lead_of(place, visited)
    with pytest.raises(BadInput):
        proposed(place, visited, "closure", "CH-SITE48", joint=joint(**told))
    assert not Measure.objects.exists()


def test_a_city_may_name_its_sibling_and_the_province(place):
    from mingjian.office.measures.joint import co_offices_of

    assert [unit.code for unit in co_offices_of(place.city)] == ["99", "9902"]
    assert [unit.code for unit in co_offices_of(place.province)] == ["9901", "9902"]


def test_joining_adds_to_what_is_named_and_happens_once(place, visited):
    from mingjian.office.measures.joint import join_measures
    from mingjian.records.models import Event

    measure = approved(place, visited, "closure", "CH-SITE48", joint=joint(campaigns=("clean-net",)))
    for changed in (1, 0):
        assert join_measures([measure], joint(**ALL), by=place.province_handler, at=NOW) == changed
    assert kept(measure) == (["9901", "9902"], ["telecom"], ["clean-net", "spring-2026"])
    assert Event.objects.filter(verb="measure_joined").count() == 1


def test_what_is_carried_out_is_not_joined_any_more(place, visited, settings, tmp_path):
    from mingjian.office.measures.joint import join_measures

    settings.DATA = tmp_path
    measure = approved(place, visited, "closure", "CH-SITE48")
    by_letter(place, measure)
    with pytest.raises(BadInput, match="carried out"):
        join_measures([measure], joint(**ALL), by=place.province_handler, at=NOW)
    assert kept(measure) == ([], [], [])


def test_another_city_does_not_join_it(place, visited):
    from mingjian.office.measures.joint import join_measures

    measure = approved(place, visited, "closure", "CH-SITE48")
    with pytest.raises(ForbiddenAct):
        join_measures([measure], joint(**ALL), by=place.stranger, at=NOW)
    assert kept(measure) == ([], [], [])

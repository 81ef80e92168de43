"""暂停更新: by agreement with the operator no penalty; imposed it needs a case."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import TERM, approved, by_ourselves, checked, lifted, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "update_suspension", "NW-OPER", agreement="自愿停更七日的承诺书")
    assert (measure.state, measure.executor_kind) == ("ordered", "operator")
    measure = by_ourselves(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "visit"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "update_suspension", "NW-OPER", agreement="自愿停更七日的承诺书")
    measure = by_ourselves(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)


def test_imposed_it_needs_a_served_decision(place, visited):
    with pytest.raises(ForbiddenAct, match="served decision"):
        proposed(place, visited, "update_suspension", "NW-OPER")


def test_a_term_does_not_run_backwards(place, visited):
    with pytest.raises(ForbiddenAct, match="before the beginning"):
        proposed(place, visited, "update_suspension", "NW-OPER", agreement="承诺书", term_from=TERM, term_to=DAY)


def test_the_service_is_suspended_until_it_is_lifted(place, visited):
    measure = by_ourselves(place, approved(place, visited, "update_suspension", "NW-OPER", agreement="承诺书"))
    place.shop.refresh_from_db()
    assert place.shop.state == "suspended"
    lifted(place, measure)
    place.shop.refresh_from_db()
    assert place.shop.state == "filed"

"""指导安全评估: guidance; any basis will do, nothing is imposed."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import approved, by_ourselves, checked, lifted
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def test_from_proposal_to_proof(place, visited):
    measure = approved(place, visited, "assessment_guidance", "AS-NOASSESS")
    assert (measure.state, measure.executor_kind) == ("ordered", "office")
    measure = by_ourselves(place, measure)
    assert (measure.state, measure.executed_on, measure.quantity) == ("executed", DAY, 1)
    assert checked(place, measure).state == "verified"
    assert measure.checks.get().how == "record"


def test_it_is_lifted_once(place, visited):
    measure = approved(place, visited, "assessment_guidance", "AS-NOASSESS")
    measure = by_ourselves(place, measure)
    assert lifted(place, measure).state == "lifted"
    with pytest.raises(ForbiddenAct, match="lift"):
        lifted(place, measure)

"""行政处罚: a group that is counted; nobody proposes it."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import proposed

pytestmark = pytest.mark.django_db


def test_it_is_never_proposed_as_such(place, visited):
    from mingjian.records.models import Measure

    with pytest.raises(ForbiddenAct, match="served decision"):
        proposed(place, visited, "administrative_penalty", "RD-CSL69")
    with pytest.raises(ForbiddenAct, match="names the kind"):
        proposed(place, visited, "administrative_penalty", "RD-CSL69", case=True)
    assert Measure.objects.count() == 0


def test_the_desk_does_not_offer_it():
    from mingjian.office.measures.choices import OFFERED

    assert "administrative_penalty" not in OFFERED

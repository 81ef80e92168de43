"""A site that goes on under another name: the capture of that name proves it only once somebody has confirmed the link."""

import datetime

import pytest

from mingjian.errors import BadInput
from tests.office.measures.course import HOUR, approved, by_letter, checked
from tests.office.places import DAY, NOW

pytestmark = pytest.mark.django_db
LATER = NOW + 48 * HOUR


@pytest.fixture
def moved(place, visited):
    """A verified closure, a second site that promotes the same, and a proposed link between the two."""
    from mingjian.office.registry.register_service import NewService, NewSubject, register_service
    from mingjian.records.models import OperationLink

    measure = approved(place, visited, "closure", "CH-SITE48")
    by_letter(place, measure)
    checked(place, measure)
    other = register_service(
        place.city, NewSubject("新店", sector="company"), NewService("新店", host="again.test"), by=None, at=NOW
    )
    capture = visited(other, at=LATER, digest="ef" * 32).capture
    link = OperationLink.objects.create(
        earlier=measure.service, later=other, capture=capture, unit=place.city, score=0.6, proposed_at=LATER
    )
    return measure, capture, link


def came_back(place, measure, capture):
    from mingjian.office.measures.check_measure import check_measure

    day = DAY + datetime.timedelta(days=2)
    return check_measure(
        measure, holds=False, note="换名经营", seen_on=day, capture=capture, by=place.province_handler, at=LATER
    )


def test_an_unconfirmed_link_proves_nothing(place, moved):
    measure, capture, link = moved
    with pytest.raises(BadInput, match="no confirmed link"):
        came_back(place, measure, capture)
    link.state = "dismissed"
    link.save()
    with pytest.raises(BadInput, match="no confirmed link"):
        came_back(place, measure, capture)
    measure.refresh_from_db()
    assert (measure.state, measure.checks.count()) == ("verified", 1)


def test_a_confirmed_link_does_and_the_measure_counts_as_come_back(place, moved):
    from mingjian.office.evidence.links import judge_link

    measure, capture, link = moved
    judge_link(link, "confirm", "同一套页面", by=place.patrol, at=LATER)
    assert came_back(place, measure, capture).result == "reappeared"
    measure.refresh_from_db()
    assert measure.state == "reappeared"

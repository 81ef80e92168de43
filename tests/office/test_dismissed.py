"""A finding that an officer dismissed stays away while the page is the same, and comes back once it is another."""

from __future__ import annotations

import datetime

import pytest

from tests.office.evidence_store import seen, store  # noqa: F401 - fixtures
from tests.office.places import NOW

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def dismissed(place, seen):  # noqa: F811
    from mingjian.office.patrol.judge_finding import dismiss_finding

    _, finding = seen(place.shop)
    return dismiss_finding(finding, "正当的课程介绍", by=place.patrol, at=NOW)


def test_it_does_not_come_back_while_the_page_is_the_same(place, seen, dismissed):  # noqa: F811
    from mingjian.records.models import Event, Finding

    for hours in (1, 2):
        _, again = seen(place.shop, at=NOW + hours * HOUR)
        assert again is None
    assert Finding.objects.count() == 1
    told = Event.objects.filter(verb="service_visited").order_by("-at", "-id").first()
    assert told.content["dismissed_before"] == str(dismissed.pk)


@pytest.mark.parametrize(
    "other", [{"text": "网课代刷，加微信"}, {"title": "新标题"}, {"views": ("plain", "phone")}, {"police": True}]
)
def test_it_comes_back_when_what_was_judged_is_another(place, seen, dismissed, other):  # noqa: F811
    _, again = seen(place.shop, at=NOW + HOUR, **other)
    assert again.state == "open"


def test_it_comes_back_when_the_officer_judged_otherwise_since(place, seen, dismissed):  # noqa: F811
    from mingjian.office.patrol.judge_finding import look_again, undo_judgement
    from mingjian.records.models import Visit

    finding = undo_judgement(dismissed, by=place.patrol, at=NOW + HOUR / 4)
    look_again(finding, by=place.patrol, at=NOW + HOUR / 3)
    Visit.objects.filter(state="waiting").delete()
    assert seen(place.shop, at=NOW + HOUR)[1].state == "open"


def test_a_visit_that_checks_a_measure_sees_it_all_the_same(place, visited, dismissed):
    """Else a measure would pass for one that held, over content that stands there unchanged."""
    from mingjian.office.patrol.dismissed_before import dismissed_before
    from mingjian.records.models import Recheck, Visit
    from tests.office.measures.course import TERM, proposed

    measure = proposed(place, visited, "rectification_order", "RD-CSL69", term_to=TERM)
    visit = Visit.objects.create(service=place.shop, unit=place.city, views=["plain", "search"])
    shown = (visit, list(dismissed.capture.views.all()), dismissed.marks, dismissed.reasons)
    assert dismissed_before(*shown) == dismissed
    Recheck.objects.create(measure=measure, step="hand", due_at=NOW, visit=visit)
    assert dismissed_before(*shown) is None


def test_another_service_is_judged_for_itself(place, seen, dismissed):  # noqa: F811
    assert seen(place.clinic, at=NOW + HOUR)[1].state == "open"

"""应用下架: per store, by the store."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import agency, approved, by_letter, checked, lifted, listing, proposed
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def ordered(place, visited, **more):
    from mingjian.office.measures.targets import listing_target

    return approved(
        place, visited, "delisting", "RD-STORE", executor=agency("app_store", "app_store"),
        targets=(listing_target(more.get("one") or listing(place)),),
    )  # fmt: skip


def test_from_proposal_to_proof_the_listing_follows(place, visited):
    measure = ordered(place, visited)
    shown = measure.targets.get().listing
    assert shown.state == "listed"
    by_letter(place, measure)
    shown.refresh_from_db()
    assert (measure.state, measure.executed_on, shown.state) == ("executed", DAY, "delisted")
    assert measure.service == shown.app.service
    assert checked(place, measure).state == "verified"
    lifted(place, measure)
    shown.refresh_from_db()
    assert shown.state == "returned"


def test_it_names_one_listing(place, visited):
    with pytest.raises(ForbiddenAct, match="needs its target"):
        proposed(place, visited, "delisting", "RD-STORE")


def test_the_same_app_in_another_store_is_a_measure_of_its_own(place, visited):
    from mingjian.errors import BadInput
    from mingjian.records.models import Measure, StoreListing

    first = listing(place)
    other = StoreListing.objects.create(app=first.app, store=agency("app_store.b", "app_store"), as_of=DAY)
    ordered(place, visited, one=first)
    ordered(place, visited, one=other)
    with pytest.raises(BadInput, match="under way"):
        ordered(place, visited, one=first)
    assert Measure.objects.filter(code="delisting").count() == 2

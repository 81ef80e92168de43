"""An app's page in a store is entered at the desk; a delisting names it, and later visits look there."""

from __future__ import annotations

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.measures.course import agency
from tests.office.places import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "https://store.example/app/cn.loan"


@pytest.fixture
def app(place):
    """A service of the kind app that no store is known for."""
    from mingjian.office.registry.register_service import NewService, NewSubject, register_service

    return register_service(
        place.city, NewSubject("极速贷公司"), NewService("极速贷", kind="app", address="https://loan.example/"),
        by=None, at=NOW,
    )  # fmt: skip


def entered(app, by, *, store="app_store", address=ADDRESS, platform="android", package="cn.loan"):
    from mingjian.office.registry.list_app import NewStorePage, list_app

    return list_app(app, NewStorePage(agency(store, "app_store"), address, platform, package), by=by, at=NOW)


def counts():
    from mingjian.records.models import App, Event, StoreListing

    return App.objects.count(), StoreListing.objects.count(), Event.objects.count()


def test_the_first_page_brings_the_app_and_the_next_ones_join_it(place, app):
    first = entered(app, place.patrol)
    second = entered(app, place.patrol, store="app_store.b", address="HTTPS://Other.example/x#top", platform="")
    assert (first.app, first.address, first.state) == (second.app, ADDRESS, "listed")
    assert (second.address, first.app.package) == ("https://other.example/x", "cn.loan")


def test_an_address_is_corrected_in_place(place, app):
    first = entered(app, place.patrol)
    again = entered(app, place.patrol, address=f"{ADDRESS}/2")
    assert (again.pk, again.address) == (first.pk, f"{ADDRESS}/2")


@pytest.mark.parametrize(
    "wrong",
    [{"address": "store page"}, {"address": "javascript:alert(1)"}, {"platform": "abacus"}, {"package": " "}],
)
def test_what_is_no_page_of_an_app_is_refused_and_nothing_changes(place, app, wrong):
    before = counts()
    with pytest.raises(BadInput):
        entered(app, place.patrol, **wrong)
    assert counts() == before


def test_only_apps_only_stores_only_those_who_register(place, app):
    from mingjian.office.registry.list_app import NewStorePage, list_app

    before = counts()
    with pytest.raises(BadInput, match="Only an app"):
        entered(place.shop, place.patrol)
    with pytest.raises(BadInput, match="Choose an app store"):
        list_app(app, NewStorePage(agency("telecom"), ADDRESS, "android", "x"), by=place.patrol, at=NOW)
    for stranger in (place.handler, place.stranger):
        with pytest.raises(ForbiddenAct):
            entered(app, stranger)
    assert counts() == before


def test_from_the_page_of_the_service_to_the_form_of_the_delisting(place, app):
    from tests.web.conftest import signed_in

    agency("app_store", "app_store")
    desk = signed_in(place.patrol, "en")
    assert "No store's page is entered" in desk.get(f"/desk/services/{app.pk}/").content.decode().replace("&#x27;", "'")
    form = {"store": "app_store", "address": ADDRESS, "platform": "android", "package": "cn.loan"}
    assert desk.post(f"/desk/services/{app.pk}/store/", form).status_code == 302
    shown = desk.get(f"/desk/services/{app.pk}/").content.decode()
    assert ADDRESS in shown
    assert "listed" in shown
    assert signed_in(place.stranger).post(f"/desk/services/{app.pk}/store/", form).status_code == 403

"""Joint acts on pages: the fields of the proposal and of the letter, and the measure's page for who takes part."""

from __future__ import annotations

import pytest

from tests.office.measures.course import approved, lead_of
from tests.office.places import officer

pytestmark = pytest.mark.django_db


def test_a_proposal_with_offices_bodies_and_campaigns(place, visited, sign_in):
    from mingjian.records.models import Measure

    lead = lead_of(place, visited)
    client = sign_in(place.province_handler)
    page = client.get(f"/desk/leads/{lead.pk}/?measure=closure").text
    assert 'name="co_office"' in page
    assert 'value="9902"' in page
    given = {"choice": "closure CH-SITE48", "facts": "网页推广代刷网课", "executor": "telecom"}
    given |= {"co_office": ["9901", "9902"], "partner": ["telecom"], "campaigns": "spring-2026，清朗"}
    assert client.post(f"/desk/leads/{lead.pk}/propose/", given).status_code == 302
    row = Measure.objects.get()
    assert (row.co_offices, row.partners) == (["9901", "9902"], ["telecom"])
    assert row.campaigns == ["spring-2026", "清朗"]
    shown = client.get(f"/desk/measures/{row.pk}/").text
    assert "岚川市网信办" in shown
    assert "spring-2026、清朗" in shown


def test_a_letter_names_them_on_every_measure_it_holds_or_is_not_sent(place, visited, sign_in, settings, tmp_path):
    from mingjian.records.models import Order

    settings.DATA = tmp_path
    measure = approved(place, visited, "closure", "CH-SITE48")
    client = sign_in(place.province_handler)
    sent = {"pick": [str(measure.pk)], "executor": "telecom", "way": "by_executor", "campaigns": "spring-2026"}
    assert 'name="campaigns"' in client.post("/desk/orders/preview/", sent).text
    client.post("/desk/orders/send/", sent | {"co_office": ["9999"]})
    measure.refresh_from_db()
    assert (measure.state, measure.campaigns, Order.objects.count()) == ("ordered", [], 0)
    client.post("/desk/orders/send/", sent | {"co_office": ["9902"]})
    measure.refresh_from_db()
    assert (measure.campaigns, measure.co_offices, Order.objects.count()) == (["spring-2026"], ["9902"], 1)


def test_who_takes_part_looks_at_it_and_may_not_act(place, visited, sign_in):
    from mingjian.records.models import Measure

    measure = approved(place, visited, "closure", "CH-SITE48")
    head = officer(place.other, "other_head", "office_head", "handler")
    client = sign_in(head)
    address = f"/desk/measures/{measure.pk}/"
    assert client.get(address).status_code == 404
    Measure.objects.filter(pk=measure.pk).update(co_offices=["9902"])
    page = client.get(address)
    assert page.status_code == 200
    assert 'action="/desk/measures/' not in page.text
    assert client.post(f"{address}act/", {"act": "notify", "way": "direct"}).status_code == 404
    measure.refresh_from_db()
    assert measure.state == "ordered"

"""The police path: nobody sees the content, two persons hand it over, and it is not forgotten."""

from __future__ import annotations

import datetime
import json

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.evidence_store import seen, store  # noqa: F401 - fixtures
from tests.office.places import DAY, NOW, officer

WORDS = "绝密内容"


@pytest.fixture
def police(place, seen):  # noqa: F811
    place.liaison = officer(place.city, "liaison", "police_liaison")
    place.section = officer(place.city, "section", "section_head")
    place.capture, place.finding = seen(place.shop, title=WORDS, text=WORDS, police=True)
    return place


def test_no_row_holds_anything_of_it(police):
    from mingjian.records.models import Capture, CapturedView, Event, Finding, Trace

    assert {(row.title, row.text) for row in CapturedView.objects.all()} == {("", "")}
    assert Capture.objects.get().facts is None
    finding = Finding.objects.get()
    assert WORDS[:2] not in json.dumps([finding.marks, finding.reasons], ensure_ascii=False)
    assert WORDS[:2] not in json.dumps(list(Event.objects.values_list("content", flat=True)), ensure_ascii=False)
    assert not Trace.objects.exists()


def test_a_handover_takes_two_persons_and_a_receipt(police):
    from mingjian.office.evidence.hand_over import confirm_handover, state_handover
    from mingjian.records.models import Handover

    for who, receipt, day, error in (
        (police.handler, "R1", DAY, ForbiddenAct),
        (police.stranger, "R1", DAY, ForbiddenAct),
        (police.liaison, " ", DAY, BadInput),
        (police.liaison, "R1", DAY + datetime.timedelta(days=1), BadInput),
        (police.liaison, "R1", DAY - datetime.timedelta(days=1), BadInput),
    ):
        with pytest.raises(error):
            state_handover(police.finding, "市公安局网安支队", "in_person", receipt, day, by=who, at=NOW)
    assert not Handover.objects.exists()
    row = state_handover(police.finding, "市公安局网安支队", "in_person", "R1", DAY, by=police.liaison, at=NOW)
    with pytest.raises(ForbiddenAct):
        confirm_handover(row, by=police.liaison, at=NOW)
    assert confirm_handover(row, by=police.section, at=NOW).state == "confirmed"
    police.finding.refresh_from_db()
    assert police.finding.state == "confirmed"


def test_an_ordinary_finding_is_not_handed_over(police, seen):  # noqa: F811
    from mingjian.office.evidence.hand_over import state_handover

    _, other = seen(police.clinic)
    with pytest.raises(BadInput):
        state_handover(other, "市公安局", "in_person", "R1", DAY, by=police.liaison, at=NOW)


def test_package_and_key_go_to_two_persons_and_open_only_together(police):
    from mingjian.capture.vault import unseal
    from mingjian.office.evidence.hand_over import take_key, take_package

    package = take_package(police.finding, by=police.liaison, at=NOW)
    assert WORDS.encode() not in package
    with pytest.raises(ForbiddenAct):
        take_key(police.finding, by=police.liaison, at=NOW)
    key = take_key(police.finding, by=police.section, at=NOW)
    assert unseal(package, bytes.fromhex(key)).startswith(b"PK")


def test_it_is_not_destroyed_before_the_police_have_it(police):
    from mingjian.office.evidence.destroy import propose_destruction
    from mingjian.office.evidence.hand_over import confirm_handover, state_handover

    with pytest.raises(ForbiddenAct) as refused:
        propose_destruction(police.capture, "police_took_over", "不得留存", by=police.handler, at=NOW)
    assert "§5" in refused.value.say("zh")
    row = state_handover(police.finding, "市公安局", "sealed_medium", "R1", DAY, by=police.liaison, at=NOW)
    confirm_handover(row, by=police.section, at=NOW)
    assert propose_destruction(police.capture, "police_took_over", "不得留存", by=police.handler, at=NOW)


def test_the_desk_shows_address_time_and_digest_but_no_content(police, client):
    from tests.web.conftest import signed_in

    for who in (police.liaison, police.section):
        desk = signed_in(who)
        for address in ("/desk/police/", f"/desk/police/{police.finding.pk}/"):
            shown = desk.get(address).content.decode()
            assert "sushua.test" in shown
            assert WORDS not in shown
    assert signed_in(police.handler).get("/desk/police/").status_code == 403
    for address in (f"/desk/evidence/{police.capture.pk}/", f"/desk/evidence/{police.capture.pk}/inside/",
                    f"/desk/evidence/{police.capture.pk}/bundle/", f"/desk/findings/{police.finding.pk}/"):  # fmt: skip
        for who in (police.liaison, police.section, police.handler):
            assert signed_in(who).get(address).status_code == 404


def test_what_is_not_handed_over_within_24_hours_is_overdue(police):
    from mingjian.web.desk.police import police_row

    assert not police_row(police.finding, NOW + datetime.timedelta(hours=24)).late
    assert police_row(police.finding, NOW + datetime.timedelta(hours=24, seconds=1)).late

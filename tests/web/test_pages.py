"""Every page of the desk and the portal opens, in both languages, with and without rows."""

from __future__ import annotations

import re

import pytest

from tests.office.places import NOW
from tests.office.test_thread import executed

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]")
EMPTY = [
    "/", "/report/", "/track/", "/bulletins/", "/desk/sign-in/", "/desk/", "/desk/?tab=approve", "/desk/?tab=due",
    "/desk/?tab=back", "/desk/patrol/", "/desk/services/", "/desk/findings/", "/desk/reports/", "/desk/leads/",
    "/desk/measures/", "/desk/bulletins/", "/desk/more/", "/desk/models/", "/models/", "/desk/officers/", "/desk/parts/",
]  # fmt: skip


@pytest.fixture
def everything(place, visited):
    from mingjian.figures.period import period
    from mingjian.office.bulletins.draft_bulletin import draft_bulletin
    from mingjian.office.intake.receive_report import receive_report, report_of
    from mingjian.office.patrol.plan_patrol import PlanTerms, plan_patrol
    from mingjian.office.patrol.start_run import start_run

    run = start_run(plan_patrol(place.city, PlanTerms("日常"), by=place.patrol, at=NOW), by=place.patrol, at=NOW)
    measure = executed(place, visited)
    finding = visited(place.clinic, victim=True)
    report = report_of(receive_report("sushua.test", "fraud", "说明", "1", at=NOW))
    bulletin = draft_bulletin(place.city, period("2026Q4"), by=place.counter, at=NOW)
    return [
        f"/desk/patrol/runs/{run.pk}/", f"/desk/services/{place.shop.pk}/", f"/desk/findings/{finding.pk}/",
        f"/desk/evidence/{finding.capture_id}/", f"/desk/reports/{report.pk}/", f"/desk/leads/{measure.lead_id}/",
        f"/desk/measures/{measure.pk}/", f"/desk/bulletins/{bulletin.pk}/",
        f"/desk/bulletins/{bulletin.pk}/?figure=closures.sites", f"/desk/bulletins/{bulletin.pk}/?figure=findings.confirmed",
    ]  # fmt: skip


@pytest.mark.parametrize("address", EMPTY)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_without_rows_opens(place, sign_in, address, language):
    answer = sign_in(place.all_roles, language).get(address)
    assert answer.status_code == 200
    assert f'lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in answer.text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_with_rows_opens(place, everything, sign_in, language):
    client = sign_in(place.all_roles, language)
    for address in everything + EMPTY:
        assert client.get(address).status_code == 200, address


def test_without_the_second_factor_the_desk_stays_closed(place):
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(place.handler, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/desk/leads/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/desk/sign-in/")


def test_a_page_of_another_territory_is_not_found(place, everything, sign_in):
    client = sign_in(place.stranger)
    assert {client.get(address).status_code for address in everything} == {404}


def test_the_reporters_contact_is_for_the_intake_desk_only(place, sign_in):
    from mingjian.office.intake.receive_report import receive_report, report_of

    report = report_of(receive_report("sushua.test", "fraud", "", "13811112222", at=NOW))
    handler, intake = sign_in(place.handler), sign_in(place.intake)
    address = f"/desk/reports/{report.pk}/decide/"
    assert handler.post(address, {"answer": "contact", "because": "x"}).status_code == 403
    intake.post(address, {"answer": "contact", "because": "需要补充情况"})
    assert "13811112222" in intake.get(f"/desk/reports/{report.pk}/").text
    assert "13811112222" not in handler.get(f"/desk/reports/{report.pk}/").text


def test_a_refused_act_says_why_and_leads_back(place, everything, sign_in):
    answer = sign_in(place.handler, "en").post("/desk/bulletins/draft/", {"unit": "9901", "period": "2026Q4"})
    assert answer.status_code == 403
    assert "statistician" in answer.text


def test_nothing_on_a_page_comes_from_elsewhere(place, everything, sign_in):
    client = sign_in(place.all_roles)
    for address in everything + EMPTY:
        answer = client.get(address)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert not re.search(r'(src|href)="(https?:)?//', answer.text), address
        assert not re.search(r'<[^>]+ (style|on\w+)="', answer.text), address


def test_a_capture_that_goes_to_the_police_is_shown_to_nobody(place, visited, sign_in):
    finding = visited(place.shop)
    address = f"/desk/evidence/{finding.capture_id}/"
    assert sign_in(place.all_roles).get(address).status_code == 200
    type(finding).objects.filter(pk=finding.pk).update(police=True)
    for page in (address, f"{address}bundle/", f"/desk/findings/{finding.pk}/"):
        assert sign_in(place.all_roles).get(page).status_code == 404


def test_an_auditor_sees_the_log_of_the_own_territory(place, visited, sign_in):
    from mingjian.office.patrol.judge_finding import confirm_finding

    confirm_finding(visited(place.shop), by=place.patrol, at=NOW)
    place.stranger.roles = place.handler.roles = ["auditor"]
    place.stranger.save()
    place.handler.save()
    assert "判断属实" in sign_in(place.handler).get("/desk/log/").text
    assert "判断属实" not in sign_in(place.stranger).get("/desk/log/").text

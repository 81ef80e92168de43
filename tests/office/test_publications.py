"""From the test of social impact to the page that everybody reads, and back within three working days."""

from __future__ import annotations

import csv
import datetime
import io
import json

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.publication import QUESTIONS, Answer, shown_until
from tests.office.places import DAY, NOW
from tests.office.test_thread import executed
from tests.web.conftest import sign_in  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
YES = {question.code: Answer(True, "理由") for question in QUESTIONS}


def proposed(place, measure, facts="推广赌博，电话13800001234", answers=YES, minor=False):
    from mingjian.office.publications.publish import propose_publication

    return propose_publication(measure, answers, facts, minor=minor, by=place.handler, at=NOW)


def published(place, measure, **options):
    from mingjian.office.publications.publish import publish

    return publish(proposed(place, measure, **options), by=place.head, at=NOW)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    from mingjian.records import clock

    monkeypatch.setattr(clock, "now", lambda: NOW)


def at(monkeypatch, moment):
    from mingjian.records import clock

    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def public(client):
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def test_a_decision_is_public_with_facts_basis_and_redress(place, visited, public):
    measure = executed(place, visited)
    row = published(place, measure)
    assert (row.number, row.published_on, row.shown_until) == ("9901-P-2026-0001", DAY, datetime.date(2029, 11, 24))
    page = public.get(f"/decisions/{row.number}/").text
    for words in ("速刷网络科技", "推广赌博", "138******34", measure.basis["law"], "行政复议", row.digest):
        assert words in page, words
    assert "13800001234" not in page
    assert row.number in public.get("/decisions/").text
    assert public.get(f"/decisions/{row.number}.json").json()["statement"]["facts"] == "推广赌博，电话138******34"
    assert row.number in public.get("/decisions/feed.atom").text
    assert public.get("/open/decisions.json").json()["decisions"][0]["number"] == row.number


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.code)
def test_each_question_must_hold_and_say_why(place, visited, question):
    from mingjian.records.models import Publication

    measure = executed(place, visited)
    for answer in (Answer(False, "理由"), Answer(True, " ")):
        with pytest.raises(ForbiddenAct) as told:
            proposed(place, measure, answers={**YES, question.code: answer})
        assert "§" in str(told.value)
    with pytest.raises(ForbiddenAct):
        proposed(place, measure, answers={code: one for code, one in YES.items() if code != question.code})
    assert not Publication.objects.exists()


def test_only_what_is_in_force_is_published_and_once(place, visited):
    from mingjian.records.models import Measure

    measure = executed(place, visited)
    Measure.objects.filter(pk=measure.pk).update(state="notified")
    with pytest.raises(ForbiddenAct):
        proposed(place, measure)
    Measure.objects.filter(pk=measure.pk).update(state="executed")
    with pytest.raises(ForbiddenAct):
        proposed(place, measure, facts=" ")
    proposed(place, measure)
    with pytest.raises(BadInput):
        proposed(place, measure)


def test_a_second_person_decides(place, visited):
    from mingjian.office.publications.publish import propose_publication, publish, refuse_publication

    measure = executed(place, visited)
    row = propose_publication(measure, YES, "事实", minor=False, by=place.all_roles, at=NOW)
    for who in (place.all_roles, place.handler, place.stranger):
        with pytest.raises(ForbiddenAct):
            publish(row, by=who, at=NOW)
    with pytest.raises(BadInput):
        refuse_publication(row, "", by=place.head, at=NOW)
    assert refuse_publication(row, "影响有限", by=place.head, at=NOW).state == "refused"
    assert proposed(place, measure).state == "proposed"


def test_a_victim_is_never_named(place, visited, public):
    from mingjian.records.models import Measure

    measure = executed(place, visited)
    Measure.objects.filter(pk=measure.pk).update(victim=True)
    row = published(place, measure, facts="速刷网络科技的网站 sushua.test 被盗用")
    assert row.masked == ["victim"]
    for address in (
        f"/decisions/{row.number}/",
        f"/decisions/{row.number}.json",
        "/open/dsa/full.csv",
        "/decisions/feed.atom",
    ):
        answer = public.get(address)
        assert answer.status_code == 200
        assert not any(word in answer.text for word in ("速刷网络科技", "sushua.test", "速刷网"))


def test_a_person_is_masked(place, visited):
    from mingjian.records.models import Subject

    measure = executed(place, visited)
    Subject.objects.filter(pk=measure.subject_id).update(kind="person", name="欧阳小雨")
    row = proposed(place, measure, facts="欧阳小雨推广赌博")
    assert (row.statement["party"], row.statement["facts"], row.masked) == ("欧某", "欧某推广赌博", ["person_name"])


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2026-11-24", 3, "2027-02-24"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-11-24", 36, "2029-11-24"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_the_time_of_display(day, months, last):
    assert shown_until(datetime.date.fromisoformat(day), months) == datetime.date.fromisoformat(last)


def test_what_is_over_disappears(place, visited, public, monkeypatch):
    row = published(place, executed(place, visited), minor=True)
    assert row.shown_until == datetime.date(2027, 2, 24)
    at(monkeypatch, NOW.replace(year=2027, month=2, day=24))
    assert public.get(f"/decisions/{row.number}/").status_code == 200
    at(monkeypatch, NOW.replace(year=2027, month=2, day=25))
    assert public.get(f"/decisions/{row.number}/").status_code == 404
    assert row.number not in public.get("/decisions/").text
    assert row.number not in public.get("/open/dsa/full.csv").text


def test_a_lifted_measure_must_be_taken_back_in_three_working_days(place, visited, public, sign_in):  # noqa: F811
    from mingjian.office.measures.lift_measure import approve_lifting, propose_lifting
    from mingjian.office.publications.withdraw import note_lifted, withdraw, withdrawal_due

    measure = executed(place, visited)
    row = published(place, measure)
    approve_lifting(propose_lifting(measure, "异议成立", by=place.handler, at=NOW), by=place.head, at=NOW)
    assert note_lifted(at=NOW) == 1
    assert note_lifted(at=NOW) == 0
    row.refresh_from_db()
    assert (row.fell_on, row.fell_because) == (DAY, "异议成立")
    assert withdrawal_due(row).day == datetime.date(2026, 11, 27)
    assert "2026-11-27" in sign_in(place.head).get("/desk/publications/").text
    with pytest.raises(BadInput):
        withdraw(row, " ", by=place.head, at=NOW)
    with pytest.raises(ForbiddenAct):
        withdraw(row, "理由", by=place.handler, at=NOW)
    withdraw(row, "异议成立，处置已撤销", by=place.head, at=NOW)
    page = public.get(f"/decisions/{row.number}/").text
    assert "异议成立，处置已撤销" in page
    assert "速刷网络科技" not in page
    assert row.number not in public.get("/decisions/").text
    told = public.get(f"/decisions/{row.number}.json").json()
    assert "statement" not in told
    assert told["withdrawn_because"] == "异议成立，处置已撤销"


def test_a_change_can_be_noted_by_hand_once(place, visited):
    from mingjian.office.publications.withdraw import note_fallen

    row = published(place, executed(place, visited))
    for day, because in ((DAY + datetime.timedelta(days=1), "变更"), (DAY, " ")):
        with pytest.raises(BadInput):
            note_fallen(row, day, because, by=place.handler, at=NOW)
    note_fallen(row, DAY, "复议变更", by=place.handler, at=NOW)
    with pytest.raises(BadInput):
        note_fallen(row, DAY, "复议变更", by=place.handler, at=NOW)


def test_the_export_is_taken_by_the_validator_and_counts_what_it_drops(place, visited, public):
    from mingjian.disclosure.dsa_schema import FULL, LIGHT
    from mingjian.records.models import Measure

    closure = published(place, executed(place, visited))
    other = Measure.objects.get(pk=closure.measure_id)
    other.pk, other.number, other.code = None, "9901-M-2026-0099", "interview"
    from mingjian.records.base import new_id

    other.pk = new_id()
    other.save(force_insert=True)
    talk = published(place, other)
    head, *lines = csv.reader(io.StringIO(public.get("/open/dsa/full.csv").text))
    assert tuple(head) == FULL
    [cells] = [dict(zip(head, one, strict=True)) for one in lines]
    assert cells["platform_uid"] == closure.number
    assert cells["decision_provision"] == "DECISION_PROVISION_TOTAL_TERMINATION"
    assert json.loads(cells["content_type"]) == ["CONTENT_TYPE_OTHER"]
    assert tuple(next(csv.reader(io.StringIO(public.get("/open/dsa/light.csv").text)))) == LIGHT
    report = public.get("/open/dsa/report.json").json()
    assert report["statements"] == 1
    assert report["dropped_rows"] == [{"number": talk.number, "measure": "interview", "why": "no_code"}]
    assert report["dropped_fields"] == {"host": 2, "names_of_offices": 2, "territory": 2}
    assert public.get("/open/dsa/whole.csv").status_code == 404
    assert talk.number in public.get("/open/").text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_open_in_both_languages(place, visited, sign_in, language, public):  # noqa: F811
    measure = executed(place, visited)
    client = sign_in(place.all_roles, language)
    for address in ("/desk/publications/", f"/desk/publications/new/{measure.pk}/", "/decisions/", "/open/"):
        assert client.get(address).status_code == 200, address
    row = proposed(place, measure)
    assert client.get(f"/desk/publications/{row.pk}/").status_code == 200
    form = {"act": "publish"}
    assert sign_in(place.head, language).post(f"/desk/publications/{row.pk}/act/", form).status_code == 302
    row.refresh_from_db()
    for address in (
        f"/desk/publications/{row.pk}/",
        "/desk/publications/?state=published",
        f"/decisions/{row.number}/",
    ):
        assert client.get(address).status_code == 200, address


def test_a_case_is_published_as_one_decision_with_all_its_penalties(place, visited):
    from mingjian.records.models import Case, Measure

    measure = executed(place, visited)
    case = Case.objects.create(
        number="东网罚〔2026〕1号", year=2026, serial=1, unit=place.city, title="x", party_name="x", subject=measure.subject,
        service=measure.service, opened_by=place.handler, opened_on=DAY, updated_at=NOW,
    )  # fmt: skip
    fields = {field.attname: getattr(measure, field.attname) for field in Measure._meta.concrete_fields}
    fields = {name: value for name, value in fields.items() if name not in ("id", "recorded_at")}
    for number, code in enumerate(("fine", "warning"), 1):
        Measure.objects.create(**{**fields, "number": f"D{number}", "code": code, "case_id": case.pk})
    first = Measure.objects.get(number="D1")
    row = proposed(place, first)
    assert (row.case, row.measure, row.statement["penalty"], row.statement["decision"]) == (
        case,
        None,
        True,
        case.number,
    )
    assert [one["code"] for one in row.statement["measures"]] == ["fine", "warning"]
    with pytest.raises(BadInput):
        proposed(place, Measure.objects.get(number="D2"))

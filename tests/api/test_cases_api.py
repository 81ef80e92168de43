"""The API of cases: what `next_steps` says, for the officer whose token it is, and for nobody else."""

from __future__ import annotations

import datetime

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.casework import at, d

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands(monkeypatch):
    """The API's clock stands at a day of the case."""
    from mingjian.records import clock

    monkeypatch.setattr(clock, "now", lambda: at(d("03-10")))


@pytest.fixture
def ask(client, desk, stands):
    """A function that asks as an officer's program."""

    def call(who, address, **headers):
        _, secret = secret_of(who)
        given = {"host": "localhost", "authorization": f"Bearer {secret}", **headers}
        return client.get(f"/api/v1{address}", headers=given)

    return call


def secret_of(who, until="06-01"):
    from mingjian.office.people.officer_tokens import make_officer_token

    return make_officer_token("统计脚本", d(until), by=who, at=at(d("03-10")))


def test_a_case_says_what_comes_next_as_next_steps_does(ask, desk, opened):
    from mingjian.law import next_steps
    from mingjian.office.cases.course import law_steps
    from mingjian.office.cases.people import acting

    opened.filed()
    said = ask(desk.lin, f"/cases/{opened.case.pk}").json()
    officer = acting(desk.lin, opened.case.unit, d("03-10")).officer
    expected = next_steps(law_steps(opened.case), officer, d("03-10"))
    assert [(row["step"]["code"], row["allowed"]) for row in said["next"]] == [
        (step.kind, step.allowed) for step in expected
    ]
    found = {row["step"]["code"]: row for row in said["next"]}
    decision = next(clock for clock in said["clocks"] if clock["step"] == "decided")
    assert (decision["rule"], decision["day"]) == ("CAC14-45.decision_90", "2026-06-07")
    contact = found["party_contacted"]
    assert (contact["allowed"], contact["people"]) == (True, 2)
    assert {role["code"] for role in contact["who"]} == {"handler"}
    assert "行政处罚法" in contact["article"]
    assert (said["stage"]["code"], said["steps"], len(said["course"])) == ("filed", 3, 3)


def test_what_is_missing_is_named_with_its_article_and_apart_from_what_stands_against_the_officer(ask, desk, opened):
    opened.concluded()
    said = ask(desk.head, f"/cases/{opened.case.pk}?day=2026-03-25").json()
    notice = next(row for row in said["next"] if row["step"]["code"] == "notified")
    assert "行政处罚法" in "".join(one["article"] + one["zh"] for one in notice["missing"] + notice["personal"])
    assert all(one["zh"] and one["en"] for one in notice["missing"])
    assert "role_enters" in {one["code"] for one in notice["personal"]} or notice["personal"]


def test_day_asked_for_moves_the_clocks(ask, desk, opened):
    opened.filed()
    late = ask(desk.lin, f"/cases/{opened.case.pk}?day=2026-07-01").json()
    assert next(clock for clock in late["clocks"] if clock["step"] == "decided")["overdue"]
    assert ask(desk.lin, f"/cases/{opened.case.pk}?day=9999-12-31").status_code == 400
    assert ask(desk.lin, f"/cases/{opened.case.pk}?day=tomorrow").status_code == 422


def test_each_officer_sees_the_cases_of_the_own_territory(ask, desk, opened):
    assert [row["number"] for row in ask(desk.lin, "/cases").json()["cases"]] == [opened.case.number]
    assert ask(desk.stranger, "/cases").json()["cases"] == []
    refused = ask(desk.stranger, f"/cases/{opened.case.pk}")
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")
    assert ask(desk.stranger, f"/cases?number={opened.case.number}").json()["cases"] == []
    with pytest.raises(ForbiddenAct):  # keeps accounts, reads no cases
        secret_of(desk.admin)
    assert ask(desk.lin, "/cases?office=nowhere").status_code == 404
    assert ask(desk.lin, "/cases?stage=nothing").status_code == 400
    assert ask(desk.lin, "/cases?after=!!").status_code == 400


def test_pages_by_cursor_and_by_number(ask, desk, opened):
    from tests.office.casework import lead_about, register

    other = register(desk, lead_about(desk, desk.clinic, "9901-2026-0002"))
    first = ask(desk.lin, "/cases?limit=1").json()
    rest = ask(desk.lin, f"/cases?limit=1&after={first['next']}").json()
    numbers = {row["number"] for page in (first, rest) for row in page["cases"]}
    assert (numbers, rest["next"]) == ({opened.case.number, other.case.number}, "")
    [found] = ask(desk.lin, f"/cases?number={other.case.number}").json()["cases"]
    assert found["id"] == str(other.case.pk)


def test_reading_is_an_event_and_an_unchanged_case_is_not_sent_again(ask, desk, opened):
    from mingjian.records.models import Event

    first = ask(desk.lin, f"/cases/{opened.case.pk}")
    assert Event.objects.filter(verb="case_read", actor=desk.lin, object_id=opened.case.pk).count() == 1
    again = ask(desk.lin, f"/cases/{opened.case.pk}", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_token_reads_only_while_it_and_its_officer_hold(client, desk, opened, stands):
    from mingjian.errors import BadInput
    from mingjian.office.people.officer_tokens import make_officer_token, officer_of_token, revoke_officer_token

    token, secret = secret_of(desk.lin)
    headers = {"host": "localhost", "authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/cases", headers=headers).status_code == 200
    assert client.get("/api/v1/orders", headers=headers).status_code == 401  # an executor's letters are not theirs
    assert client.post("/api/v1/cases", headers=headers).status_code == 405
    assert officer_of_token(secret, at=at(d("06-02"))) is None
    with pytest.raises(ForbiddenAct):
        revoke_officer_token(token, by=desk.chen, at=at(d("03-10")))
    revoke_officer_token(token, by=desk.admin, at=at(d("03-10")))
    assert client.get("/api/v1/cases", headers=headers).status_code == 401
    _, other = secret_of(desk.lin)
    desk.lin.is_active = False
    desk.lin.save()
    assert officer_of_token(other, at=at(d("03-10"))) is None
    for name, until in (("", d("04-01")), ("x", d("03-10")), ("x", d("03-10") + datetime.timedelta(93))):
        with pytest.raises(BadInput):
            make_officer_token(name, until, by=desk.chen, at=at(d("03-10")))


def test_an_officer_makes_and_revokes_a_token_on_the_page(sign_in, desk, stands):
    from mingjian.records.models import OfficerToken

    officer = sign_in(desk.lin)
    made = officer.post("/desk/tokens/", {"name": "脚本", "until": "2026-04-01"})
    shown = officer.get(made["Location"]).content.decode()
    assert "mj_" in shown
    assert "mj_" not in officer.get("/desk/tokens/").content.decode()
    refused = officer.post("/desk/tokens/", {"name": "脚本", "until": "2027-04-01"})
    assert (refused.status_code, "92" in refused.content.decode()) == (400, True)
    assert officer.post("/desk/tokens/", {"revoke": "x"}).status_code == 404
    token = OfficerToken.objects.get()
    sign_in(desk.chen).post("/desk/tokens/", {"revoke": str(token.pk)})
    token.refresh_from_db()
    assert token.revoked_at is None
    officer.post("/desk/tokens/", {"revoke": str(token.pk)})
    token.refresh_from_db()
    assert token.revoked_by == desk.lin

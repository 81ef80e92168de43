"""Bulk returns through the API: the same engine and the same refusals as at the desk, once for a key, and only one's own."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.conftest import token_for
from tests.office.places import NOW
from tests.office.returns import accounts
from tests.returns.files import line, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def hand_in(client, place, day, settings, tmp_path):
    """A function that hands a file in as the platform's system; `.ask` reads, `.other` is another platform's token."""
    from tests.office.measures.course import agency

    settings.EVIDENCE = tmp_path
    for code in ("platform.manlu", "platform.other"):
        agency(code, "platform")
    _, secret = token_for("platform.manlu", place)
    _, other = token_for("platform.other", place)

    def send(content, *, key="key-00000001", token=secret, **fields):
        given = {"category": "accounts", "period": "2026-11", **fields}
        file = SimpleUploadedFile("清单.csv", content, content_type="text/csv")
        headers = {"host": "localhost", "authorization": f"Bearer {token}", "idempotency-key": key}
        return client.post("/api/v1/returns", {**given, "file": file}, headers=headers)

    def ask(path="", token=secret):
        headers = {"host": "localhost", "authorization": f"Bearer {token}"}
        return client.get(f"/api/v1/returns{path}", headers=headers)

    send.ask, send.other = ask, other
    return send


def read_all():
    from mingjian.office.returns.read_return import read_next

    while read_next(at=NOW):
        pass


def test_a_file_is_taken_read_and_its_problems_are_listed(hand_in):
    from mingjian.records.models import BulkReturn, Event

    content = text(line("a1"), line("a2", redress=""), line("a3", basis="NO-SUCH")).encode("gb18030")
    taken = hand_in(content)
    assert (taken.status_code, taken.json()["state"]) == (200, "submitted")
    number = taken.json()["number"]
    assert hand_in.ask(f"/{number}/problems").status_code == 409
    read_all()
    seen = hand_in.ask(f"/{number}").json()
    assert (seen["state"], seen["rows"], seen["counted"]) == ("checked", 3, 1)
    page = hand_in.ask(f"/{number}/problems?limit=1").json()
    assert [row["thing"] for row in page["rows"]] == ["a2"]
    assert page["rows"][0]["reasons"][0]["code"] == "redress_missing"
    rest = hand_in.ask(f"/{number}/problems?after={page['next']}").json()
    assert ([row["thing"] for row in rest["rows"]], rest["next"]) == (["a3"], 0)
    row = BulkReturn.objects.get()
    assert row.received_by is None
    assert Event.objects.get(object_id=row.pk, verb="return_received").content["token"] == "工单系统"


def test_a_key_hands_in_once_and_answers_the_same(hand_in):
    from mingjian.records.models import BulkReturn

    first, again = hand_in(accounts("a1")), hand_in(accounts("a1"))
    assert first.json() == again.json()
    assert hand_in(accounts("a2")).status_code == 422
    assert BulkReturn.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (b"", {}, "empty"),
        ("一,二\r\n1,2\r\n".encode(), {}, "column"),
        (accounts("a1"), {"category": "numbers"}, "does not report"),
        (accounts("a1"), {"category": "cats"}, "categor"),
        (accounts("a1"), {"period": "2027-01"}, "has not begun"),
        (accounts("a1"), {"period": "soon"}, "period"),
        (accounts("a1"), {"campaign": "a b"}, "tag"),
    ],
)
def test_what_the_desk_refuses_is_refused_here_and_changes_nothing(hand_in, content, fields, words):
    from mingjian.records.models import BulkReturn, Event

    before = Event.objects.count()
    answer = hand_in(content, **fields)
    assert (answer.status_code, answer["content-type"]) == (400, "application/problem+json")
    assert words in answer.json()["detail"]
    assert answer.json()["detail_zh"]
    assert (BulkReturn.objects.count(), Event.objects.count()) == (0, before)


def test_the_same_file_and_the_same_period_twice_are_told(hand_in):
    hand_in(accounts("a1"))
    assert "very file" in hand_in(accounts("a1"), key="key-00000002").json()["detail"]
    assert "already" in hand_in(accounts("a2"), key="key-00000003").json()["detail"]


def test_nobody_sees_or_corrects_another_ones(hand_in):
    number = hand_in(accounts("a1")).json()["number"]
    assert hand_in.ask(f"/{number}", hand_in.other).status_code == 404
    assert hand_in.ask("", hand_in.other).json() == {"returns": [], "next": ""}
    assert hand_in(accounts("a2"), token=hand_in.other, corrects=number).status_code == 404
    assert [row["number"] for row in hand_in.ask().json()["returns"]] == [number]
    assert hand_in.ask("", "mj_none").status_code == 401

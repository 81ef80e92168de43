"""The API for executors: who may call, what is shown, answers row by row, keys, tags, pages, the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.conftest import token_for
from tests.office.measures.course import approved
from tests.office.places import DAY, NOW

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).with_name("openapi.json")


def answer(letter, **more):
    number = letter.items.get().measure.number
    return {"answers": [{"number": number, "result": "done", "done_on": DAY.isoformat(), "owner_told": True, **more}]}


def test_without_a_token_nothing_is_shown(client, call, letter, place):
    for bad in ("", "mj_wrong", "x" * 5000):
        refused = call("get", "/orders", token=bad)
        assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    assert client.get("/api/v1/orders", headers={"host": "localhost"}).status_code == 401


def test_a_revoked_or_ended_token_opens_nothing(call, place, day):
    from mingjian.office.people.executor_tokens import revoke_token, token_of

    token, secret = token_for("platform", place)
    assert call("get", "/orders", token=secret).status_code == 200
    assert token_of(secret, at=NOW.replace(year=2027)) is None
    revoke_token(token, by=token.made_by, at=NOW)
    assert call("get", "/orders", token=secret).status_code == 401


def test_an_executor_sees_its_own_letters_only(call, letter, place):
    _, other = token_for("platform", place)
    assert [row["number"] for row in call("get", "/orders").json()["orders"]] == [letter.number]
    assert call("get", "/orders", token=other).json()["orders"] == []
    hidden = call("get", f"/orders/{letter.number}", token=other)
    assert (hidden.status_code, hidden.json()["title"]) == (404, "Not found")
    assert call("post", f"/orders/{letter.number}/answers", answer(letter), token=other).status_code == 404


def test_fetching_is_delivery_and_an_unchanged_letter_is_not_sent_again(call, letter):
    first = call("get", f"/orders/{letter.number}")
    [item] = first.json()["items_listed"]
    assert (item["measure"], item["key"], item["result"]) == ("closure", "sushua.test", "waiting")
    assert "-" in item["code"]
    letter.refresh_from_db()
    assert letter.fetched_way == "api"
    again = call("get", f"/orders/{letter.number}", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    call("post", f"/orders/{letter.number}/answers", answer(letter))
    changed = call("get", f"/orders/{letter.number}", **{"if-none-match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_an_answer_moves_the_measure_and_says_what_became_of_each_row(call, letter):
    body = answer(letter)
    body["answers"].append({"number": "9901-M-2026-9999", "result": "done", "done_on": DAY.isoformat()})
    given = call("post", f"/orders/{letter.number}/answers", body)
    assert given.status_code == 200
    assert [(row["fate"], [why["code"] for why in row["reasons"]]) for row in given.json()["rows"]] == [
        ("taken", []),
        ("refused", ["not_ordered"]),
    ]
    assert letter.items.get().measure.state == "executed"


def test_the_same_key_does_it_once_and_another_request_under_it_is_refused(call, letter):
    first = call("post", f"/orders/{letter.number}/answers", answer(letter))
    again = call("post", f"/orders/{letter.number}/answers", answer(letter))
    assert (again.status_code, again.json()) == (200, first.json())
    assert letter.answers.count() == 1
    other = call("post", f"/orders/{letter.number}/answers", answer(letter, reference="2"))
    assert (other.status_code, other["Content-Type"]) == (422, "application/problem+json")
    twice = call("post", f"/orders/{letter.number}/answers", answer(letter), key="key-00000002").json()
    assert twice["rows"][0]["reasons"][0]["code"] == "answered_already"


def test_a_call_that_fails_leaves_its_key_free(call, letter):
    from mingjian.office.measures.send_order import withdraw_order
    from mingjian.records.models import ApiReply

    withdraw_order(letter, "文号有误", by=letter.made_by, at=NOW)
    assert call("post", f"/orders/{letter.number}/answers", answer(letter)).status_code == 400
    assert ApiReply.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"answers": []}, 422),
        ({"answers": [{"number": "x"}]}, 422),
        ({"answers": [{"number": "x", "result": "done", "done_on": "24.11.2026"}]}, 422),
        ({"answers": [{"number": "x", "result": "done"}] * 1001}, 422),
        ({"answers": [{"number": "x\0", "result": "done"}]}, 400),
    ],
)
def test_a_body_that_is_not_as_agreed_is_a_problem(call, letter, body, status):
    given = call("post", f"/orders/{letter.number}/answers", body)
    assert (given.status_code, given["Content-Type"]) == (status, "application/problem+json")


def test_a_post_needs_its_key(call, letter):
    assert call("post", f"/orders/{letter.number}/answers", answer(letter), key="short").status_code == 400


def test_pages_go_on_after_the_last_row(call, letter, place, visited):
    from mingjian.office.measures.send_order import send_order

    place.shop = place.clinic
    measure = approved(place, visited, "closure", "CH-SITE48")
    second = send_order([measure], measure.executor, by=place.province_handler, at=NOW)
    first = call("get", "/orders?limit=1").json()
    rest = call("get", f"/orders?limit=1&after={first['next']}").json()
    assert [row["number"] for page in (first, rest) for row in page["orders"]] == [letter.number, second.number]
    assert rest["next"] == ""
    assert call("get", "/orders?after=!!!").status_code == 400
    assert call("get", "/orders?limit=1000").status_code == 422


def test_the_contract_equals_its_snapshot():
    from mingjian.api.v1 import api

    contract = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    assert contract == json.loads(SNAPSHOT.read_text())

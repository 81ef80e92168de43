"""The pages of returns: every state in both languages, a file through the form, the list of problems, the link."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.office.places import NOW
from tests.office.returns import accepted, accounts, desk, judged, read, receive, sampled, sealed  # noqa: F401 - fixture
from tests.returns.files import HEAD, line, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    from mingjian.records import clock

    monkeypatch.setattr(clock, "now", lambda: NOW)


def upload(content, name="清单.csv"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_state_of_a_return_opens(desk, sign_in, language):  # noqa: F811
    from mingjian.office.returns.decide_return import reject_return

    rows = [
        receive(desk, accounts("a1"), code="2026-01"),
        read(desk, accounts("a2") + b'"u2,\n', code="2026-02"),
        read(desk, accounts("a3", day="2026-01-01"), code="2026-03"),
        sampled(desk, read(desk, accounts("a4", "a5", day="2026-04-02"), code="2026-04")),
        judged(desk, sampled(desk, read(desk, accounts("a6", "a7", day="2026-05-02"), code="2026-05")), {"a6"}),
        accepted(desk, accounts("a8", day="2026-06-02"), code="2026-06"),
        reject_return(read(desk, accounts("a9", day="2026-07-02"), code="2026-07"), "不符", by=desk.section, at=NOW),
    ]
    for who in (desk.place.handler, desk.section):
        client = sign_in(who, language)
        for address in [
            "/desk/returns/",
            "/desk/returns/?state=accepted&q=漫鹭",
            *(f"/desk/returns/{row.pk}/" for row in rows),
        ]:
            answer = client.get(address)
            assert answer.status_code == 200, address
    assert sign_in(desk.place.handler, language).get(f"/desk/returns/{rows[3].pk}/sample/").status_code == 200


def test_a_file_goes_through_the_form_to_acceptance(desk, sign_in):  # noqa: F811
    from mingjian.records.models import BulkReturn

    handler, section = sign_in(desk.place.handler), sign_in(desk.section)
    told = {
        "reporter": "platform.manlu",
        "category": "accounts",
        "period": "2026-11",
        "file": upload(accounts("u1", "u2")),
    }
    answer = handler.post("/desk/returns/", told)
    row = BulkReturn.objects.get()
    assert answer["Location"] == f"/desk/returns/{row.pk}/"
    from mingjian.office.returns.read_return import read_next

    assert read_next(at=NOW)
    sealed(row)
    assert handler.post(f"/desk/returns/{row.pk}/act/", {"act": "draw", "size": "2"})["Location"].endswith("/sample/")
    for position in (1, 2):
        shown = handler.get(f"/desk/returns/{row.pk}/sample/")
        assert f'name="row" value="{position}"' in shown.text
        answer = handler.post(
            f"/desk/returns/{row.pk}/sample/judge/", {"row": position, "result": "confirmed", "how": "profile_page"}
        )
        assert answer.status_code == 302
    assert handler.post(f"/desk/returns/{row.pk}/act/", {"act": "accept"}).status_code == 403
    assert section.post(f"/desk/returns/{row.pk}/act/", {"act": "accept"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "accepted"
    assert '<p class="total num">2</p>' in section.get(f"/desk/returns/{row.pk}/").text


def test_the_list_of_problems_can_be_opened_in_a_spreadsheet_without_harm(desk, sign_in):  # noqa: F811
    lines = [line("u1"), line("-2+3", redress="无"), line("=cmd|' /C calc'!A0")]
    row = read(desk, text(*lines, head=HEAD).encode())
    answer = sign_in(desk.place.handler).get(f"/desk/returns/{row.pk}/errors.csv")
    told = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "cmd" not in told
    assert "'-2+3" in told
    assert "没有写明申诉途径" in told
    assert len(told.strip().splitlines()) == 3


@pytest.mark.parametrize(
    "told",
    [
        {"reporter": "", "category": "accounts", "period": "2026-11"},
        {"reporter": "platform.manlu", "category": "whales", "period": "2026-11"},
        {"reporter": "platform.manlu", "category": "accounts", "period": "soon"},
        {"reporter": "platform.manlu", "category": "accounts", "period": "2026-11"},
    ],
)
def test_a_form_that_lacks_something_is_answered_in_one_sentence(desk, sign_in, told):  # noqa: F811
    files = (
        {}
        if told["period"] == "2026-11" and told["reporter"] and told["category"] == "accounts"
        else {"file": upload(b"x")}
    )
    assert sign_in(desk.place.handler).post("/desk/returns/", {**told, **files}).status_code == 400


def test_a_link_is_shown_once_and_takes_a_file_without_signing_in(desk, sign_in, client):  # noqa: F811
    handler = sign_in(desk.place.handler)
    told = {"reporter": "platform.manlu", "category": "accounts", "period": "2026-11", "expires": "2026-12-01"}
    assert handler.post("/desk/returns/links/", told).status_code == 302
    [address] = re.findall(r"http://localhost(/returns/[\w-]+/)", handler.get("/desk/returns/").text)
    assert address not in handler.get("/desk/returns/").text
    client.defaults["HTTP_HOST"] = "localhost"
    assert client.get(address[:-2] + "/").status_code == 404
    assert "漫鹭" in client.get(address).text
    assert client.post(address, {"file": upload(b"uid\nu1\n")}).status_code == 400
    assert client.post(address, {"file": upload(accounts("u1"))}).status_code == 200
    page = client.get(address).text
    assert "data-upload" not in page  # one return; nothing more is taken
    assert "desk/returns" not in page


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["accounts", "items", "numbers"])
def test_templates_are_open_to_everybody(client, kind, form):
    answer = client.get(f"/open/templates/{kind}.{form}?lang=en", headers={"host": "localhost"})
    assert answer.status_code == 200
    assert io.BytesIO(answer.content).getbuffer().nbytes > 100
    assert client.get(f"/open/templates/{kind}.exe", headers={"host": "localhost"}).status_code == 400
    assert client.get("/open/templates/whales.csv", headers={"host": "localhost"}).status_code == 400

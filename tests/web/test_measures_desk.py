"""The desk of measures in the browser's eyes: one act over a selection, the letter's page, objections, victims."""

from __future__ import annotations

import io

import pytest

from tests.office.measures.course import agency, approved, by_letter, lead_of, listing
from tests.office.places import NOW

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])


@pytest.fixture
def letter(place, visited, settings, tmp_path):
    """A letter with one closure, signed."""
    from mingjian.office.measures.send_order import send_order

    settings.DATA = tmp_path
    measure = approved(place, visited, "closure", "CH-SITE48")
    return send_order([measure], measure.executor, by=place.province_handler, at=NOW)


@LANGUAGES
def test_every_page_opens_with_and_without_rows(place, visited, sign_in, letter, language):
    from mingjian.office.measures.objections import register_objection

    measure = letter.items.get().measure
    raised = register_objection(measure, "主体有误", by=place.province_handler, at=NOW)
    client = sign_in(place.province_handler, language)
    views = ["all", "proposed", "to_order", "to_tell", "out", "failed", "to_check", "back", "not_back", "none"]
    pages = [f"/desk/measures/?view={view}" for view in views]
    pages += [f"/desk/orders/{letter.pk}/", "/desk/orders/", "/desk/orders/?state=answered", "/desk/objections/"]
    pages += [f"/desk/objections/{raised.pk}/", "/desk/objections/?state=upheld", "/desk/executors/"]
    pages += [f"/desk/measures/{measure.pk}/", f"/desk/notices/{measure.notices.get().pk}/", "/objection/"]
    for address in pages:
        assert client.get(address).status_code == 200, address


def test_a_selection_is_previewed_sent_taken_out_and_answered(place, visited, sign_in, settings, tmp_path):
    from mingjian.records import clock
    from mingjian.records.models import Order

    settings.DATA = tmp_path
    measure = approved(place, visited, "closure", "CH-SITE48")
    client = sign_in(place.province_handler)
    assert f'value="{measure.pk}"' in client.get("/desk/measures/?view=to_order").text
    seen = client.post("/desk/orders/preview/", {"pick": [str(measure.pk)], "act": "execute"})
    assert (seen.status_code, Order.objects.count()) == (200, 0)
    client.post("/desk/orders/send/", {"pick": [str(measure.pk)], "executor": "telecom", "way": "by_executor"})
    order = Order.objects.get()
    assert client.get(f"/desk/orders/{order.pk}/package/").content.startswith(b"PK")
    order.refresh_from_db()
    assert order.fetched_way == "file"
    day = clock.today().isoformat()
    text = f"编号,办理结果,办理日期,已告知当事人\r\n{measure.number},已办理,{day},是\r\n9999,已办理,{day},是\r\n"
    file = io.BytesIO(text.encode("gb18030"))
    file.name = "答复.csv"
    answer = client.post(f"/desk/orders/{order.pk}/act/", {"act": "answer", "file": file})
    assert answer.status_code == 302
    measure.refresh_from_db()
    page = client.get(f"/desk/orders/{order.pk}/").text
    assert "交办函中没有这一项" in page
    assert [row.fate for row in order.answers.get().rows.order_by("line")] == ["taken", "refused"]
    assert measure.state == "executed"


def test_what_cannot_stand_in_a_letter_says_why(place, visited, sign_in, letter):
    measure = letter.items.get().measure
    page = sign_in(place.province_handler).post("/desk/orders/preview/", {"pick": [str(measure.pk)]})
    assert "已通知" in page.text
    broken = sign_in(place.province_handler).post("/desk/orders/preview/", {"pick": ["x'"]})
    assert broken.status_code == 400


def test_a_letter_of_another_territory_is_not_found(place, sign_in, letter):
    client = sign_in(place.stranger)
    assert client.get(f"/desk/orders/{letter.pk}/").status_code == 404
    assert client.get(f"/desk/orders/{letter.pk}/package/").status_code == 404


def test_the_one_who_is_hit_objects_by_the_code_and_reads_the_answer(place, visited, client, sign_in, letter):
    from mingjian.office.people.kept_secrets import objection_code
    from mingjian.records.models import Objection

    measure = letter.items.get().measure
    code = objection_code(measure.notices.get().pk)
    assert client.post("/objection/", {"code": "AAAA-BBBB-CCCC"}, headers={"host": "localhost"}).status_code == 404
    shown = client.post("/objection/", {"code": code.lower()}, headers={"host": "localhost"})
    assert measure.number in shown.text
    paper = io.BytesIO(b"%PDF-1.4 proof")
    paper.name = "证明.pdf"
    script = io.BytesIO(b"MZ\x90\x00")
    script.name = "x.pdf"
    given = {"code": code, "statement": "域名早已转让", "contact": "13800000000"}
    wrong = client.post("/objection/", {**given, "files": script}, headers={"host": "localhost"})
    assert (wrong.status_code, Objection.objects.count()) == (400, 0)
    assert client.post("/objection/", {**given, "files": paper}, headers={"host": "localhost"}).status_code == 200
    row = Objection.objects.get()
    assert b"13800000000" not in bytes(row.contact)
    officer, head = sign_in(place.province_handler), sign_in(place.province_head)
    assert officer.get(f"/desk/objection-files/{row.files.get().pk}/").content == b"%PDF-1.4 proof"
    act = f"/desk/objections/{row.pk}/act/"
    officer.post(act, {"act": "answer", "proposal": "upheld", "text": "查实，域名已转让"})
    head.post(act, {"act": "rule", "ruling": "upheld", "text": "异议成立，撤销"})
    assert "异议成立，撤销" in client.post("/objection/", {"code": code}, headers={"host": "localhost"}).text
    measure.refresh_from_db()
    assert measure.state == "withdrawn"


def test_the_form_puts_fitting_bases_first_and_asks_for_what_the_measure_needs(place, visited, sign_in):
    lead = lead_of(place, visited)
    client = sign_in(place.province_handler)
    page = client.get(f"/desk/leads/{lead.pk}/?measure=closure").text
    assert page.index("closure CH-SITE48") < page.index("closure CH-OVERSCOPE")
    agency("platform", "platform")
    given = {"choice": "account_closure PA-TRADE-RULE", "facts": "卖号", "executor": "platform"}
    assert client.post(f"/desk/leads/{lead.pk}/propose/", {**given, "targets": ""}).status_code == 400
    client.post(f"/desk/leads/{lead.pk}/propose/", {**given, "targets": "u1 夜场\nu2"})
    assert sorted(lead.measures.values_list("targets__key", flat=True)) == ["platform:u1", "platform:u2"]


def test_stores_are_chosen_one_measure_each(place, visited, sign_in):
    one = listing(place)
    lead = lead_of(place, visited, one.app.service)
    client = sign_in(place.province_handler)
    assert f'value="{one.pk}"' in client.get(f"/desk/leads/{lead.pk}/?measure=delisting").text
    given = {"choice": "delisting RD-STORE", "facts": "刷榜", "listing": [str(one.pk)]}
    client.post(f"/desk/leads/{lead.pk}/propose/", given)
    assert lead.measures.get().executor == one.store


def test_an_officer_marks_a_victim_with_a_reason(place, visited, sign_in):
    lead = lead_of(place, visited)
    client = sign_in(place.handler)
    assert client.post(f"/desk/leads/{lead.pk}/victim/", {"victim": "yes", "because": ""}).status_code == 400
    client.post(f"/desk/leads/{lead.pk}/victim/", {"victim": "yes", "because": "域名到期后被抢注"})
    lead.refresh_from_db()
    assert (lead.victim, lead.victim_because) == (True, "域名到期后被抢注")
    assert "警告" in client.get(f"/desk/leads/{lead.pk}/").text.split('class="more"')[-1]


def test_a_measure_under_way_that_no_victim_may_suffer_stands_against_the_mark(place, visited, sign_in):
    measure = approved(place, visited, "filing_cancellation", "CH-OVERSCOPE")
    by_letter(place, measure)
    client = sign_in(place.handler)
    answer = client.post(f"/desk/leads/{measure.lead_id}/victim/", {"victim": "yes", "because": "x"})
    assert answer.status_code == 403
    measure.lead.refresh_from_db()
    assert not measure.lead.victim


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("证明.pdf", b"%PDF-1.7\nplain\n%%EOF", 200),
        ("说明.txt", "域名昨日才过户".encode("gb18030"), 200),
        ("证明.pdf", b"%PDF-1.7\n/JavaScript (app.alert(1))\n%%EOF", 400),
        ("程序.pdf", b"MZ\x90\x00", 400),
        ("空.pdf", b"", 400),
    ],
)
def test_an_objection_takes_plain_files_only(letter, client, name, content, status):
    from mingjian.office.people.kept_secrets import objection_code
    from mingjian.records.models import Objection, ObjectionFile

    code = objection_code(letter.items.get().measure.notices.get().pk)
    file = io.BytesIO(content)
    file.name = name
    given = {"code": code, "act": "object", "statement": "域名昨日才过户", "files": [file]}
    answer = client.post("/objection/", given, headers={"host": "localhost"})
    assert answer.status_code == status
    kept = ObjectionFile.objects.count() if status == 200 else Objection.objects.count()
    assert kept == (1 if status == 200 else 0)

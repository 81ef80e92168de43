"""Documents in the browser's way: begun, edited, read, signed, checked in public."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.office.casework import desk, opened  # noqa: F401 - fixtures
from tests.office.places import place  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed_place(settings, tmp_path):
    settings.DATA, settings.EVIDENCE, settings.TSA = tmp_path, tmp_path / "evidence", ""


def test_a_notice_from_the_case_to_the_public_check(sealed_place, opened, sign_in):  # noqa: F811
    from mingjian.records.models import Document

    led = opened.notified()
    lin, section, head = (sign_in(who) for who in (led.desk.lin, led.desk.section, led.desk.head))
    begun = lin.post(f"/desk/cases/{led.case.pk}/documents/", {"code": "penalty_notice"})
    row = Document.objects.get()
    here = f"/desk/documents/{row.pk}/"
    assert begun.url == here
    page = lin.get(here).content.decode()
    assert "行政处罚意见告知书" in page
    assert "罚款人民币120000元（大写：壹拾贰万元整）" in page
    form = lin.get(f"{here}edit/").content.decode()
    assert 'name="office.address"' in form
    saved = lin.post(
        f"{here}edit/",
        {"seen": row.snapshot_digest, "office.address": "海望路18号<b>", "reasons": "一\r\n二", "hearing": "yes"},
    )
    assert saved.url == here
    row.refresh_from_db()
    assert (row.snapshot["office"]["address"], row.snapshot["reasons"]) == ("海望路18号<b>", "一\n二")
    assert "海望路18号<b>" not in lin.get(here).content.decode()
    assert section.post(f"{here}act/", {"act": "review"}).status_code == 302
    assert lin.post(f"{here}act/", {"act": "sign"}).status_code in (403, 409)
    assert head.post(f"{here}act/", {"act": "sign"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "sealed"
    pdf = lin.get(f"{here}pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    assert lin.get(f"{here}docx/").content.startswith(b"PK")
    assert lin.get(f"{here}pages/1.png").content.startswith(b"\x89PNG")
    assert lin.get(f"{here}pages/99.png").status_code == 404
    _check(sign_in, row, pdf.content)


def _check(sign_in, row, pdf):
    from django.test import Client

    from mingjian.office.documents.check_code import code_of

    anybody = Client(HTTP_HOST="localhost")
    found = anybody.get("/verify/", {"code": code_of(row).lower()})
    page = anybody.get(found.url)
    said = page.content.decode()
    assert row.number in said
    assert "速刷" not in said  # nothing personal
    same = anybody.post(found.url, {"file": SimpleUploadedFile("a.pdf", pdf)}).content.decode()
    assert "一字不差" in same
    other = anybody.post(found.url, {"file": SimpleUploadedFile("a.pdf", pdf[:-1])}).content.decode()
    assert "不一致" in other
    assert anybody.get("/verify/AAAAA-BBBBB/").status_code == 404
    assert "没有这个核验码" in anybody.get("/verify/", {"code": "'; DROP TABLE"}).content.decode()


def test_the_list_and_the_refusals_speak_english(sealed_place, opened, sign_in):  # noqa: F811
    led = opened.notified()
    lin = sign_in(led.desk.lin, "en")
    assert "Open a case" in lin.get("/desk/documents/").content.decode()
    lin.post(f"/desk/cases/{led.case.pk}/documents/", {"code": "penalty_notice"})
    assert "Notice of the intended penalty" in lin.get("/desk/documents/").content.decode()
    refused = lin.post(f"/desk/cases/{led.case.pk}/documents/", {"code": "no_such"})
    assert refused.status_code == 400


def test_what_is_typed_into_rows_comes_back_as_rows():
    from mingjian.papers import template
    from mingjian.web.desk.document_fields import fields_of, typed

    wants = template("penalty_decision").wants
    values = typed(wants, {}, {"penalties": "警告\n罚款 | 50,000", "bank.name": "东屿银行", "day": "2026-11-24"})
    assert values["penalties"] == [{"name": "警告"}, {"name": "罚款", "amount": 50000}]
    assert values["bank"] == {"name": "东屿银行"}
    shown = {field.want.name: field.value for field in fields_of(wants, values, "zh", set())}
    assert shown["penalties"] == "警告 | \n罚款 | 50000"

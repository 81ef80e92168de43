"""The pages of the evidence desks: the viewer runs nothing, pictures are PNG in a sandbox, files are looked over first."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.office.evidence_store import seen, store  # noqa: F401 - fixtures
from tests.office.places import DAY, NOW
from tests.web.conftest import signed_in

HOSTILE = "网课代刷<script>alert(1)</script><img src=x onerror=alert(2)>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def capture(place, seen):  # noqa: F811
    files = {"plain.png": PNG, "plain.svg": b"<svg/>", "evil.png": b"<svg onload=alert(1)>"}
    return seen(place.shop, text=HOSTILE, files=files)[0]


def address(capture, tail=""):
    return f"/desk/evidence/{capture.pk}/{tail}"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_viewer_shows_source_as_text_and_both_views(place, capture, language):
    desk = signed_in(place.handler, language)
    shown = desk.get(address(capture, "inside/"))
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert "onerror=alert(2)>" not in text
    assert text.count('class="pair"') == 1
    assert 'type="checkbox"' in text, "a picture is veiled until asked for"
    assert "script-src 'self'" in shown["Content-Security-Policy"]
    assert desk.get(address(capture, "inside/?left=nobody")).status_code == 404
    assert desk.get(address(capture)).status_code == 200


def test_a_picture_is_png_in_a_sandbox_and_nothing_else_is_served(place, capture):
    desk = signed_in(place.handler)
    answer = desk.get(address(capture, "picture/?view=plain"))
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "image/png", PNG)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    for view in ("evil", "search", "../plain", ""):
        assert desk.get(address(capture, f"picture/?view={view}")).status_code == 404


def test_a_bundle_that_cannot_be_opened_says_why(place, capture, store):  # noqa: F811
    from mingjian.office.evidence.bundles import key_ring

    key_ring().destroy(capture.stored)
    for tail in ("inside/", "bundle/"):
        answer = signed_in(place.handler, "en").get(address(capture, tail))
        assert answer.status_code == 409
        assert "nobody can open this bundle" in answer.content.decode()


def test_another_office_sees_none_of_it(place, capture):
    for tail in ("", "inside/", "picture/?view=plain", "bundle/", "proof/"):
        assert signed_in(place.stranger).get(address(capture, tail)).status_code == 404


def test_a_record_goes_through_the_page_and_its_files_come_down(place, capture, settings, tmp_path):
    from tests.office.places import officer

    settings.DATA = tmp_path
    first, second = signed_in(place.handler), signed_in(officer(place.city, "second", "handler"))
    form = {"change": "make_record", "place": "取证室", "method": "固定"}
    assert first.post(address(capture, "act/"), form).status_code == 302
    record = capture.records.get()
    confirm = {"change": "confirm_record", "row": str(record.pk)}
    assert first.post(address(capture, "act/"), confirm).status_code == 403
    assert second.post(address(capture, "act/"), confirm).status_code == 302
    record.refresh_from_db()
    signed = first.get(f"/desk/evidence/records/{record.pk}/signed.json")
    assert signed.content.decode() == record.statement
    assert first.get(f"/desk/evidence/records/{record.pk}/record.pdf").status_code == (200 if record.pdf else 400)


def test_a_file_is_looked_over_and_then_taken_in_as_it_was(place):
    from mingjian.records.models import RegistryImport

    desk = signed_in(place.handler)
    content = "域名,域名持有者,到期日期\nsushua.test,某某投资,2027-05-01\n".encode("gbk")
    form = {"source": "省通信管理局", "as_of": str(DAY), "file": SimpleUploadedFile("域名.csv", content)}
    shown = desk.post("/desk/registers/take/", form).content.decode()
    assert "某某投资" in shown
    assert not RegistryImport.objects.exists()
    held = re.search(r'name="held" value="([^"]+)"', shown)[1]
    forged = held[:-2] + ("aa" if held[-2:] != "aa" else "bb")
    again = {"source": "省通信管理局", "as_of": str(DAY), "held": forged}
    assert desk.post("/desk/registers/take/", again).status_code == 400
    assert not RegistryImport.objects.exists()
    desk.post("/desk/registers/take/", again | {"held": held})
    taken = RegistryImport.objects.get()
    assert desk.get(f"/desk/registers/{taken.pk}/").status_code == 200
    assert signed_in(place.stranger).get(f"/desk/registers/{taken.pk}/").status_code == 404
    assert desk.post(f"/desk/registers/{taken.pk}/undo/").status_code == 302
    assert not place.shop.domains.exists()


def test_a_file_with_faults_shows_each_line_and_no_button(place):
    desk = signed_in(place.handler, "en")
    content = "域名,到期日期\n<b>x,2027-01-01\nsushua.test,morgen\n".encode()
    form = {"source": "x", "as_of": str(DAY), "file": SimpleUploadedFile("a.csv", content)}
    shown = desk.post("/desk/registers/take/", form).content.decode()
    assert "is no domain" in shown
    assert "is no day" in shown
    assert "<b>x" not in shown
    assert 'name="held"' not in shown


def test_each_number_of_the_outcomes_opens_its_rows(place, visited):
    from mingjian.figures.holding import what_held
    from mingjian.records.models import Capture, Lead, Measure, Outcome, Recheck

    finding = visited(place.shop)
    lead = Lead.objects.create(number="L1", unit=place.city, service=place.shop, opened_by=place.handler, opened_at=NOW)
    for number, result in enumerate(("verified", "verified", "failed"), 1):
        measure = Measure.objects.create(
            number=f"编号-{number}-号", lead=lead, unit=place.city, code="closure", service=place.shop,
            subject=place.shop.subject, basis_code="x", basis={}, facts="x", proposed_by=place.handler, proposed_at=NOW,
        )  # fmt: skip
        recheck = Recheck.objects.create(measure=measure, step="1h", due_at=NOW)
        capture = Capture.objects.get(pk=finding.capture_id)
        Outcome.objects.create(measure=measure, recheck=recheck, capture=capture, result=result, found_at=NOW)
    [row] = what_held(place.city, "kind")
    assert (row.group, dict(row.counts), row.share) == ("closure", {"verified": 2, "failed": 1}, 66)
    assert what_held(place.other, "kind") == []
    desk = signed_in(place.handler)
    for by, group in (("kind", "closure"), ("age", "1h"), ("executor", "")):
        shown = desk.get("/desk/outcomes/", {"by": by, "group": group, "result": "failed"}).content.decode()
        assert "编号-3-号" in shown
        assert "编号-1-号" not in shown
    assert desk.get("/desk/outcomes/?by=nothing").status_code == 404
    assert "编号-3-号" not in signed_in(place.stranger).get("/desk/outcomes/?by=kind&group=closure").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "reason", [{"code": "of_tomorrow.with_x", "params": {}}, {"code": "brand_glued", "params": {}}]
)
def test_a_finding_of_other_detectors_does_not_break_list_and_page(place, capture, language, reason):
    """After a return to an older version the reasons may have codes, or lack parameters, that this one cannot say."""
    finding = capture.findings.get()
    finding.reasons, finding.marks = [reason], [mark | {"reason": reason} for mark in finding.marks]
    finding.save()
    desk = signed_in(place.handler, language)
    for page in ("/desk/findings/", f"/desk/findings/{finding.pk}/", "/desk/", address(capture)):
        shown = desk.get(page)
        assert shown.status_code == 200, page
    assert reason["code"] in desk.get("/desk/findings/").content.decode()


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "未核实"), ("en", "not confirmed")])
def test_grounds_of_destruction_that_no_lawyer_checked_say_so(place, capture, language, word):
    from mingjian.law.destruction import GROUNDS
    from mingjian.office.evidence.destroy import propose_destruction

    unchecked = {ground.code for ground in GROUNDS.values() if not ground.confirmed}
    assert unchecked == {"archive_period_over", "police_took_over"}
    desk = signed_in(place.handler, language)
    before = desk.get(address(capture)).content.decode().count(word)
    assert before == len(unchecked)
    propose_destruction(capture, "archive_period_over", "期满", by=place.handler, at=NOW)
    assert desk.get(address(capture)).content.decode().count(word) == before + 1

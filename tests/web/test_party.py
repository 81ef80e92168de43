"""The party's side 当事人: a code opens its file and nothing else; what it does are steps of the case.

行政处罚法 §44、§45: the party is told and heard; §50: others' secrets and the reporter stay hidden; §61: service.
"""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.casework import at, d, desk, opened  # noqa: F401 - fixtures
from tests.papers.test_handed_in import PDF, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(monkeypatch):
    """Set the day of the entrances."""
    from mingjian.records import clock

    def put(day: datetime.date, hour: int = 10) -> None:
        monkeypatch.setattr(clock, "now", lambda: at(day, hour))

    return put


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path):
    settings.EVIDENCE = tmp_path


@pytest.fixture
def notified(opened, today):  # noqa: F811
    opened.notified()
    today(d("03-30"))
    return opened


def give(led, when=None):
    from mingjian.office.cases.party_code import give_code

    return give_code(led.case.parties.get(), by=led.desk.lin, at=at(when or d("03-30")))


def came(given, language="zh-hans") -> Client:
    client = Client(HTTP_HOST="localhost")
    client.cookies["django_language"] = language
    answer = client.post("/party/", {"reference": given.reference, "secret": given.secret})
    assert answer.status_code == 302, answer.text
    return client


@pytest.fixture
def party(notified):
    return came(give(notified))


def send(client, kind, **given):
    page = client.get(f"/party/do/{kind}/")
    key = page.text.split('name="key" value="')[1].split('"')[0]
    return client.post(f"/party/do/{kind}/", {"key": key, **given})


def test_the_code_of_the_notice_works_once_and_leaves_a_key_for_coming_back(notified):
    given = give(notified)
    client = came(given)
    page = client.get("/party/key/").text
    reference, secret = (page.split(f'id="{name}">')[1].split("<")[0] for name in ("reference", "secret"))
    assert client.get("/party/key/")["Location"] == "/party/file/"
    again = Client(HTTP_HOST="localhost").post("/party/", {"reference": given.reference, "secret": given.secret})
    assert again.status_code == 403
    back = Client(HTTP_HOST="localhost")
    answer = back.post("/party/", {"reference": reference.lower().replace("-", ""), "secret": secret.lower()})
    assert answer["Location"] == "/party/file/"
    assert back.post("/party/close/")["Location"] == "/party/"
    assert back.get("/party/file/").status_code == 302


def test_only_digests_of_codes_are_kept_and_a_new_one_ends_the_old(notified):
    from mingjian.records.models import PartyCode

    first = give(notified)
    row = PartyCode.objects.get()
    assert first.secret.replace("-", "") not in str(bytes(row.digest))
    second = give(notified)
    with pytest.raises(AssertionError):
        came(first)
    came(second)


def test_a_guesser_learns_nothing_and_five_wrong_tries_end_the_code(notified):
    from mingjian.records.models import Event

    given = give(notified)
    guesser = Client(HTTP_HOST="localhost")
    said = set()
    for n in range(5):
        page = guesser.post("/party/", {"reference": given.reference, "secret": f"AAAA-AAAA-AAA{n + 2}"})
        said.add(page.text.split('role="alert">')[1].split("</p>")[0])
    nobody = guesser.post("/party/", {"reference": "ZZZZ-ZZZZ", "secret": "AAAA-AAAA-AAAA"})
    said.add(nobody.text.split('role="alert">')[1].split("</p>")[0])
    assert len(said) == 1
    right = guesser.post("/party/", {"reference": given.reference, "secret": given.secret})
    assert right.status_code == 403
    assert Event.objects.filter(verb="party_code_locked").count() == 1


def test_one_address_may_try_ten_times(notified):
    guesser = Client(HTTP_HOST="localhost")
    codes = [guesser.post("/party/", {"reference": f"R{n}", "secret": "x"}).status_code for n in range(11)]
    assert codes == [403] * 10 + [429]


def test_only_a_handler_of_the_case_gives_codes(notified):
    from mingjian.office.cases.party_code import give_code
    from mingjian.records.models import PartyCode

    for officer in (notified.desk.wu, notified.desk.head, notified.desk.auditor):
        with pytest.raises(ForbiddenAct):
            give_code(notified.case.parties.get(), by=officer, at=at(d("03-30")))
    assert PartyCode.objects.count() == 0


def test_the_file_shows_the_partys_own_course_and_never_the_inside(notified, party):
    page = party.get("/party/file/").text
    assert "东屿案〔2026〕1号" in page
    assert "行政处罚意见告知" in page
    for inside in ("巡查发现", "核对1", "报告1", "涉嫌犯罪", "举报", "立案", "调查终结"):
        assert inside not in page, inside
    assert "行政处罚法 §64(1)" in page
    assert party.get("/desk/").status_code == 302


def test_a_defence_with_a_file_is_a_step_of_the_case(notified, party):
    from mingjian.office.cases.party_acts import content_of
    from mingjian.records.models import PartyFile

    file = SimpleUploadedFile("..\\申辩书.exe", PDF)
    answer = send(party, "defended", words="链接系他人上传，已当日删除。", files=[file])
    assert answer.status_code == 302
    row = notified.case.steps.order_by("-seq").first()
    assert (row.kind, row.facts["statement"], row.entered_by) == ("defended", "链接系他人上传，已当日删除。", None)
    kept = PartyFile.objects.get()
    assert (kept.name, kept.size, content_of(kept)) == ("申辩书.pdf", len(PDF), PDF)
    receipt = party.get(answer["Location"]).text
    assert "申辩书.pdf" in receipt
    assert "链接系他人上传" in party.get("/party/file/").text
    loaded = party.get(f"/party/files/{kept.pk}/")
    assert (loaded.content, loaded["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert loaded["Content-Disposition"].startswith("attachment")


def test_files_of_parties_are_encrypted_where_they_lie(notified, party, settings):
    send(party, "defended", words="见附件", files=[SimpleUploadedFile("a.txt", "身份证号".encode())])
    lying = [path.read_bytes() for path in settings.EVIDENCE.rglob("*") if path.is_file()]
    assert len(lying) == 1
    assert "身份证号".encode() not in lying[0]


def test_a_form_sent_twice_is_one_step(notified, party):
    from mingjian.records.models import PartyFile

    page = party.get("/party/do/defended/").text
    key = page.split('name="key" value="')[1].split('"')[0]
    for _ in range(2):
        given = {"key": key, "words": "一次", "files": [SimpleUploadedFile("a.pdf", PDF)]}
        assert party.post("/party/do/defended/", given).status_code == 302
    assert notified.case.steps.filter(kind="defended").count() == 1
    assert PartyFile.objects.count() == 1


def test_a_refused_file_changes_nothing_and_keeps_the_words(notified, party):
    from mingjian.records.models import PartyFile

    before = notified.case.steps.count()
    bad = SimpleUploadedFile("合同.docx", office("word/vbaProject.bin"))
    page = send(party, "defended", words="我方意见很长", files=[SimpleUploadedFile("a.pdf", PDF), bad])
    assert page.status_code == 400
    assert "合同.docx" in page.text
    assert "我方意见很长" in page.text
    assert (notified.case.steps.count(), PartyFile.objects.count()) == (before, 0)


def test_a_hearing_asked_in_time_pauses_the_clock_and_too_late_is_refused_with_the_article(notified, party, today):
    answer = send(party, "hearing_asked", words="数额过高")
    assert answer.status_code == 302
    notified.case.refresh_from_db()
    assert notified.case.stage == "hearing_pending"


def test_the_sixth_working_day_is_too_late_for_a_hearing(notified, party, today):
    # told on 27 March (Friday); Qingming is 4 to 6 April: the fifth working day is 3 April
    page = party.get("/party/do/hearing_asked/").text
    key = page.split('name="key" value="')[1].split('"')[0]
    today(d("04-07"))
    party = came(give(notified, d("04-07")))
    before = notified.case.steps.count()
    answer = party.post("/party/do/hearing_asked/", {"key": key, "words": ""})
    assert answer.status_code == 409
    assert "§64" in answer.text
    assert notified.case.steps.count() == before


def test_waiving_needs_the_partys_express_word(notified, party):
    assert send(party, "defence_waived").status_code == 400
    assert notified.case.steps.filter(kind="defence_waived").count() == 0
    assert send(party, "defence_waived", sure="1").status_code == 302
    assert notified.case.steps.filter(kind="defence_waived").count() == 1


def test_consent_to_electronic_service_is_kept_with_its_address(notified, party):
    assert send(party, "electronic_consented", address="law@sushua.test", sure="1").status_code == 302
    row = notified.case.parties.get()
    assert (row.electronic, row.consented_on) == ("law@sushua.test", d("03-30"))


def test_a_party_asks_for_time_to_pay_and_sees_what_it_owes(opened, today):  # noqa: F811
    opened.served()
    today(d("05-18"))
    party = came(give(opened, d("05-18")), "en")
    page = party.get("/party/file/").text
    # served on 29 April, due on 14 May; four late days at 3 % of 120,000
    assert "134,400 yuan are still to be paid" in page
    assert "reconsideration" in page
    assert send(party, "deferral_asked", words="资金困难").status_code == 302


def paper(case, code="penalty_notice", state="served", party=None, content=PDF, settings=None):
    from mingjian.capture.store import FolderStore
    from mingjian.records.models import Document

    digest = FolderStore(settings.EVIDENCE).put(content)
    return Document.objects.create(
        unit=case.unit, case=case, code=code, state=state, party=party, digest=digest, drafted_at=at(d("03-27"))
    )


def test_only_documents_for_the_party_are_read_and_receipt_is_its_own_word(notified, party, settings):
    from mingjian.records.models import DocumentReceipt, Party

    case, mine = notified.case, notified.case.parties.get()
    shown = paper(case, party=mine, settings=settings)
    other = Party.objects.create(case=case, role="responsible_person", name="另一人")
    hidden = [
        paper(case, "legal_review", content=PDF + b"1", settings=settings),
        paper(case, "penalty_notice", "draft", mine, PDF + b"2", settings),
        paper(case, "penalty_notice", "served", other, PDF + b"3", settings),
        paper(case, "penalty_notice", "served", None, PDF + b"4", settings),
    ]
    page = party.get("/party/file/").text
    assert str(shown.pk) in page
    for row in hidden:
        assert str(row.pk) not in page
        assert party.get(f"/party/documents/{row.pk}/").status_code == 404
        assert party.post(f"/party/documents/{row.pk}/").status_code == 404
    assert DocumentReceipt.objects.count() == 0
    assert party.get(f"/party/documents/{shown.pk}/").content == PDF
    assert DocumentReceipt.objects.get().confirmed_at is None
    party.post(f"/party/documents/{shown.pk}/")
    party.post(f"/party/documents/{shown.pk}/")
    assert DocumentReceipt.objects.get().confirmed_at == at(d("03-30"), 10)


def test_another_partys_file_and_steps_stay_hidden(notified, party):
    from mingjian.office.cases.party_acts import take_party_step
    from mingjian.records.models import Party, PartyFile

    other = Party.objects.create(case=notified.case, role="responsible_person", name="另一人")
    words = {"words": "另一人的申辩"}
    take_party_step(other, "defended", words, [("a.pdf", PDF)], key="x", at=at(d("03-30")))
    assert "另一人的申辩" not in party.get("/party/file/").text
    assert party.get(f"/party/files/{PartyFile.objects.get().pk}/").status_code == 404


def test_an_idle_file_closes(notified, party, monkeypatch):
    import time

    from mingjian.web.party import session

    later = time.time() + session.IDLE + 1
    monkeypatch.setattr(session.time, "time", lambda: later)
    assert party.get("/party/file/")["Location"] == "/party/"


def test_an_officers_step_is_not_open_to_a_party(notified, party):
    assert party.post("/party/do/decided/", {"key": "k", "words": "x"}).status_code == 404
    from mingjian.office.cases.party_acts import take_party_step

    with pytest.raises(BadInput):
        take_party_step(notified.case.parties.get(), "decided", {}, [], key="k", at=at(d("03-30")))


def test_a_body_that_is_too_large_is_refused_unread(client):
    answer = client.post("/party/", b"x", content_type="text/plain", HTTP_HOST="localhost", CONTENT_LENGTH="1000000000")
    assert answer.status_code == 413


def test_a_handler_gives_the_code_on_the_page_and_reads_what_came_in(notified, party, sign_in):
    from mingjian.records.models import Event, PartyFile

    send(party, "defended", words="见附件", files=[SimpleUploadedFile("申辩书.pdf", PDF)])
    handler = sign_in(notified.desk.lin)
    page = handler.get(f"/desk/cases/{notified.case.pk}/").text
    file = PartyFile.objects.get()
    assert f"/desk/party-files/{file.pk}/" in page
    assert handler.get(f"/desk/party-files/{file.pk}/").content == PDF
    assert Event.objects.filter(verb="party_file_read", actor=notified.desk.lin).count() == 1
    shown = handler.post(f"/desk/parties/{notified.case.parties.get().pk}/code/").text
    reference, secret = (shown.split(f'id="{name}">')[1].split("<")[0] for name in ("reference", "secret"))
    answer = Client(HTTP_HOST="localhost").post("/party/", {"reference": reference, "secret": secret})
    assert answer.status_code == 302


def test_an_officer_elsewhere_reads_no_file_of_a_party(notified, party, sign_in):
    from mingjian.records.models import PartyFile

    send(party, "defended", words="见附件", files=[SimpleUploadedFile("申辩书.pdf", PDF)])
    stranger = sign_in(notified.desk.stranger)
    assert stranger.get(f"/desk/party-files/{PartyFile.objects.get().pk}/").status_code == 404
    assert stranger.post(f"/desk/parties/{notified.case.parties.get().pk}/code/").status_code in (403, 404)

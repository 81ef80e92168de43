"""Documents from draft to seal: who may, when, and that nothing changes after."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct
from tests.office.casework import at, d
from tests.papers.plain import plain, text_of

pytestmark = pytest.mark.django_db
CHECK = "https://wangxin.example.test/verify/"


@pytest.fixture
def sealed_place(settings, tmp_path):
    settings.DATA, settings.EVIDENCE, settings.TSA = tmp_path, tmp_path / "evidence", ""
    return tmp_path


@pytest.fixture
def acts(sealed_place):
    from mingjian.office.documents import draft_document as drafting
    from mingjian.office.documents import sign_document as signing

    class Acts:
        draft = staticmethod(drafting.draft_document)
        edit = staticmethod(drafting.edit_document)
        review = staticmethod(drafting.review_document)
        send_back = staticmethod(drafting.send_back_document)
        withdraw = staticmethod(signing.withdraw_document)

        @staticmethod
        def sign(document, *, by, at):
            return signing.sign_document(document, check_at=CHECK, by=by, at=at)

    return Acts


def filled(document):
    """The draft with what only people know."""
    more = {
        "summary": "巡查发现",
        "party": {**document.snapshot["party"], "name": "速刷网络科技"},
        "officers": [{"name": "林一舟", "card": "榕1"}, {"name": "陈", "card": "榕2"}],
        "bank": {"name": "东屿银行", "holder": "东屿市财政局", "account": "6200"},
        "head": {"text": "同意"},
        "office": {**document.snapshot["office"], "address": "海望路18号"},
    }
    return {**document.snapshot, **more}


def seal(acts, led, code, day, signer=None):
    desk = led.desk
    document = acts.draft(led.case, code, by=desk.lin, at=at(day))
    document = acts.edit(document, filled(document), by=desk.lin, at=at(day))
    document = acts.review(document, by=desk.section, at=at(day))
    return acts.sign(document, by=signer or desk.head, at=at(day))


def test_a_notice_is_prefilled_signed_numbered_and_its_text_is_the_case(acts, opened, sealed_place):
    from mingjian.capture.store import FolderStore

    led = opened.notified()
    document = seal(acts, led, "penalty_notice", d("03-27"))
    assert (document.state, document.number) == ("sealed", "东屿网信告〔2026〕1号")
    pdf = FolderStore(sealed_place / "evidence").get(document.digest)
    read = text_of(pdf)
    for text in (
        "速刷网络科技",
        "罚款人民币120000元（大写：壹拾贰万元整）",
        "警告",
        "2026年4月7日前",
        "东屿市互联网信息办公室",
    ):
        assert plain(text) in read, text
    assert "/verify/" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_numbers_follow_each_other_without_a_gap(acts, opened):
    led = opened.notified()
    first = seal(acts, led, "penalty_notice", d("03-27"))
    second = seal(acts, led, "penalty_notice", d("03-28"))
    assert [first.number, second.number] == ["东屿网信告〔2026〕1号", "东屿网信告〔2026〕2号"]


def test_a_failed_sealing_takes_no_number(acts, opened, monkeypatch):
    led = opened.notified()

    class Silent:
        def answer(self, request):
            raise EvidenceError("the authority does not answer")

    monkeypatch.setattr("mingjian.office.documents.sign_document.stamps", lambda _at: Silent())
    with pytest.raises(EvidenceError):
        seal(acts, led, "penalty_notice", d("03-27"))
    monkeypatch.setattr("mingjian.office.documents.sign_document.stamps", lambda _at: None)
    assert seal(acts, led, "penalty_notice", d("03-27")).number == "东屿网信告〔2026〕1号"


def test_the_decision_bears_the_number_and_the_penalties_of_its_step(acts, opened):
    led = opened.decided()
    document = acts.draft(led.case, "penalty_decision", by=led.desk.lin, at=at(d("04-27")))
    forged = {**filled(document), "penalties": [{"name": "罚款", "amount": 1}]}
    document = acts.edit(document, forged, by=led.desk.lin, at=at(d("04-27")))
    assert document.snapshot["penalties"] == [{"name": "警告"}, {"name": "罚款", "amount": 120_000}]
    values = {**document.snapshot, "notice": {"number": "东屿网信告〔2026〕1号", "day": "2026-03-27"}}
    document = acts.edit(document, values, by=led.desk.lin, at=at(d("04-27")))
    document = acts.review(document, by=led.desk.section, at=at(d("04-27")))
    document = acts.sign(document, by=led.desk.head, at=at(d("04-27")))
    decided = led.case.steps.get(kind="decided")
    assert document.number == decided.facts["number"]


def _unchanged(document, act, *args, **more):
    before = {field.name: getattr(document, field.attname) for field in document._meta.concrete_fields}
    with pytest.raises((ForbiddenAct, BadInput)) as refused:
        act(document, *args, **more)
    document.refresh_from_db()
    assert before == {field.name: getattr(document, field.attname) for field in document._meta.concrete_fields}
    return refused.value


def test_a_document_of_a_step_is_not_signed_before_it(acts, opened):
    led = opened.notified()
    document = acts.draft(led.case, "penalty_decision", by=led.desk.lin, at=at(d("03-27")))
    more = {"notice": {"number": "告1号", "day": "2026-03-27"}}
    document = acts.edit(document, {**filled(document), **more}, by=led.desk.lin, at=at(d("03-27")))
    document = acts.review(document, by=led.desk.section, at=at(d("03-27")))
    refused = _unchanged(document, acts.sign, by=led.desk.head, at=at(d("03-27")))
    assert "作出决定" in refused.zh


def test_a_notice_is_not_signed_before_the_crime_check(acts, opened):
    led = opened.concluded()
    document = acts.draft(led.case, "penalty_notice", by=led.desk.lin, at=at(d("03-25")))
    values = {**filled(document), "facts": "事实", "reasons": "理由", "breached": "x", "basis": "x", "discretion": "从轻",
              "penalties": [{"name": "警告"}], "answer_by": "2026-04-07"}  # fmt: skip
    document = acts.edit(document, values, by=led.desk.lin, at=at(d("03-25")))
    document = acts.review(document, by=led.desk.section, at=at(d("03-25")))
    refused = _unchanged(document, acts.sign, by=led.desk.head, at=at(d("03-25")))
    assert "移送涉嫌犯罪案件规定" in refused.zh


def test_nobody_reviews_or_signs_as_head_what_is_missing_or_own(acts, opened):
    led = opened.notified()
    desk, now = led.desk, at(d("03-27"))
    document = acts.draft(led.case, "penalty_notice", by=desk.lin, at=now)
    incomplete = {**filled(document), "reasons": ""}
    document = acts.edit(document, incomplete, by=desk.lin, at=now)
    assert "行政处罚法 §44" in _unchanged(document, acts.review, by=desk.section, at=now).zh
    document = acts.edit(
        document, filled(acts.draft(led.case, "penalty_notice", by=desk.lin, at=now)), by=desk.lin, at=now
    )
    _unchanged(document, acts.review, by=desk.lin, at=now)  # a handler approves nothing
    _unchanged(document, acts.sign, by=desk.head, at=now)  # nobody has read it
    document = acts.review(document, by=desk.section, at=now)
    _unchanged(document, acts.sign, by=desk.lin, at=now)  # signed by the head only
    _unchanged(document, acts.sign, by=desk.reviewer, at=now)


def test_two_handlers_sign_a_record_and_neither_twice(acts, opened):
    led = opened.investigated()
    desk, now = led.desk, at(d("03-13"))
    document = acts.draft(led.case, "evidence_list", by=desk.lin, at=now)
    document = acts.edit(document, filled(document), by=desk.lin, at=now)
    document = acts.sign(document, by=desk.lin, at=now)
    assert document.state == "draft"
    assert "另一人" in _unchanged(document, acts.sign, by=desk.lin, at=now).zh
    _unchanged(document, acts.sign, by=desk.wu, at=now)  # no handler of this case
    document = acts.sign(document, by=desk.chen, at=now)
    assert (document.state, document.number) == ("sealed", None)


def test_what_is_sealed_stays(acts, opened):
    from django.db import transaction
    from django.db.utils import Error

    from mingjian.records.models import Document

    led = opened.notified()
    document = seal(acts, led, "penalty_notice", d("03-27"))
    _unchanged(document, acts.edit, {}, by=led.desk.lin, at=at(d("03-28")))
    _unchanged(document, acts.send_back, "改", by=led.desk.section, at=at(d("03-28")))
    for change in ({"number": "x"}, {"snapshot": {}}, {"digest": "x"}, {"signers": []}):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**change)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        Document.objects.filter(pk=document.pk).delete()


def test_two_writers_one_is_told(acts, opened):
    led = opened.notified()
    document = acts.draft(led.case, "penalty_notice", by=led.desk.lin, at=at(d("03-27")))
    seen = document.snapshot_digest
    document = acts.edit(document, filled(document), seen=seen, by=led.desk.lin, at=at(d("03-27")))
    refused = _unchanged(document, acts.edit, {}, seen=seen, by=led.desk.chen, at=at(d("03-27")))
    assert "他人改动" in refused.zh


def test_a_withdrawn_document_says_so_and_its_number_is_not_given_again(acts, opened):
    from mingjian.office.documents.check_code import code_of, document_with

    led = opened.notified()
    document = seal(acts, led, "penalty_notice", d("03-27"))
    _unchanged(document, acts.withdraw, " ", by=led.desk.head, at=at(d("03-28")))
    _unchanged(document, acts.withdraw, "有误", by=led.desk.lin, at=at(d("03-28")))
    acts.withdraw(document, "事实有误", by=led.desk.head, at=at(d("03-28")))
    found = document_with(code_of(document).lower().replace("-", " "))
    assert (found.pk, found.state) == (document.pk, "withdrawn")
    assert seal(acts, led, "penalty_notice", d("03-28")).number == "东屿网信告〔2026〕2号"


def test_a_hold_holds(acts, opened):
    from mingjian.office.documents.hold_case import place_hold, release_hold

    led = opened.notified()
    document = seal(acts, led, "penalty_notice", d("03-27"))
    hold = place_hold(led.case, "行政诉讼", by=led.desk.archivist, at=at(d("03-28")))
    assert "保全" in _unchanged(document, acts.withdraw, "有误", by=led.desk.head, at=at(d("03-28"))).zh
    with pytest.raises(ForbiddenAct):
        release_hold(hold, "撤诉", by=led.desk.archivist, at=at(d("03-29")))
    release_hold(hold, "撤诉", by=led.desk.head, at=at(d("03-29")))
    acts.withdraw(document, "有误", by=led.desk.head, at=at(d("03-29")))


def test_a_draft_has_no_public_code(acts, opened):
    from mingjian.office.documents.check_code import code_of, document_with

    document = acts.draft(opened.notified().case, "penalty_notice", by=opened.desk.lin, at=at(d("03-27")))
    assert document_with(code_of(document)) is None
    assert document_with("nonsense") is None
    assert document_with("Z" * 26) is None


def test_every_kind_can_be_drafted_at_the_end_of_a_case(acts, opened):
    from mingjian.law.documents import documents
    from mingjian.papers import compose

    led = opened.served()
    for code in documents():
        document = acts.draft(led.case, code, by=led.desk.lin, at=at(d("04-29")))
        said = "".join(compose(code, document.snapshot).texts())
        assert "未停止传输" in said or "速刷" in said, code

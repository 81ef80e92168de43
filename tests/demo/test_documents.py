"""The documents of the demo's two finished cases: all there, and their text is the record."""

from __future__ import annotations

import datetime

import pytest

from tests.papers.plain import plain, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(300)]
NOW = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)


@pytest.fixture
def played(settings, tmp_path):
    from mingjian.demo.documents import PAPERS, make_next
    from mingjian.demo.load import load

    settings.DATA, settings.EVIDENCE, settings.TSA = tmp_path, tmp_path / "evidence", ""
    load(NOW.date(), NOW)
    for _ in range(sum(len(words) for words in PAPERS.values()) + len(PAPERS) + 1):
        make_next()
    return make_next


def day_of(text):
    day = datetime.date.fromisoformat(text[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def pdf_texts(case):
    from mingjian.office.documents.bind_file import sealed_of
    from mingjian.office.people.office_seal import store

    return {row.code: (row, text_of(store().get(row.digest))) for row in sealed_of(case)}


def has(text, *words):
    for word in words:
        assert plain(str(word)) in text, word


def test_every_document_says_what_the_record_says(played):
    from mingjian.demo.documents import PAPERS, finished
    from mingjian.office.people.office_seal import store
    from mingjian.records.models import Document

    for story, words in PAPERS.items():
        case = finished(story)
        read = pdf_texts(case)
        assert set(read) == set(words)
        for code, (row, text) in read.items():
            has(text, row.snapshot["office"]["name"], row.number or "", *signed_words(case, row))
            assert "{'" not in text, code
            assert "None" not in text, code
        assert case.files.count() == 1
        assert all(store().has(piece.digest) for piece in case.evidence.all())
    before = Document.objects.count()
    played()
    assert Document.objects.count() == before  # started again, it finds everything made
    compare_fined(finished("forum"))
    compare_sent(finished("homework"))


def signed_words(case, row):
    """What each kind of document says of its case: the cause, and the party where the form names one."""
    yield row.snapshot["case"]["title"]
    if any(row.code == code for code in ("penalty_notice", "penalty_decision", "crime_transfer", "handling_report")):
        yield case.party_name
    if row.code in ("filing_approval", "closing_approval"):
        yield from (officer["name"] for officer in row.snapshot["officers"])


def compare_fined(case):
    read = {code: text for code, (_, text) in pdf_texts(case).items()}
    steps = {step.kind: step for step in case.steps.order_by("seq")}
    paid = [step.facts["amount"] for step in case.steps.filter(kind="paid")]
    decided, notified = steps["decided"], steps["notified"]
    number = decided.facts["number"]
    fine = next(row["amount"] for row in decided.facts["penalties"] if row.get("amount"))
    has(read["penalty_notice"], "林一舟", f"罚款人民币{fine}元", day_of(notified.facts["answer_by"]), "听证")
    has(read["hearing_notice"], day_of(steps["hearing_notified"].facts["hearing_day"]), "郑言")
    has(read["hearing_record"], "何书", "郑言", day_of(steps["hearing_held"].day.isoformat()))
    has(read["correction_order"], day_of(steps["correction_ordered"].facts["limit"]))
    has(read["evidence_list"], steps["evidence_taken"].facts["digest"])
    has(read["penalty_decision"], number, f"罚款人民币{fine}元", "壹拾贰万元整", "警告", day_of(decided.day.isoformat()),
        day_of(notified.day.isoformat()), decided.facts["facts"])  # fmt: skip
    has(read["service_receipt"], number)
    has(read["deferral_approval"], number, str(fine))
    rows = steps["deferral_granted"].facts["instalments"]
    for row in rows:
        has(read["deferral_approval"], day_of(row["day"]), row["amount"])
    assert sum(paid) > fine  # the second instalment came late
    has(read["closing_approval"], number, f"{fine}元")


def compare_sent(case):
    read = {code: text for code, (_, text) in pdf_texts(case).items()}
    checked = case.steps.get(kind="crime_checked")
    for row in checked.facts["figures"]:
        has(read["crime_transfer_approval"], row["value"])
        has(read["crime_report"], row["value"])
        has(read["crime_transfer"], row["value"])
    letter = case.documents.get(code="crime_transfer").number
    has(read["crime_transfer"], letter, "东屿市公安局", "东屿市人民检察院")
    has(read["crime_evidence_list"], letter, case.steps.get(kind="evidence_taken").facts["digest"])

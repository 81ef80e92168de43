"""Letters to executors: one act over many measures, the package, answers row by row, silence, a second letter."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.measures.course import HOUR, agency, approved, by_letter, lifted, proposed, said
from tests.office.places import DAY, NOW

pytestmark = pytest.mark.django_db
DIGEST = "0" * 64


@pytest.fixture
def sites(place, visited):
    """Three more sites, each with an approved closure by the telecom authority."""
    from mingjian.office.registry.register_service import NewService, NewSubject, register_service

    measures = []
    for number in range(3):
        shop = register_service(
            place.city, NewSubject(f"商户{number}", sector="company"), NewService(f"站{number}", host=f"s{number}.test"),
            by=None, at=NOW,
        )  # fmt: skip
        place.shop = shop
        measures.append(approved(place, visited, "closure", "CH-SITE48"))
    return measures


@pytest.fixture
def order(place, sites):
    from mingjian.office.measures.send_order import send_order

    return send_order(sites, sites[0].executor, by=place.province_handler, at=NOW)


def answer(place, order, rows, *, at=NOW + HOUR, executor=None):
    from mingjian.office.measures.take_answer import take_answer

    taken = take_answer(
        order, executor or order.executor, rows, way="file", digest=DIGEST, by=place.province_handler, at=at
    )
    return [(row.fate, [reason["code"] for reason in row.reasons]) for row in taken.rows.order_by("line")]


def told(number, result="done", **more):
    return said(number, result, owner_told="是", **more)


def states(measures):
    from mingjian.records.models import Measure

    return list(
        Measure.objects.filter(pk__in=[row.pk for row in measures]).order_by("number").values_list("state", flat=True)
    )


def test_one_letter_notifies_every_measure_and_gives_each_a_code(order, sites):
    from mingjian.records.models import MeasureNotice

    assert (order.items_count, order.state, order.due_on) == (3, "out", datetime.date(2026, 12, 15))
    assert states(sites) == ["notified"] * 3
    assert MeasureNotice.objects.values("code_digest").distinct().count() == 3
    assert order.number == "99-O-2026-0001"


def test_nothing_counts_before_it_is_executed(place, order):
    from mingjian.figures.closures import FIGURES
    from mingjian.figures.figure import count
    from mingjian.figures.period import period

    [figure] = FIGURES
    assert count(figure, place.province, period("2026Q4")).value == 0


def test_one_measure_that_is_not_fit_holds_the_whole_letter_back(place, visited, sites):
    from mingjian.office.measures.send_order import preview_order, send_order
    from mingjian.records.models import Measure, Order

    place.shop = place.clinic
    waiting = proposed(place, visited, "closure", "CH-SITE48")
    seen = preview_order([*sites, waiting], sites[0].executor)
    assert [bool(row.verdict) for row in seen] == [True, True, True, False]
    with pytest.raises(ForbiddenAct, match="waiting for approval"):
        send_order([*sites, waiting], sites[0].executor, by=place.province_handler, at=NOW)
    assert Order.objects.count() == 0
    assert set(Measure.objects.values_list("state", flat=True)) == {"ordered", "proposed"}


def test_a_letter_goes_to_the_executor_that_was_named(place, sites):
    from mingjian.office.measures.send_order import send_order

    with pytest.raises(ForbiddenAct, match="for 省通信管理局 to carry out"):
        send_order(sites, agency("telecom.b", "telecom"), by=place.province_handler, at=NOW)
    with pytest.raises(BadInput, match="at least one"):
        send_order([], sites[0].executor, by=place.province_handler, at=NOW)
    with pytest.raises(ForbiddenAct, match="role"):
        send_order(sites, sites[0].executor, by=place.patrol, at=NOW)


def test_every_row_has_its_own_fate_and_nothing_is_half_taken(place, order, sites):
    numbers = [row.number for row in sites]
    fates = answer(
        place,
        order,
        [
            told(numbers[0], line=2, position="1"),
            told(numbers[1], "refused", line=3, on=None, reason="备案不在本省"),
            told("9901-M-2026-9999", line=4),
            told(numbers[0], line=5),
            told(numbers[2], line=6, position="1"),
            told(numbers[2], "关了", line=7),
        ],
    )
    assert fates == [
        ("taken", []),
        ("taken", []),
        ("refused", ["not_ordered"]),
        ("refused", ["row_repeated"]),
        ("refused", ["not_ordered"]),
        ("refused", ["row_contradicts"]),
    ]
    assert states(sites) == ["executed", "failed", "notified"]
    order.refresh_from_db()
    assert order.state == "out"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"result": "关了"}, "answer_unknown"),
        ({"on": None}, "day_missing"),
        ({"on": DAY - datetime.timedelta(days=1)}, "day_before_order"),
        ({"on": DAY + datetime.timedelta(days=1)}, "answer_day_ahead"),
        ({"result": "refused"}, "reason_missing"),
        ({"evidence_digest": "abc"}, "digest_wrong"),
        ({"formula": True}, "formula_in_row"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(place, order, sites, row, code):
    assert answer(place, order, [told(sites[0].number, **row)]) == [("refused", [code])]
    assert states(sites) == ["notified"] * 3


def test_what_was_done_is_never_denied_and_a_refusal_may_be_corrected(place, order, sites):
    one, two = sites[0].number, sites[1].number
    answer(place, order, [told(one), told(two, "refused", line=3, reason="备案不在本省")])
    assert answer(place, order, [told(one)]) == [("refused", ["answered_already"])]
    assert answer(place, order, [told(one, "not_found", reason="查无")]) == [("refused", ["contradicts"])]
    assert answer(place, order, [told(two)]) == [("marked", ["corrects"])]
    assert states(sites)[:2] == ["executed", "executed"]


def test_the_wrong_executor_and_a_letter_that_was_taken_back(place, order, sites):
    from mingjian.office.measures.send_order import withdraw_order
    from mingjian.records.models import OrderAnswer

    with pytest.raises(ForbiddenAct, match="cannot answer"):
        answer(place, order, [told(sites[0].number)], executor=agency("platform"))
    withdraw_order(order, "文号有误", by=place.province_handler, at=NOW)
    assert states(sites) == ["ordered"] * 3
    with pytest.raises(BadInput, match="taken back"):
        answer(place, order, [told(sites[0].number)])
    assert OrderAnswer.objects.count() == 0


def test_a_late_answer_is_taken_with_a_mark(place, order, sites):
    late = NOW + datetime.timedelta(days=30)
    assert answer(place, order, [told(sites[0].number)], at=late) == [("marked", ["late"])]
    assert order.items.get(position=1).late


def test_silence_is_reminded_then_escalated_each_once(order):
    from mingjian.office.measures.reminders import remind_silent

    day = datetime.timedelta(days=1)
    assert remind_silent(at=NOW + 21 * day) == 0
    assert remind_silent(at=NOW + 22 * day) == 1
    assert remind_silent(at=NOW + 23 * day) == 0
    assert remind_silent(at=NOW + 30 * day) == 1
    assert remind_silent(at=NOW + 60 * day) == 0
    assert list(order.reminders.order_by("on").values_list("step", "waiting")) == [("reminded", 3), ("escalated", 3)]


def test_a_failed_one_may_stand_in_a_second_letter(place, order, sites):
    from mingjian.office.measures.send_order import send_order

    answer(place, order, [told(sites[0].number, "not_found", reason="查无")])
    again = send_order(sites[:1], order.executor, by=place.province_handler, at=NOW + 2 * HOUR)
    assert (again.items_count, states(sites)[0]) == (1, "notified")


def test_a_lifted_one_is_asked_back_once_and_watched_until_it_is(place, sites):
    from mingjian.office.measures.rechecks import conclude_recheck
    from mingjian.office.measures.send_order import send_order
    from mingjian.records.models import Recheck

    measure = sites[0]
    by_letter(place, measure)
    lifted(place, measure)
    waiting = Recheck.objects.filter(measure=measure, cancelled=False)
    assert set(waiting.values_list("wanted", flat=True)) == {"back"}
    order = send_order([measure], measure.executor, act="restore", by=place.province_handler, at=NOW)
    assert answer(place, order, [said(measure.number)]) == [("taken", [])]
    for recheck, status in zip(list(waiting.order_by("due_at"))[:2], (None, 200), strict=True):
        _looked(recheck, place, status)
        conclude_recheck(recheck, at=recheck.due_at)
    measure.refresh_from_db()
    assert (measure.state, measure.restored_on) == ("lifted", DAY + datetime.timedelta(days=0))
    assert list(measure.outcomes.order_by("found_at").values_list("result", flat=True)) == ["not_back", "back"]
    with pytest.raises(ForbiddenAct, match="seen to be back"):
        send_order([measure], measure.executor, act="restore", by=place.province_handler, at=NOW)


def _looked(recheck, place, status):
    from mingjian.office.patrol.claim_visits import claim_visits
    from mingjian.office.patrol.record_visit import SeenView, VisitResult, record_visit
    from mingjian.records.models import Visit

    service = recheck.measure.service
    recheck.visit = Visit.objects.create(service=service, unit=service.unit, views=["plain"])
    recheck.save()
    [claimed] = [row for row in claim_visits("t", 50, at=recheck.due_at) if row.pk == recheck.visit_id]
    seen = SeenView("plain", service.address, service.address, status, "", "", ())
    record_visit(claimed, VisitResult("cd" * 32, 1, "t", recheck.due_at, (seen,), None), at=recheck.due_at)
    recheck.refresh_from_db()


def test_many_notices_stand_in_one_signed_pdf_each_on_its_own_page(place, sites, settings, tmp_path, monkeypatch):
    from pypdf import PdfReader

    from mingjian.office.measures import order_paper
    from mingjian.office.measures.send_order import open_package, send_order
    from mingjian.papers.signing import check_pdf

    settings.DATA = tmp_path
    monkeypatch.setattr(order_paper, "ONE_BY_ONE", 2)
    order = send_order(sites, sites[0].executor, by=place.province_handler, at=NOW)
    with zipfile.ZipFile(io.BytesIO(open_package(order))) as archive:
        assert "notices/0001.pdf" not in archive.namelist()
        together = archive.read("notices.pdf")
    assert check_pdf(together).intact
    assert len(PdfReader(io.BytesIO(together)).pages) == 3


def test_the_package_is_signed_and_answered_in_its_own_form(place, visited, sites, settings, tmp_path):
    from openpyxl import load_workbook

    from mingjian.ledger import check_case_file
    from mingjian.office.measures.answer_files import read_answer
    from mingjian.office.measures.send_order import open_package, send_order
    from mingjian.papers.signing import check_pdf

    settings.DATA = tmp_path
    order = send_order(sites, sites[0].executor, by=place.province_handler, at=NOW)
    package = open_package(order)
    assert check_case_file(io.BytesIO(package)).intact
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert {"letter.html", "letter.pdf", "order.json", "answer.xlsx", "answer.csv"} <= set(archive.namelist())
        assert {"notices/0001.pdf", "notices/0001.txt"} <= set(archive.namelist())
        assert "异议码：" in archive.read("notices/0001.txt").decode()
        signed = [check_pdf(archive.read(name)) for name in ("letter.pdf", "notices/0003.pdf")]
        assert sites[0].number in archive.read("letter.html").decode()
        book = load_workbook(io.BytesIO(archive.read("answer.xlsx")))
        csv = archive.read("answer.csv").decode("utf-8-sig")
    assert [(one.intact, one.signer) for one in signed] == [(True, "榕江省互联网信息办公室")] * 2
    assert not check_case_file(io.BytesIO(package.replace(b"s0.test", b"s9.test"))).intact
    sheet = book.active
    sheet["E2"], sheet["F2"], sheet["J2"] = "已办理", DAY, "是"
    sheet["E3"], sheet["F3"] = "=1+1", DAY
    out = io.BytesIO()
    book.save(out)
    fates = answer(place, order, read_answer(out.getvalue()))
    assert fates == [("taken", []), ("refused", ["formula_in_row", "answer_unknown"])]
    lines = csv.splitlines()
    lines[3] = lines[3].replace(",,,,,,", ",未找到,,查无此站,,,", 1)
    [row] = read_answer("\r\n".join(lines).encode("gb18030"))
    assert (row.number, row.result, row.reason) == (sites[2].number, "未找到", "查无此站")


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "empty"),
        (b"PK\x03\x04broken", "no XLSX"),
        (b"\x00\x01\x02", "no XLSX"),
        ("编号,对象\r\nx,y\r\n".encode(), "lacks the columns"),
        ("编号,办理结果\r\nx,\r\n".encode(), "Nothing is answered"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_answer_is_refused_whole(content, match):
    from mingjian.office.measures.answer_files import read_answer

    with pytest.raises(BadInput, match=match):
        read_answer(content)

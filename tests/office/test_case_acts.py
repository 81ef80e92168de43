"""Around the course of a case: corrections, handing over, acting approvers, lapses, taking over, counts, two at once."""

from __future__ import annotations

import io

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.casework import DIGEST, NOTICE, at, d, lead_about, register
from tests.office.test_cases import agrees, unchanged

pytestmark = pytest.mark.django_db


# Corrections of typing errors.
def test_a_typing_error_is_corrected_beside_the_step_by_two_people(opened):
    from mingjian.office.cases.correct_step import decide_correction, propose_correction
    from mingjian.office.cases.course import law_steps
    from mingjian.records.models import Step

    opened.concluded()
    row = propose_correction(opened.case, 4, "record", "笔录2", "编号录错", by=opened.desk.lin, at=at(d("03-25")))
    with pytest.raises(ForbiddenAct):
        decide_correction(row, approve=True, by=opened.desk.lin, at=at(d("03-25")))
    decide_correction(row, approve=True, by=opened.desk.section, at=at(d("03-25")))
    assert Step.objects.get(case=opened.case, seq=4).facts["record"] == "笔录1"
    assert law_steps(opened.case)[3].text("record") == "笔录2"
    assert agrees(opened.case)


def test_a_correction_of_an_approved_step_reads_its_proposal_alike(opened):
    from mingjian.law.course import first_fault
    from mingjian.office.cases.correct_step import decide_correction, propose_correction
    from mingjian.office.cases.course import law_steps

    opened.filed()
    row = propose_correction(
        opened.case, 3, "reasons", "涉嫌未消除违法信息", "漏字", by=opened.desk.lin, at=at(d("03-10"))
    )
    decide_correction(row, approve=True, by=opened.desk.head, at=at(d("03-10")))
    assert first_fault(law_steps(opened.case)) is None


def test_a_correction_that_would_make_the_course_unlawful_is_refused(opened):
    from mingjian.office.cases.correct_step import propose_correction

    opened.concluded()  # the order to correct ended before it was checked
    said = unchanged(
        opened.case,
        lambda: propose_correction(
            opened.case, 1, "act_ended", "2026-03-09", "日期", by=opened.desk.lin, at=at(d("03-25"))
        ),
    )
    assert "第 1 步" in said


@pytest.mark.parametrize(("seq", "field"), [(7, "limit"), (9, "opinion"), (99, "record")])
def test_what_was_served_or_decides_is_not_corrected(opened, seq, field):
    from mingjian.office.cases.correct_step import propose_correction

    opened.concluded()
    unchanged(
        opened.case,
        lambda: propose_correction(opened.case, seq, field, "x", "y", by=opened.desk.lin, at=at(d("03-25"))),
    )


# Handing over.
def test_many_cases_are_handed_over_and_each_refusal_stands_alone(desk, opened):
    from mingjian.office.cases.hand_over import hand_over

    opened.filed()
    other = register(desk, lead_about(desk, desk.clinic, "9901-2026-0002"))  # not filed: has no handlers yet
    cases = [opened.case, other.case]
    done = hand_over(cases, desk.chen, desk.wu, "岗位调整", key="k", by=desk.section, at=at(d("03-10")))
    assert [row.refusal is None for row in done] == [True, False]
    opened.case.refresh_from_db()
    assert set(opened.case.handlers) == {desk.lin.pk, desk.wu.pk}
    assert agrees(opened.case)
    with pytest.raises(BadInput):
        hand_over(cases, desk.chen, desk.wu, " ", key="k", by=desk.section, at=at(d("03-10")))


def test_a_handler_does_not_hand_over(desk, opened):
    from mingjian.office.cases.hand_over import hand_over

    opened.filed()
    [row] = hand_over([opened.case], desk.chen, desk.wu, "x", key="k", by=desk.lin, at=at(d("03-10")))
    assert "处室负责人" in row.refusal.zh


# Acting approvers.
def test_while_the_head_is_away_the_deputy_approves_and_the_step_says_for_whom(desk, opened):
    from mingjian.office.cases.people import officers_json
    from mingjian.office.people.depute import appoint_deputy

    facts = {"handlers": officers_json([desk.lin, desk.chen]), "bases": ["RD-CSL69"], "own_jurisdiction": True}
    opened.take("filed", desk.lin, d("03-09"), **facts, reasons="理由")
    said = unchanged(opened.case, lambda: opened.approve("filed", d("03-09"), by=desk.section))
    assert "网信部门负责人" in said
    appoint_deputy(desk.head, desk.section, d("03-09"), d("03-13"), "出差", by=desk.head, at=at(d("03-08")))
    said = unchanged(opened.case, lambda: opened.approve("filed", d("03-09"), by=desk.head))
    assert "不在岗" in said
    row = opened.approve("filed", d("03-09"), by=desk.section)
    assert (row.entered_by, row.acting_for) == (desk.section, desk.head)


def test_a_deputation_ends_by_its_last_day_or_earlier(desk, opened):
    from mingjian.office.people.depute import appoint_deputy, end_deputation, is_away

    row = appoint_deputy(desk.head, desk.section, d("03-09"), d("03-13"), "出差", by=desk.head, at=at(d("03-08")))
    assert [is_away(desk.head, d(day)) for day in ("03-08", "03-09", "03-13", "03-14")] == [False, True, True, False]
    end_deputation(row, d("03-11"), by=desk.head, at=at(d("03-11")))
    assert [is_away(desk.head, d(day)) for day in ("03-10", "03-11")] == [True, False]


@pytest.mark.parametrize("deputy", ["lin", "stranger", "head"])
def test_who_may_not_stand_in(desk, deputy):
    from mingjian.office.people.depute import appoint_deputy

    with pytest.raises(ForbiddenAct):
        appoint_deputy(desk.head, getattr(desk, deputy), d("03-09"), d("03-13"), "x", by=desk.head, at=at(d("03-08")))


# What the system does by itself.
def test_a_preservation_lapses_by_itself_once(opened):
    from mingjian.office.cases.lapse import lapse_preservations

    opened.filed()
    facts = {"number": "保1号", "items": "服务器一台", "risk": "可能被删除", "party_present": True}
    opened.settle("preserved", d("03-12"), opened.desk.chen, **facts)
    assert (opened.case.due, opened.case.due_step) == (d("03-23"), "preservation_disposed")
    assert lapse_preservations(at=at(d("03-23"))) == 0
    assert lapse_preservations(at=at(d("03-24"))) == 1
    assert lapse_preservations(at=at(d("03-24"))) == 0
    assert opened.case.steps.get(kind="preservation_lapsed").entered_by is None
    assert agrees(opened.case)


# The board.
def counted(unit):
    from mingjian.figures.board import board_counts

    found = board_counts(unit, d("03-12"))
    return found.stages, found.overdue, found.soon


def test_counts_are_right_before_and_after_folding_and_when_counted_anew(desk, opened):
    from mingjian.office.cases.board_counts import fold_board, recount_board

    register(desk, lead_about(desk, desk.clinic, "9901-2026-0002"))
    opened.filed()
    right = ({"filed": 1, "registered": 1}, 1, 0)
    assert counted(desk.city) == right
    assert fold_board() > 0
    assert fold_board() == 0
    assert counted(desk.city) == right
    opened.both("party_contacted", d("03-12"), cards_shown=True, recusal_told=True, record="1")
    assert counted(desk.province) == ({"investigating": 1, "registered": 1}, 1, 0)
    recount_board()
    assert counted(desk.city) == ({"investigating": 1, "registered": 1}, 1, 0)
    assert counted(desk.other) == ({}, 0, 0)


def test_the_board_pages_by_the_due_day_without_gap_or_repetition(desk):
    from mingjian.figures.board import board_page
    from mingjian.records.base import new_id
    from mingjian.records.models import Case

    made = [register(desk, lead).case for lead in (desk.lead, lead_about(desk, desk.clinic, "x-1"))]
    for number in range(23):
        case = Case.objects.get(pk=made[0].pk)
        case.number, case.serial = f"n{number}", 100 + number
        case.unit = desk.city if number % 2 else desk.province
        case.due = case.sorted_due = d(f"04-{number % 7 + 1:02d}")
        case.pk = new_id()
        case.save(force_insert=True)
    seen, after = [], None
    while True:
        page, after = board_page(desk.province, after=after, size=4)
        seen += page
        if after is None:
            break
    assert len(seen) == len({case.pk for case in seen}) == 25
    assert [(case.sorted_due, case.pk) for case in seen] == sorted((case.sorted_due, case.pk) for case in seen)
    assert {case.unit_id for case in board_page(desk.city)[0]} == {desk.city.pk}


# Taking over.
HEADINGS = "案号,网站,案由,来源,登记日期,立案日期,承办人,审批人,依据代码,首次接触日期"


def sheet(*rows):
    return ("\n".join([HEADINGS, *rows]) + "\n").encode()


GOOD = "东屿案〔2026〕41号,sushua.test,出售代刷服务,监督检查,2026-02-02,2026-02-06,lin、chen,head,RD-CSL69,2026-02-10"


def bring(desk, *rows, name="在办案件.csv"):
    from mingjian.office.cases.take_over import bring_file

    return bring_file(name, sheet(*rows), by=desk.lin, at=at(d("03-10")))


def test_cases_in_progress_are_taken_over_and_the_series_goes_on(desk):
    from mingjian.office.cases.take_over import take_over
    from mingjian.records.models import Case

    other = "东屿案〔2026〕40号,清源镇卫生院,传播赌博信息,其他,2026-03-04,,lin、chen,,,"
    made = take_over(bring(desk, GOOD, other), by=desk.lin, at=at(d("03-10")))
    assert made == (2, 0)
    one = Case.objects.get(number="东屿案〔2026〕41号")
    assert (one.stage, one.handlers, one.bases) == ("investigating", [desk.lin.pk, desk.chen.pk], ["RD-CSL69"])
    assert set(one.steps.values_list("on_paper", flat=True)) == {True}
    assert one.steps.get(kind="filed").entered_by == desk.head
    assert agrees(one)
    assert Case.objects.get(serial=40).stage == "registered"
    assert register(desk, _free(desk)).case.number == "东屿案〔2026〕42号"


def _free(desk):
    from mingjian.office.registry.register_service import NewService, NewSubject, register_service

    subject, new = NewSubject("甲公司", sector="company"), NewService("甲站", host="jia.test")
    service = register_service(desk.city, subject, new, by=None, at=at(d("03-01")))
    return lead_about(desk, service, "z-1")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (GOOD.replace("sushua.test", "nobody.test"), "未登记"),
        (GOOD.replace("〔2026〕41号", "第41号"), "案号应写成"),
        (GOOD.replace("lin、chen", "lin、张三"), "张三"),
        (GOOD.replace("lin、chen", "lin"), "两"),
        (GOOD.replace("2026-02-06", "2026-02-30"), "不是日期"),
        (GOOD.replace("2026-02-06", "2026-03-02"), "逾期须写明理由"),
        (GOOD.replace("2026-02-02", "2027-02-02"), "还没有到"),
        (GOOD.replace(",head,", ",,"), "审批人"),
        (GOOD.replace("RD-CSL69", "RD-NONE"), "RD-NONE"),
        (GOOD.replace("监督检查", "道听途说"), "道听途说"),
        (GOOD.replace("出售代刷服务", ""), "缺"),
    ],
)
def test_a_row_with_an_error_says_which_and_is_left_out(desk, row, why):
    from mingjian.office.cases.take_over import preview, take_over
    from mingjian.records.models import Case

    file = bring(desk, row)
    [read] = preview(file, today=d("03-10"))
    assert any(why in zh for _, zh in read.errors), read.errors
    with pytest.raises(BadInput):
        take_over(file, by=desk.lin, at=at(d("03-10")))
    assert not Case.objects.exists()


def test_taking_over_is_undone_as_a_whole_and_may_be_done_again(desk):
    from mingjian.office.cases.take_over import take_over, undo_take_over
    from mingjian.records.models import Case, NumberSeries

    file = bring(desk, GOOD)
    take_over(file, by=desk.lin, at=at(d("03-10")))
    assert undo_take_over(file, "选错文件", by=desk.lin, at=at(d("03-10"))) == 1
    assert NumberSeries.objects.get(unit=desk.city, kind="case").last == 0
    assert counted(desk.city) == ({}, 0, 0)
    take_over(bring(desk, GOOD), by=desk.lin, at=at(d("03-10")))
    assert Case.objects.filter(void=False).count() == 1


def test_it_cannot_be_undone_once_a_case_has_gone_on(desk):
    from mingjian.office.cases.take_over import take_over, undo_take_over
    from mingjian.records.models import Case
    from tests.office.casework import Led

    file = bring(desk, GOOD)
    take_over(file, by=desk.lin, at=at(d("03-10")))
    led = Led(desk, Case.objects.get())
    led.both("evidence_taken", d("03-10"), digest=DIGEST, evidence="electronic", lawful_basis="§22", place="x")
    with pytest.raises(BadInput, match="gone on"):
        undo_take_over(file, "x", by=desk.lin, at=at(d("03-10")))


def test_a_workbook_is_read_and_its_mapping_remembered(desk):
    from openpyxl import Workbook

    from mingjian.office.cases.take_over import bring_file, map_columns, preview

    book = Workbook()
    book.active.append(["我方编号", *HEADINGS.split(",")[1:]])
    book.active.append([GOOD.split(",")[0], *GOOD.split(",")[1:]])
    kept = io.BytesIO()
    book.save(kept)
    file = bring_file("a.xlsx", kept.getvalue(), by=desk.lin, at=at(d("03-10")))
    assert preview(file, today=d("03-10"))[0].errors
    map_columns(file, {**file.mapping, "number": "我方编号"}, by=desk.lin)
    file.refresh_from_db()
    assert preview(file, today=d("03-10"))[0].errors == []
    again = bring_file("b.xlsx", kept.getvalue(), by=desk.lin, at=at(d("03-11")))
    assert again.mapping["number"] == "我方编号"


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"\x00\x01\x02", b"PK\x03\x04 not a workbook"])
def test_what_is_no_table_of_cases_is_refused(desk, content):
    from mingjian.office.cases.take_over import bring_file
    from mingjian.records.models import CaseImport

    with pytest.raises(BadInput):
        bring_file("x.csv", content, by=desk.lin, at=at(d("03-10")))
    assert not CaseImport.objects.exists()


def test_a_notice_in_an_unlawful_form_leaves_no_trace_when_it_is_tried(opened):
    from mingjian.office.cases.try_step import tried
    from mingjian.records.models import Step

    opened.concluded()
    opened.both("crime_checked", d("03-25"), figures=[{"figure": "posts", "value": 12}], report="核对1")
    before = Step.objects.count()
    with tried():
        opened.both("notified", d("03-27"), **NOTICE)
    assert Step.objects.count() == before

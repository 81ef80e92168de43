"""The pages of cases as officers use them: from the lead to an approved filing, refusals in place, search, paging, files."""

from __future__ import annotations

import pytest

from tests.office.casework import at, d

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(monkeypatch):
    """The clock of the entrances stands at a day of the case."""
    from mingjian.records import clock

    def stand(text):
        monkeypatch.setattr(clock, "now", lambda: at(d(text)))

    stand("03-10")
    return stand


def form(page):
    """What a form would send back untouched: hidden fields and what is filled in."""
    import re

    text = page.content.decode()
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    found["day"] = re.search(r'name="day" type="date" required value="([^"]*)"', text).group(1)
    return found


def filing(desk, page, **more):
    return {
        **form(page),
        "handlers": [str(desk.lin.pk), str(desk.chen.pk)],
        "bases": ["RD-CSL69"],
        "own_jurisdiction": "yes",
        "reasons": "涉嫌未停止传输",
        **more,
    }


def test_a_case_is_opened_proposed_checked_and_approved_on_the_pages(sign_in, desk, day):
    from mingjian.records.models import Case

    officer, head = sign_in(desk.lin), sign_in(desk.head)
    lead = f"/desk/leads/{desk.lead.pk}/"
    assert "登记来源，提请立案" in officer.get(lead).content.decode()
    page = officer.get(f"{lead}case/")
    key = page.content.decode().split('name="key" value="')[1].split('"')[0]
    sent = {"key": key, "source": "inspection", "summary": "巡查发现", "act_ended": "2026-02-20"}
    answer = officer.post(f"{lead}case/", sent)
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/cases/{case.pk}/"
    assert officer.post(f"{lead}case/", sent)["Location"] == answer["Location"]
    assert Case.objects.count() == 1

    step = f"/desk/cases/{case.pk}/steps/filed/"
    page = officer.get(step)
    sent = filing(desk, page)
    check = officer.post(step, sent)
    assert "请核对" in check.content.decode()
    assert case.steps.count() == 1
    officer.post(step, {**sent, "confirmed": "yes"})
    officer.post(step, {**sent, "confirmed": "yes"})
    assert case.steps.count() == 2

    assert case.number in head.get("/desk/cases/?tab=approve").content.decode()
    assert case.number in head.get("/desk/?tab=approve").content.decode()
    page = head.get(step)
    assert "涉嫌未停止传输" in page.content.decode()
    sent = {**form(page), "act": "approve"}
    assert "批准之后不能撤回" in head.post(step, sent).content.decode()
    head.post(step, {**sent, "confirmed": "yes"})
    case.refresh_from_db()
    assert case.stage == "filed"


def test_a_refusal_stands_in_the_form_with_its_article_and_what_was_typed(sign_in, desk, opened, day):
    officer = sign_in(desk.lin)
    step = f"/desk/cases/{opened.case.pk}/steps/filed/"
    sent = filing(desk, officer.get(step), handlers=[str(desk.lin.pk)], reasons="写了一半")
    answer = officer.post(step, sent)
    assert answer.status_code == 403
    assert "§" in answer.content.decode().split('role="alert"')[1][:200]
    assert "写了一半" in answer.content.decode()
    assert opened.case.steps.count() == 1


def test_a_head_refuses_with_a_reason_and_the_proposer_reads_it(sign_in, desk, opened, day):
    officer, head = sign_in(desk.lin), sign_in(desk.head)
    step = f"/desk/cases/{opened.case.pk}/steps/filed/"
    officer.post(step, {**filing(desk, officer.get(step)), "confirmed": "yes"})
    head.post(step, {**form(head.get(step)), "act": "refuse", "because": "管辖依据不足"})
    opened.case.refresh_from_db()
    assert (opened.case.waiting, opened.case.stage) == ([], "registered")
    assert "管辖依据不足" in officer.get(f"/desk/cases/{opened.case.pk}/").content.decode()


def test_who_comes_second_is_told_who_was_first(sign_in, desk, opened, day):
    officer = sign_in(desk.lin)
    step = f"/desk/cases/{opened.case.pk}/steps/filed/"
    sent = filing(desk, officer.get(step))
    opened.take("filing_extended", desk.chen, d("03-09"), reasons="复杂")
    said = officer.post(step, sent).content.decode()
    assert "chen" in said.split('role="alert"')[1][:300]


@pytest.mark.parametrize("bad", ["x", "41", "9" * 40, "41 OR 1=1", "<script>"])
def test_hostile_input_is_answered_without_an_error(sign_in, desk, opened, day, bad):
    officer = sign_in(desk.lin)
    for path in (
        f"/desk/cases/?q={bad}",
        f"/desk/cases/?unit={bad}&stage={bad}&tab={bad}",
        f"/desk/cases/?after={bad}",
    ):
        assert officer.get(path).status_code in (200, 400)
    step = f"/desk/cases/{opened.case.pk}/steps/filed/"
    sent = {"day": bad, "key": bad, "seen": bad, "handlers": [bad], "bases": [bad], "together": bad}
    assert officer.post(step, sent).status_code in (400, 403)
    assert officer.get(f"/desk/cases/{opened.case.pk}/steps/nothing/").status_code == 404


def test_search_finds_by_number_party_and_service(sign_in, desk, opened, day):
    officer = sign_in(desk.lin)
    for wanted in ("东屿案〔2026〕1号", "1", "速刷网络", "速刷网"):
        assert opened.case.number in officer.get("/desk/cases/", {"q": wanted}).content.decode(), wanted
    assert opened.case.number not in officer.get("/desk/cases/", {"q": "没有这个"}).content.decode()


def test_a_large_territory_is_searched_by_beginnings_and_pages_by_the_last_id(desk, opened, day, monkeypatch):
    from mingjian.figures.board_search import WHOLE_NAMES, board_search
    from tests.office.casework import lead_about, register

    other = register(desk, lead_about(desk, desk.clinic, "9901-2026-0002"))
    beginning = opened.case.title[:3]
    found, more = board_search(desk.city, beginning, total=WHOLE_NAMES + 1, year=2026)
    assert ([row.pk for row in found], more) == ([opened.case.pk], None)
    assert board_search(desk.city, opened.case.title[1:3], total=WHOLE_NAMES + 1, year=2026)[0] == []
    assert [row.pk for row in board_search(desk.city, opened.case.title[1:3], total=1, year=2026)[0]] == [
        opened.case.pk
    ]
    first, more = board_search(desk.city, "东屿案", total=WHOLE_NAMES + 1, year=2026, size=1)
    second, end = board_search(desk.city, "东屿案", total=WHOLE_NAMES + 1, year=2026, size=1, after=more)
    assert ([row.pk for row in first + second], end) == ([other.case.pk, opened.case.pk], None)
    assert (
        board_search(desk.city, "%", total=WHOLE_NAMES + 1, year=2026)[0] == []
    )  # a sign of the pattern is a letter here
    assert board_search(desk.stranger.unit, "东屿案", total=1, year=2026)[0] == []


def test_an_office_elsewhere_sees_nothing(sign_in, desk, opened, day):
    stranger = sign_in(desk.stranger)
    assert opened.case.number not in stranger.get("/desk/cases/").content.decode()
    assert stranger.get(f"/desk/cases/{opened.case.pk}/").status_code == 404
    assert sign_in(desk.admin).get("/desk/cases/").status_code == 403


def test_my_deadlines_are_a_calendar(sign_in, desk, opened, day):
    from icalendar import Calendar

    opened.filed()
    day("03-12")
    answer = sign_in(desk.lin).get("/desk/cases/deadlines.ics")
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [str(event["summary"]) for event in events] == ["东屿案〔2026〕1号 作出决定"]
    assert events[0]["dtstart"].dt == d("06-07")
    assert "行政处罚法" in events[0]["description"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_form_of_every_step_can_be_shown(sign_in, desk, opened, day, language):
    from mingjian.law.procedure import KINDS

    opened.notified()
    day("03-28")
    officer = sign_in(desk.lin, language)
    for kind in KINDS:
        assert officer.get(f"/desk/cases/{opened.case.pk}/steps/{kind}/").status_code == 200, kind


def test_a_file_is_brought_checked_taken_over_and_undone_on_the_pages(sign_in, desk, day):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from mingjian.records.models import Case
    from tests.office.test_case_acts import GOOD, sheet

    officer = sign_in(desk.lin)
    file = SimpleUploadedFile("在办.csv", sheet(GOOD, GOOD.replace("41号", "x")))
    page = officer.post("/desk/cases/taking-over/", {"file": file})
    shown = officer.get(page["Location"]).content.decode()
    assert "案号应写成" in shown
    officer.post(page["Location"], {"act": "take"})
    assert Case.objects.filter(void=False).count() == 1
    officer.post(page["Location"], {"act": "undo", "because": "选错"})
    assert Case.objects.filter(void=False).count() == 0


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "节假日安排未公布，暂计"), ("en", "holidays not announced")]
)
def test_a_day_in_a_year_without_a_holiday_notice_is_shown_as_provisional(sign_in, desk, day, language, words):
    from mingjian.office.cases.open_case import open_case
    from mingjian.office.cases.take_step import Sent

    late = d("12-28")
    case = open_case([desk.lead], {"source": "inspection", "summary": "x"}, Sent(late, "k"), by=desk.lin, at=at(late))
    day("12-28")
    officer = sign_in(desk.lin, language)
    assert words in officer.get(f"/desk/cases/{case.pk}/").content.decode()
    assert ("暂计" if language != "en" else "provisional") in officer.get("/desk/cases/").content.decode()


@pytest.mark.parametrize("address", ["/desk/cases/taking-over/", "/desk/tokens/"])
def test_a_gigabyte_is_refused_by_its_declared_size_before_it_is_read(sign_in, desk, day, address):
    officer = sign_in(desk.lin)
    answer = officer.post(address, b"x", content_type="text/csv", CONTENT_LENGTH=str(1 << 30))
    assert answer.status_code == 413


def test_a_rule_that_was_not_in_force_is_refused_on_the_form(sign_in, desk, opened, day):
    """行政处罚法 §37: the rule in force when the act ended. Nothing changes, and what was typed stays."""
    from mingjian.law.basis import catalogue

    gone = next(
        key
        for key, rule in catalogue().items()
        if rule.in_force_to and rule.in_force_to < d("02-01") and rule.cac_may_penalise
    )
    officer = sign_in(desk.lin)
    step = f"/desk/cases/{opened.case.pk}/steps/filed/"
    answer = officer.post(step, filing(desk, officer.get(step), bases=[gone], reasons="写了一半"))
    assert answer.status_code == 403
    assert "§37" in answer.content.decode().split('role="alert"')[1][:300]
    assert (opened.case.steps.count(), "写了一半" in answer.content.decode()) == (1, True)

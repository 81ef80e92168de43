"""Periods: the worked examples, every way of counting, and 5,000 random ones against a second implementation."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from mingjian.errors import BadInput
from mingjian.law import due
from mingjian.law.calendar import read, shipped
from mingjian.law.explain import as_json, explain
from mingjian.law.periods import periods
from tests.law.naive_deadlines import naive_due

CASES = json.loads(Path(__file__).with_name("deadlines.json").read_text("utf-8"))["cases"]
FIRST = date(2004, 1, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_worked_examples(case):
    spans = [tuple(map(date.fromisoformat, span)) for span in case.get("excluded", ())]
    answer = due(case["rule"], date.fromisoformat(case["start"]), spans)
    assert answer.due == date.fromisoformat(case["expected"])
    assert answer.raw == date.fromisoformat(case["raw"])
    assert (answer.unit, answer.length, answer.rolls) == (case["unit"], case["length"], case["rolls"])
    if "counted" in case:
        assert [day.isoformat() for day in answer.counted] == case["counted"]
    assert not answer.provisional


def test_five_thousand_random_deadlines_agree_with_the_naive_count():
    chance = random.Random(20261123)
    rules = [rule for rule in periods().values() if rule.unit != "hour"]
    for _ in range(5000):
        rule = chance.choice(rules)
        # far enough from both ends of the known years for the longest period
        start = date(2004, 3, 1) + timedelta(days=chance.randrange((date(2021, 1, 1) - date(2004, 3, 1)).days))
        spans = []
        for _ in range(chance.choice((0, 0, 1, 2, 3))):
            first = start + timedelta(days=chance.randrange(-20, 120))
            spans.append((first, first + timedelta(days=chance.randrange(30))))
        expected = naive_due(rule.length, rule.unit, rule.rolls, start, spans)
        assert due(rule, start, spans).due == expected, (rule.rule, start, spans)


def test_the_calendar_agrees_with_its_source_on_every_day():
    day = FIRST
    while day.year < 2027:
        assert shipped().works(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_every_year_of_the_calendar_names_its_source():
    assert sorted(shipped().sources) == list(range(2004, 2027))
    assert all("国务院办公厅" in source for source in shipped().sources.values())


@pytest.mark.parametrize(
    ("rule", "start", "provisional"),
    [
        ("CAC14-45.decision_90", "2026-10-02", False),  # ends 2026-12-31
        ("CAC14-45.decision_90", "2026-10-03", True),  # ends 2027-01-01
        ("CAC14-18.filing", "2026-12-28", True),
        ("APL-36.limitation", "2025-06-01", True),
        ("CAC14-18.filing", "2003-12-30", True),
        ("CRT-5.handover", "2026-12-31", True),
    ],
)
def test_a_count_that_touches_a_year_without_notice_is_provisional(rule, start, provisional):
    assert due(rule, date.fromisoformat(start)).provisional is provisional


def test_new_year_is_a_holiday_even_before_the_notice():
    """全国年节及纪念日放假办法 §2: 新年, 放假1天 (1月1日)."""
    assert due("CAC14-18.filing", date(2026, 12, 30)).counted[:2] == (date(2026, 12, 31), date(2027, 1, 4))


def test_handover_in_24_hours():
    """移送涉嫌犯罪案件规定 5: 决定批准的, 应当在24小时内向同级公安机关移送."""
    answer = due("CRT-5.handover", datetime(2026, 11, 23, 9, 30))
    assert answer.due == datetime(2026, 11, 24, 9, 30)
    assert not answer.over(datetime(2026, 11, 24, 9, 30))
    assert answer.over(datetime(2026, 11, 24, 9, 31))
    assert answer.over(datetime(2026, 11, 24, 1, 31, tzinfo=UTC))
    assert not answer.over(date(2026, 11, 24))


def test_a_moment_counts_by_its_day_in_shanghai():
    late = datetime(2024, 2, 5, 16, 30, tzinfo=UTC)  # 00:30 on the 6th in Shanghai
    assert due("CAC14-18.filing", late).due == date(2024, 2, 21)


def test_overlapping_exclusions_count_once_and_those_outside_not_at_all():
    start = date(2025, 8, 4)
    one = due("CAC14-45.decision_90", start, ["2025-09-08..2025-09-28"])
    assert due("CAC14-45.decision_90", start, ["2025-09-08..2025-09-20", "2025-09-15..2025-09-28"]).due == one.due
    assert due("CAC14-45.decision_90", start, ["2025-07-01..2025-08-04"]).due == date(2025, 11, 2)
    assert due("CAC14-45.decision_90", start, ["2025-11-03..2025-12-01"]).due == date(2025, 11, 2)
    assert due("CAC14-45.decision_90", start, [date(2025, 11, 2)]).due == date(2025, 11, 3)


def test_the_due_day_itself_is_in_time():
    answer = due("CAC14-36.hearing_request", date(2024, 9, 27))
    assert not answer.over(date(2024, 10, 10))
    assert answer.over(date(2024, 10, 11))


@pytest.mark.parametrize(
    ("rule", "start", "spans", "says"),
    [
        ("CAC14-45.desision_90", date(2026, 1, 5), (), "CAC14-45.decision_90"),
        ("hearing_request", date(2026, 1, 5), (), "CAC14-36.hearing_request"),
        ("???", date(2026, 1, 5), (), "ACL-54.demand"),
        ("CAC14-45.decision_90", date(2026, 1, 5), ("2026-02-03..2026-02-01",), "2026-02-03..2026-02-01"),
        ("CAC14-45.decision_90", date(2026, 1, 5), ("yesterday",), "yesterday"),
        ("CAC14-45.decision_90", date(2026, 1, 5), ("2026-01-01..9999-12-31",), "leaves the calendar"),
        ("ALL-46.litigation", date(9999, 10, 5), (), "leaves the calendar"),
        ("CRT-5.handover", datetime(2026, 1, 5), ("2026-01-05",), "does not stop"),
    ],
)
def test_bad_input_is_one_sentence_that_names_it(rule, start, spans, says):
    with pytest.raises(BadInput) as caught:
        due(rule, start, spans)
    assert says in caught.value.en
    assert caught.value.zh != caught.value.en


def test_an_office_may_edit_the_calendar(tmp_path):
    file = tmp_path / "calendar.json"
    entry = {"source": "国办发明电〔2026〕测试号", "off": ["2027-01-01..2027-01-03"], "on": ["2027-01-09"]}
    file.write_text(json.dumps({"years": {"2026": {"source": "x", "off": [], "on": []}, "2027": entry}}), "utf-8")
    answer = due("CAC14-18.filing", date(2026, 12, 31), calendar=read(file))
    assert not answer.provisional
    assert answer.counted == (*(date(2027, 1, day) for day in (4, 5, 6, 7, 8, 9)), date(2027, 1, 11))


@pytest.mark.parametrize("text", ["", "{}", '{"years": {"2027": {"source": "x"}}}', '{"years": []}'])
def test_a_broken_calendar_is_named(tmp_path, text):
    file = tmp_path / "calendar.json"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput, match="calendar"):
        read(file)


def test_every_period_is_counted_and_explained_in_both_languages():
    for rule in periods():
        answer = due(rule, date(2025, 3, 3))
        row = as_json(answer)
        keys = ["rule", "article", "from", "due", "unit", "length", "provisional", "counted"]
        assert list(row)[:8] == keys
        json.dumps(row)
        for language in ("zh", "en"):
            lines = explain(answer, language)
            assert answer.due.isoformat()[:10] in lines
            assert f"§{answer.article.split(' / ')[0]}" in lines

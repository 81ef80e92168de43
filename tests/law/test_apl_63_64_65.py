"""行政处罚法 63-65: the hearing, from request to report."""

import pytest

from tests.law import courses as c
from tests.law.courses import CHAIR, LIN, PARTY, SECTION, d
from tests.law.verdicts import allowed, refused


@pytest.mark.parametrize(("day", "in_time"), [("04-03", True), ("04-04", False)])
def test_asked_within_five_days_after_being_told(day, in_time):
    """当事人要求听证的，应当在行政机关告知后五日内提出. (Told on Friday 27 March: 30, 31, 1, 2, 3.)"""
    verdict = c.notified().answer("hearing_asked", PARTY, d(day), request="1")
    assert allowed(verdict) if in_time else refused(verdict) == "out_of_time"


@pytest.mark.parametrize(("day", "early"), [("04-09", True), ("04-10", False)])
def test_told_seven_days_before(day, early):
    """行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点. (Held on Monday 20 April.)"""
    verdict = c.hearing_pending().answer("hearing_notified", LIN, d(day), **c.ARRANGED)
    assert allowed(verdict) if early else refused(verdict) == "hearing_notice_late"


def test_the_chair_took_no_part_in_the_investigation():
    """听证由行政机关指定的非本案调查人员主持."""
    chairs = [c.person("lin", "hearing_chair").to_json()]
    case = c.hearing_pending()
    assert (
        refused(case.answer("hearing_notified", LIN, d("04-03"), **{**c.ARRANGED, "chair": chairs}))
        == "chair_not_neutral"
    )


def test_the_decision_follows_the_record():
    """听证结束后，行政机关应当根据听证笔录，依照本法第五十七条的规定，作出决定."""
    case = c.hearing_pending().take("hearing_notified", LIN, d("04-03"), **c.ARRANGED)
    facts = {"step": "decided", "facts": c.DECISION}
    assert refused(case.answer("proposed", LIN, d("04-08"), **facts)) == "hearing_not_over"
    case.take("hearing_held", CHAIR, d("04-20"), record="1", attendees="双方")
    assert refused(case.answer("proposed", LIN, d("04-20"), **facts)) == "hearing_not_over"
    case.take("hearing_reported", CHAIR, d("04-22"), opinion="清楚")
    assert refused(case.answer("proposed", LIN, d("04-22"), **facts)) == "review_missing"


def test_who_withdraws_or_stays_away_has_waived():
    """当事人及其代理人无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利."""
    case = c.hearing_pending().take("hearing_withdrawn", PARTY, d("04-02"), reasons="撤回")
    assert case.state.pauses[-1].last == d("04-02")
    assert allowed(case.answer("proposed", LIN, d("04-03"), step="decided", facts=c.DECISION))
    assert refused(case.answer("hearing_asked", PARTY, d("04-03"), request="2")) == "was_waived"


def test_the_section_head_may_arrange_the_hearing():
    assert allowed(c.hearing_pending().answer("hearing_notified", SECTION, d("04-03"), **c.ARRANGED))

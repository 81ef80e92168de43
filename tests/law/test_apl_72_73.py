"""行政处罚法 66、67、72、73，行政强制法 53、54: paying, deferral, the late fee, demand, the court."""

from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.clocks import appeals_end, overdue
from mingjian.law.guards.after import late_fee_now
from mingjian.law.late_fee import late_fee
from tests.law import courses as c
from tests.law.courses import BANK, BODY, PARTY, d
from tests.law.verdicts import allowed, refused

DUE = date(2026, 5, 14)


@pytest.mark.parametrize(
    ("until", "fee"),
    [
        (date(2026, 5, 14), "0.00"),
        (date(2026, 5, 15), "3000.00"),
        (date(2026, 6, 16), "99000.00"),  # the 33rd day
        (date(2026, 6, 17), "100000.00"),  # the 34th: the cap
        (date(2027, 6, 17), "100000.00"),
    ],
)
def test_three_percent_a_day_and_never_more_than_the_fine(until, fee):
    """每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额."""
    assert late_fee(100_000, DUE, until) == Decimal(fee)


def test_what_is_paid_no_longer_counts():
    assert late_fee(100_000, DUE, date(2026, 5, 18), [(date(2026, 5, 17), 60_000)]) == Decimal("8400.00")
    assert late_fee(100_000, DUE, date(2026, 5, 18), [(date(2026, 5, 10), 100_000)]) == 0
    assert late_fee(333, DUE, date(2026, 5, 15)) == Decimal("9.99")


def test_it_stands_still_during_an_appeal():
    """加处罚款的数额在行政复议或者行政诉讼期间不予计算."""
    stops = [(date(2026, 5, 16), date(2026, 5, 20))]
    assert late_fee(100_000, DUE, date(2026, 5, 21), stops=stops) == Decimal("6000.00")
    case = c.served().take("reconsideration_applied", PARTY, d("05-16"), request="1")
    assert late_fee_now(case.state, d("06-30")) == Decimal("3600.00")
    facts = {"appeal": "reconsideration", "result": "upheld", "number": "1"}
    case.take("appeal_decided", BODY, d("06-30"), **facts)
    assert late_fee_now(case.state, d("07-01")) == Decimal("7200.00")


def test_deferral_moves_the_day():
    """当事人确有经济困难，需要延期或者分期缴纳罚款的，经当事人申请和行政机关批准，可以暂缓或者分期缴纳."""
    case = c.served().take("deferral_asked", PARTY, d("05-07"), request="1", hardship="资金困难")
    plan = [{"day": "2026-06-30", "amount": 60_000}, {"day": "2026-07-31", "amount": 60_000}]
    case.settle("deferral_granted", d("05-08"), instalments=plan, reasons="属实")
    assert not overdue(case.state, d("06-30"))
    assert overdue(case.state, d("07-01"))
    case.take("paid", BANK, d("06-29"), amount=60_000, receipt="1")
    assert not overdue(case.state, d("07-01"))
    assert overdue(case.state, d("08-01"))


def test_the_court_is_asked_in_three_months_after_the_appeals():
    """行政强制法 53: 自期限届满之日起三个月内."""
    case = c.demanded()
    assert appeals_end(case.state) == d("10-29")
    ask = {"step": "court_applied", "facts": {"application": "1", "reasons": "拒不履行"}}
    assert refused(case.answer("proposed", c.LIN, d("10-29"), **ask)) == "appeals_run"
    assert allowed(case.answer("proposed", c.LIN, d("10-30"), **ask))
    assert refused(case.answer("proposed", c.LIN, date(2027, 1, 30), **ask)) == "out_of_time"


def test_a_revoked_decision_is_not_enforced_and_not_public():
    """行政处罚法 48: 公开的行政处罚决定被依法变更、撤销 … 应当在三日内撤回行政处罚决定信息并公开说明理由."""
    case = c.served()
    show = {"social_impact": True, "masked": "个人信息", "reasons": "影响较大"}
    case.settle("published", d("05-06"), **show).take("reconsideration_applied", PARTY, d("05-08"), request="1")
    case.take("appeal_decided", BODY, d("06-12"), appeal="reconsideration", result="revoked", number="1")
    assert case.state.outcome == "revoked"
    assert case.state.stage == "served"  # stage and outcome are two fields
    assert refused(case.answer("demanded", c.BOTH, d("06-15"), owed="罚款", **c.SERVED)) == "decision_fell"
    assert refused(case.answer("unpublished", c.PUBLISHER, d("06-18"), reasons="撤销")) == "late_without_reason"
    case.take("unpublished", c.PUBLISHER, d("06-18"), reasons="撤销", late_reason="系统故障")
    assert "unpublished" in case.state.missed
    case.settle("closed", d("06-19"), ground="revoked", reasons="复议撤销")

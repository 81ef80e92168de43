"""The articles of the course that have no file of their own, one sentence a test, named as the law says it."""

from datetime import timedelta

from mingjian.law.clocks import filing, payment, preservation, service
from mingjian.law.next import propose
from mingjian.law.steps import Step
from tests.law import courses as c
from tests.law.courses import BOTH, HEAD, LIN, PARTY, PUBLISHER, SERVED, SYSTEM, d
from tests.law.offences import CONTACT, GIVE_BACK, HAND, KEEP, KEPT, ORDER, REASON, RULING, fine
from tests.law.verdicts import allowed, refused


def asked(case, kind, by, day, **facts):
    step = propose(Step(kind, day, by, facts))
    return case.answer(step.kind, step.by, step.day, **step.facts)


def test_行政处罚法36_二年内未被发现的不再给予行政处罚():
    old = {**c.FILING, "bases": ["RD-CSL68-OLD"]}
    assert refused(asked(c.registered(act_ended="2024-03-01"), "filed", (LIN,), d("03-05"), **old)) == "limitation_over"


def test_行政处罚法37_适用违法行为发生时的规定():
    old = {**c.FILING, "bases": ["RD-CSL68-OLD"]}
    assert refused(asked(c.registered(), "filed", (LIN,), d("03-05"), **old)) == "basis_not_in_force"
    assert allowed(asked(c.registered(act_ended="2025-12-31"), "filed", (LIN,), d("03-05"), **old))


def test_行政处罚法54_程序规定18_自发现之日起七个工作日内立案():
    assert filing(c.registered().state, d("03-05")).due == d("03-11")
    assert allowed(asked(c.registered(), "filed", (LIN,), d("03-11"), **c.FILING))
    late = asked(c.registered(), "filed", (LIN,), d("03-12"), **c.FILING)
    assert refused(late) == "late_without_reason"
    assert allowed(asked(c.registered(), "filed", (LIN,), d("03-12"), **c.FILING, late_reason="线索核实"))


def test_程序规定18_特殊情况可以延长至十五个工作日():
    case = c.registered().settle("filing_extended", d("03-11"), **REASON)
    assert filing(case.state, d("03-12")).due == d("03-23")


def test_行政处罚法28_责令改正违法行为后方可终结():
    case = c.filed().take("evidence_taken", BOTH, d("03-16"), **c.evidence())
    case.take("evidence_reviewed", LIN, d("03-17"), digest="sha256:1f", reasons="真实")
    assert refused(case.answer("concluded", BOTH, d("03-24"), **c.CONCLUSION)) == "order_missing"


def test_法释2019_15号2_拒不改正须有期满后的复查():
    case = c.filed().take("party_contacted", BOTH, d("03-12"), **CONTACT)
    case.take("correction_ordered", BOTH, d("03-13"), **ORDER)
    assert refused(case.answer("correction_checked", BOTH, d("03-25"), met=False, record="1")) == "term_not_over"
    assert allowed(case.answer("correction_checked", BOTH, d("03-26"), met=False, record="1"))
    assert not case.state.refusal_proven
    assert case.take("correction_checked", BOTH, d("03-26"), met=False, record="1").state.refusal_proven


def test_行政处罚法56_先行登记保存七日内作出处理决定():
    case = KEPT()
    assert preservation(case.state, d("03-17")).due == d("03-25")
    assert allowed(case.answer("preservation_disposed", BOTH, d("03-25"), **GIVE_BACK))


def test_程序规定29_逾期未处理的自动解除():
    case = KEPT()
    assert refused(case.answer("preservation_disposed", BOTH, d("03-26"), **GIVE_BACK)) == "preservation_lapsed"
    assert allowed(case.answer("preservation_lapsed", SYSTEM, d("03-26"), number="清单1"))


def test_程序规定28_登记保存应当有当事人或者见证人在场():
    case = c.investigated()
    alone = {**KEEP, "party_present": False}
    assert refused(asked(case, "preserved", BOTH, d("03-16"), **alone)) == "party_not_called"
    assert allowed(asked(case, "preserved", BOTH, d("03-16"), **alone, witness="物业管理员"))


def test_网络安全法58_约谈由省级以上机关进行():
    talk = {"attendees": "负责人", "record": "约谈1"}
    assert refused(c.investigated().answer("interview_held", BOTH, d("03-16"), **talk)) == "interview_level"


def test_行政处罚法29_同一违法行为不得给予两次以上罚款():
    twice = {**c.NOTICE, "penalties": [*fine(60_000), *fine(60_000)]}
    assert refused(c.checked().answer("notified", BOTH, d("03-27"), **twice)) == "two_fines"


def test_行政处罚法30_不满十四周岁的不予行政处罚():
    young = {**c.CONCLUSION, "age": 13}
    assert refused(c.investigated().answer("concluded", BOTH, d("03-24"), **young)) == "under_fourteen"


def test_移送规定5_负责人三日内决定_批准的二十四小时内移送():
    case = c.crime_hit()
    assert refused(asked(case, "crime_ruled", (LIN,), d("03-26"), **{**RULING, "team": ["lin"]})) == "team_of_two"
    assert refused(c.crime_ruled().answer("notified", BOTH, d("03-28"), **c.NOTICE)) == "wrong_stage"
    late = c.crime_ruled().answer("crime_sent", LIN, d("03-29"), **HAND)
    assert refused(late) == "late_without_reason"


def test_行政处罚法27_公安机关处理期间不作出处罚决定():
    assert refused(asked(c.crime_sent(), "decided", (LIN,), d("03-29"), **c.DECISION)) == "crime_transfer_running"


def test_行政处罚法61_七日内送达当事人():
    case = c.decided()
    due = service(case.state, d("04-28")).due
    assert due == c.next_working(case.state.decision.on, 7)
    assert allowed(case.answer("served", BOTH, due, **SERVED))
    assert refused(case.answer("served", BOTH, due + timedelta(days=7), **SERVED)) == "late_without_reason"


def test_行政处罚法66_67_十五日内缴纳罚款_确有困难的可以申请延期():
    case = c.served()
    assert payment(case.state, case.state.served_on).due >= case.state.served_on + timedelta(days=15)
    parts = [{"day": "2026-06-01", "amount": 120_000}]
    answer = asked(c.served(), "deferral_granted", (LIN,), d("05-06"), **REASON, instalments=parts)
    assert refused(answer) == "deferral_not_asked"


def test_行政处罚法48_被撤销的决定公开后应当撤回():
    assert refused(c.served().answer("unpublished", PUBLISHER, d("05-06"), **REASON)) == "not_published"


def test_行政强制法54_催告十个工作日后方可申请强制执行():
    case = c.demanded()
    for later, why in ((1, "demand_term_runs"), (20, "appeals_run")):
        day = case.state.demanded_on + timedelta(days=later)
        assert refused(asked(case, "court_applied", (LIN,), day, application="1", **REASON)) == why


def test_行政复议法20_行政诉讼法46_超过期限的不予受理():
    late = c.served().answer("reconsideration_applied", PARTY, d("08-01"), request="1")
    assert refused(late) == "appeal_late"
    assert allowed(c.served().answer("reconsideration_applied", PARTY, d("08-01"), request="1", accepted_by_body=True))


def test_程序规定47_结案须有结案理由():
    case = c.served()
    assert refused(asked(case, "closed", (LIN,), d("05-06"), ground="performed", **REASON)) == "ground_does_not_hold"
    assert refused(case.answer("closed", HEAD, d("05-06"), ground="performed", **REASON)) == "nothing_proposed"

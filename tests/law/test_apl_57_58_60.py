"""行政处罚法 57、58、60: the head decides, after review and in time; and who proposes does not approve."""

import pytest

from mingjian.law.clocks import decision, decision_until
from mingjian.law.next import approve, propose
from mingjian.law.steps import Step
from tests.law import courses as c
from tests.law.courses import HEAD, LIN, MAIN, REVIEWER, SECTION, SUPERIOR, d
from tests.law.verdicts import allowed, refused


def proposed(case, day, **facts):
    step = propose(Step("decided", day, (LIN,), {**c.DECISION, **facts}))
    return case.answer(step.kind, step.by, step.day, **step.facts)


def test_after_a_hearing_there_is_no_decision_without_review():
    """未经法制审核或者审核未通过的，不得作出决定."""
    case = c.heard()
    assert refused(proposed(case, d("04-27"))) == "review_missing"
    case.take("legal_reviewed", REVIEWER, d("04-24"), passed=False, opinion="证据不足")
    assert refused(proposed(case, d("04-27"))) == "review_missing"
    case.take("legal_reviewed", REVIEWER, d("04-25"), passed=True, opinion="同意")
    assert allowed(proposed(case, d("04-27")))


@pytest.mark.parametrize("head", [HEAD, MAIN])
def test_the_head_decides_what_another_proposed(head):
    """调查终结，行政机关负责人应当对调查结果进行审查."""
    case = c.reviewed().add(propose(Step("decided", d("04-27"), (LIN,), c.DECISION)))
    assert allowed(case.answer("decided", head, d("04-27"), **c.DECISION))
    assert refused(case.answer("decided", SECTION, d("04-27"), **c.DECISION)) == "role_needed"
    both = c.person("lin", "handler", "office_head")
    assert refused(case.answer("decided", both, d("04-27"), **c.DECISION)) == "same_person"


def test_of_two_heads_at_once_the_second_is_told():
    case = c.reviewed().add(propose(Step("decided", d("04-27"), (LIN,), c.DECISION)))
    case.add(approve(case.state, "decided", HEAD, d("04-27")))
    assert refused(case.answer("decided", MAIN, d("04-27"), **c.DECISION)) == "wrong_stage"


def test_a_proposal_may_be_refused_and_made_anew():
    case = c.reviewed().add(propose(Step("decided", d("04-27"), (LIN,), c.DECISION)))
    assert refused(case.answer("proposal_refused", HEAD, d("04-27"), step="decided")) == "field_missing"
    assert refused(case.answer("proposal_refused", SECTION, d("04-27"), step="decided", reasons="改")) == "role_needed"
    case.take("proposal_refused", HEAD, d("04-27"), step="decided", reasons="金额再议")
    assert case.state.waiting("decided") is None
    assert allowed(proposed(case, d("04-28")))


def test_ninety_days_sixty_more_and_what_the_superior_fixes():
    """应当自行政处罚案件立案之日起九十日内作出行政处罚决定. 程序规定 45: 听证 … 的期间不计入."""
    case = c.notified()
    assert decision(case.state, d("04-01")).due == d("06-07")  # filed on 9 March
    case.take("hearing_asked", c.PARTY, d("04-01"), request="1")
    assert decision(case.state, d("04-10")).due == d("06-17")  # 1 to 10 April stand still so far
    case = c.reviewed()
    assert decision(case.state, d("04-27")).due == d("06-29")  # 22 days of hearing
    case.settle("decision_extended", d("04-28"), reasons="复杂")
    assert decision(case.state, d("04-28")).due == d("08-28")
    case.take("decision_extended_more", SUPERIOR, d("08-20"), until="2026-09-30", letter="1")
    assert decision_until(case.state, d("08-20")) == d("09-30")
    assert refused(proposed(case, d("10-01"))) == "decision_out_of_time"


def test_out_of_time_there_is_no_extension_any_more():
    assert (
        refused(
            c.investigated().answer("proposed", LIN, d("06-08"), step="decision_extended", facts={"reasons": "复杂"})
        )
        == "out_of_time"
    )

"""行政处罚法 44、45: the party is told, and heard."""

from mingjian.law.next import propose
from mingjian.law.steps import Step
from tests.law import courses as c
from tests.law.courses import BOTH, HEAD, LIN, PARTY, d
from tests.law.verdicts import allowed, refused


def test_the_party_is_told_content_facts_reasons_and_basis():
    """应当告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知当事人依法享有的陈述、申辩、要求听证等权利."""
    case = c.checked()
    for left_out, code in (("facts", "field_missing"), ("reasons", "field_missing"), ("penalties", "field_missing")):
        facts = {name: value for name, value in c.NOTICE.items() if name != left_out}
        assert refused(case.answer("notified", BOTH, d("03-27"), **facts)) == code
    assert (
        refused(case.answer("notified", BOTH, d("03-27"), **{**c.NOTICE, "defence_told": False})) == "rights_not_told"
    )
    assert (
        refused(case.answer("notified", BOTH, d("03-27"), **{**c.NOTICE, "hearing_told": False})) == "hearing_not_told"
    )
    assert allowed(case.answer("notified", BOTH, d("03-27"), **c.NOTICE))


def test_facts_reasons_and_evidence_of_the_party_are_reviewed():
    """行政机关必须充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行复核."""
    case = c.notified().take("defended", PARTY, d("04-01"), statement="已删除链接")
    proposal = propose(Step("decided", d("04-08"), (LIN,), c.DECISION))
    assert refused(case.answer(proposal.kind, proposal.by, proposal.day, **proposal.facts)) == "defence_not_reviewed"
    case.take("defence_reviewed", BOTH, d("04-02"), opinion="部分采纳", reasons="属实")
    assert allowed(case.answer(proposal.kind, proposal.by, proposal.day, **proposal.facts))


def test_a_defence_does_not_make_it_heavier():
    """行政机关不得因当事人陈述、申辩而给予更重的处罚."""
    case = c.reviewed()
    heavier = {**c.DECISION, "penalties": [{"measure": "warning"}, {"measure": "fine", "amount": 120_001}]}
    proposal = propose(Step("decided", d("04-27"), (LIN,), heavier))
    assert refused(case.answer(proposal.kind, proposal.by, proposal.day, **proposal.facts)) == "heavier_than_told"


def test_nothing_changes_when_a_step_is_refused():
    case = c.notified()
    before, steps = case.state, len(case.steps)
    refused(case.answer("decided", HEAD, d("04-08"), **c.DECISION))
    assert (case.state, len(case.steps)) == (before, steps)

"""行政处罚法 42、43、55: two officers, cards, recusal."""

from dataclasses import replace

from tests.law import courses as c
from tests.law.courses import BOTH, CHEN, HEAD, LIN, PARTY, WU, d
from tests.law.verdicts import allowed, refused


def test_two_officers_with_cards():
    """执法人员不得少于两人 … 应当主动向当事人或者有关人员出示执法证件."""
    case = c.investigated()
    assert refused(case.answer("evidence_taken", LIN, d("03-16"), **c.evidence("sha256:2a"))) == "two_officers"
    expired = replace(LIN, card_to=d("03-15"))
    assert (
        refused(case.answer("evidence_taken", (expired, CHEN), d("03-16"), **c.evidence("sha256:2a")))
        == "card_not_valid"
    )
    assert allowed(case.answer("evidence_taken", BOTH, d("03-16"), **c.evidence("sha256:2a")))


def test_the_party_may_ask_for_recusal_and_the_head_rules():
    """当事人认为执法人员与案件有直接利害关系 … 有权申请回避 … 由行政机关负责人决定."""
    case = c.investigated().take("recusal_asked", PARTY, d("03-16"), officer="chen", reasons="亲属")
    assert (
        refused(case.answer("recusal_ruled", LIN, d("03-16"), officer="chen", granted=True, reasons="属实"))
        == "role_needed"
    )
    case.take("recusal_ruled", HEAD, d("03-17"), officer="chen", granted=True, reasons="属实")
    assert refused(case.answer("evidence_taken", BOTH, d("03-18"), **c.evidence("sha256:2a"))) == "recused"
    case.take("handler_changed", HEAD, d("03-18"), **{"from": "chen", "to": [WU.to_json()], "reasons": "回避"})
    assert allowed(case.answer("evidence_taken", (LIN, WU), d("03-18"), **c.evidence("sha256:2a")))


def test_the_investigation_goes_on_until_the_ruling():
    """决定作出之前，不停止调查."""
    case = c.investigated().take("recusal_asked", PARTY, d("03-16"), officer="chen", reasons="亲属")
    assert allowed(case.answer("evidence_taken", BOTH, d("03-16"), **c.evidence("sha256:2a")))
    assert refused(case.answer("concluded", BOTH, d("03-24"), **c.CONCLUSION)) == "recusal_open"

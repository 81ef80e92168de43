"""Cases through the acts: the head follows the steps, a refusal changes nothing, a penalty becomes its measures."""

from __future__ import annotations

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.casework import DECISION, DIGEST, SERVED, at, d, lead_about, register

pytestmark = pytest.mark.django_db


def agrees(case):
    from mingjian.office.cases.write_head import differences
    from mingjian.records.models import Case

    return differences(Case.objects.select_related("service").get(pk=case.pk)) == []


def unchanged(case, act):
    """What the act was refused with; and nothing is different afterwards."""
    from mingjian.records.models import BoardChange, Case, Event, Step

    def now():
        head = Case.objects.filter(pk=case.pk).values().get()
        return head, Step.objects.count(), Event.objects.count(), BoardChange.objects.count()

    before = now()
    with pytest.raises((ForbiddenAct, BadInput)) as caught:
        act()
    assert now() == before
    return caught.value.say("zh")


def test_a_case_is_opened_from_a_lead_with_number_party_and_first_step(opened):
    case = opened.case
    assert (case.number, case.stage, case.length, case.party_name) == (
        "东屿案〔2026〕1号",
        "registered",
        1,
        "速刷网络科技",
    )
    assert (case.due, case.due_rule, case.due_step) == (d("03-11"), "CAC14-18.filing", "filed")
    assert [row.lead.number for row in case.leads.all()] == ["9901-2026-0001"]
    assert case.parties.get().name == "速刷网络科技"
    assert agrees(case)


def test_numbers_run_without_gaps_and_a_refused_opening_takes_none(desk):
    register(desk)
    other = lead_about(desk, desk.clinic, "9901-2026-0002")
    with pytest.raises(ForbiddenAct, match=r"future|after the day"):
        register(desk, other, act_ended="2026-03-09")
    assert register(desk, other).case.number == "东屿案〔2026〕2号"


def test_one_lead_becomes_one_case(desk, opened):
    said = unchanged(opened.case, lambda: register(desk))
    assert "东屿案〔2026〕1号" in said


def test_a_victim_is_no_party(desk):
    lead = lead_about(desk, desk.clinic, "9901-2026-0002")
    lead.victim = True
    lead.save()
    with pytest.raises(ForbiddenAct, match="victim"):
        register(desk, lead)


def test_the_whole_course_with_hearing_fine_and_closing(opened):
    opened.served()
    assert (opened.case.stage, opened.case.outcome) == ("served", "penalty")
    opened.take("paid", opened.desk.lin, d("05-08"), amount=120_000, receipt="回单1")
    assert opened.case.stage == "performed"
    opened.settle("closed", d("05-11"), ground="performed", reasons="已缴清")
    assert (opened.case.stage, opened.case.open, opened.case.due) == ("closed", False, None)
    opened.take("archived", opened.desk.archivist, d("05-12"), index="目录1", pages=80, digest="sha256:aa")
    assert opened.case.stage == "archived"
    opened.desk.lead.refresh_from_db()
    assert opened.desk.lead.state == "handled"
    assert agrees(opened.case)


def test_the_head_agrees_with_the_steps_after_each_act(opened, monkeypatch):
    from mingjian.office.cases import take_step
    from mingjian.office.cases.write_head import differences

    written, seen = take_step.write_head, []

    def then_compare(case, steps, state, *, at):
        written(case, steps, state, at=at)
        seen.append(case)

    monkeypatch.setattr(take_step, "write_head", then_compare)
    real = opened.take

    def take(*given, **facts):
        row = real(*given, **facts)
        assert differences(opened.case) == []
        return row

    opened.take = take
    opened.served()
    assert len(seen) > 15


def test_a_head_that_was_tampered_with_is_found(opened):
    from mingjian.office.cases.write_head import check_heads
    from mingjian.records.models import Case

    assert check_heads([opened.case]) == {}
    Case.objects.filter(pk=opened.case.pk).update(stage="decided", due=None)
    found = check_heads(Case.objects.select_related("service"))
    assert [row.split(":")[0] for row in found["东屿案〔2026〕1号"]] == ["stage", "due"]


def test_a_head_that_was_tampered_with_is_written_anew_from_the_steps(opened):
    from mingjian.office.cases.check_cases import check_cases
    from mingjian.records.models import Case, Event

    opened.investigated()
    Case.objects.filter(pk=opened.case.pk).update(stage="decided", handlers=[])
    found = check_cases()
    assert (found.checked, list(found.differ), found.mended) == (1, [opened.case.number], 0)
    assert check_cases(mend=True).mended == 1
    opened.case.refresh_from_db()
    assert (opened.case.stage, check_cases().differ) == ("investigating", {})
    assert Event.objects.filter(verb="case_head_rebuilt").count() == 1
    assert opened.case.steps.count() == opened.case.length


def test_a_penalty_becomes_measures_that_follow_it(opened):
    opened.decided()
    rows = {row.code: row for row in opened.case.measures.all()}
    assert {code: row.state for code, row in rows.items()} == {"warning": "ordered", "fine": "ordered"}
    assert rows["fine"].number == "东屿网信罚〔2026〕1号-2"
    assert (rows["fine"].proposed_by, rows["fine"].decided_by) == (opened.desk.lin, opened.desk.head)
    opened.both("served", d("04-29"), **SERVED)
    states = dict(opened.case.measures.values_list("code", "state"))
    assert states == {"warning": "executed", "fine": "notified"}
    assert opened.case.measures.get(code="warning").executed_on == d("04-27")
    opened.take("paid", opened.desk.lin, d("05-08"), amount=120_000, receipt="回单1")
    assert opened.case.measures.get(code="fine").executed_on == d("05-08")


def test_a_revoked_decision_lifts_its_measures(opened):
    opened.served()
    opened.take("reconsideration_applied", opened.desk.lin, d("05-06"), request="复议1")
    facts = {"appeal": "reconsideration", "result": "revoked", "number": "复决1号"}
    opened.take("appeal_decided", opened.desk.lin, d("06-10"), **facts)
    assert dict(opened.case.measures.values_list("code", "state")) == {"warning": "lifted", "fine": "withdrawn"}


def test_a_number_returned_by_a_refused_proposal_is_used_again(opened):
    from mingjian.office.cases.take_step import refuse_step

    opened.heard()
    opened.take("legal_reviewed", opened.desk.reviewer, d("04-24"), passed=True, opinion="同意")
    row = opened.take("decided", opened.desk.lin, d("04-27"), **DECISION)
    assert row.facts["facts"]["number"] == "东屿网信罚〔2026〕1号"
    refuse_step(
        opened.case, "decided", "事实部分须补充", opened.sent(d("04-27")), by=opened.desk.head, at=at(d("04-27"))
    )
    again = opened.take("decided", opened.desk.lin, d("04-28"), **DECISION)
    assert again.facts["facts"]["number"] == "东屿网信罚〔2026〕1号"


# Bad input: each is refused with its article, and nothing changes.
def test_wrong_order_is_refused(opened):
    said = unchanged(opened.case, lambda: opened.both("notified", d("03-05"), **SERVED))
    assert "来源登记" in said
    assert "§44" in said


def test_wrong_person_is_refused_by_name(opened):
    opened.filed()
    facts = {"evidence": "electronic", "lawful_basis": "§22", "place": "x", "digest": DIGEST}
    said = unchanged(
        opened.case, lambda: opened.take("evidence_taken", opened.desk.wu, d("03-12"), opened.desk.chen, **facts)
    )
    assert "wu" in said
    assert str(opened.desk.wu.pk) not in said
    said = unchanged(opened.case, lambda: opened.take("evidence_taken", opened.desk.lin, d("03-12"), **facts))
    assert "行政处罚法 §42" in said


def test_the_proposer_does_not_approve(desk):
    from mingjian.records.models import Account

    Account.objects.filter(pk=desk.lin.pk).update(roles=["handler", "office_head"])
    desk.lin.refresh_from_db()
    led = register(desk)
    from mingjian.office.cases.people import officers_json

    facts = {"bases": ["RD-CSL69"], "own_jurisdiction": True, "reasons": "理由"}
    led.take("filed", desk.lin, d("03-09"), handlers=officers_json([desk.lin, desk.chen]), **facts)
    said = unchanged(led.case, lambda: led.approve("filed", d("03-09"), by=desk.lin))
    assert "双人" in said


def test_wrong_days_are_refused(opened):
    from mingjian.office.cases.take_step import enter_step

    opened.filed()
    said = unchanged(opened.case, lambda: opened.take("interview_held", opened.desk.lin, d("03-08")))
    assert "行政处罚法 §47" in said
    ahead = opened.sent(d("03-12"), opened.desk.chen)
    facts = {"cards_shown": True, "recusal_told": True, "record": "1"}
    said = unchanged(
        opened.case,
        lambda: enter_step(opened.case, "party_contacted", facts, ahead, by=opened.desk.lin, at=at(d("03-10"))),
    )
    assert "还没有到" in said
    assert "§47" in said


def test_amounts_outside_the_band_are_refused(opened):
    from tests.office.casework import NOTICE

    opened.concluded()
    opened.both("crime_checked", d("03-25"), figures=[{"figure": "posts", "value": 12}], report="核对1")
    facts = {**NOTICE, "penalties": [{"measure": "fine", "amount": 90_000_000}]}
    said = unchanged(opened.case, lambda: opened.both("notified", d("03-27"), **facts))
    assert "§" in said


def test_a_step_repeated_by_a_lost_reply_is_taken_once(opened):
    from mingjian.office.cases.take_step import enter_step

    sent = opened.sent(d("03-03"), key="k1")
    facts = {"reasons": "情况复杂"}
    first = enter_step(opened.case, "filing_extended", facts, sent, by=opened.desk.lin, at=at(d("03-03")))
    second = enter_step(opened.case, "filing_extended", facts, sent, by=opened.desk.lin, at=at(d("03-03")))
    assert first.pk == second.pk
    assert opened.case.steps.count() == 2
    said = unchanged(
        opened.case, lambda: enter_step(opened.case, "not_filed", facts, sent, by=opened.desk.lin, at=at(d("03-03")))
    )
    assert "延长立案期限" in said


def test_who_saw_an_older_state_is_told_who_was_faster(opened):
    from mingjian.office.cases.take_step import enter_step

    opened.take("filing_extended", opened.desk.chen, d("03-03"), reasons="复杂")
    late = opened.sent(d("03-03"), seen=1)
    said = unchanged(
        opened.case,
        lambda: enter_step(opened.case, "not_filed", {"reasons": "无"}, late, by=opened.desk.lin, at=at(d("03-03"))),
    )
    assert "chen" in said
    assert "延长立案期限" in said


def test_an_office_elsewhere_is_refused(opened):
    said = unchanged(opened.case, lambda: opened.take("filing_extended", opened.desk.stranger, d("03-03"), reasons="x"))
    assert "辖区" in said
    assert "§22" in said


def test_the_office_above_acts_as_the_superior_and_as_nothing_else(opened):
    said = unchanged(
        opened.case, lambda: opened.take("filing_extended", opened.desk.province_head, d("03-03"), reasons="x")
    )
    assert "承办人" in said
    opened.settle("designation_asked", d("03-03"), reasons="管辖争议")
    opened.take("designated", opened.desk.province_head, d("03-05"), to_us=True, letter="指定1号")
    assert opened.case.steps.filter(kind="designated").exists()


def test_a_year_whose_holidays_are_not_known_makes_the_day_provisional(desk):
    led = register(desk)
    led.filed()
    assert led.case.due_provisional is False
    from mingjian.office.cases.open_case import open_case

    other = lead_about(desk, desk.clinic, "9901-2026-0002")
    day = d("12-28")
    late = open_case([other], {"source": "inspection", "summary": "巡查"}, led.sent(day), by=desk.lin, at=at(day))
    assert late.due_provisional is True
    assert (late.due, late.due_rule) == (d("12-28").replace(year=2027, month=1, day=7), "CAC14-18.filing")

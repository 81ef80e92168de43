"""From a polluted page to a figure of the bulletin: the acts, their guards, and that a refused act changes nothing."""

from __future__ import annotations

import datetime

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.places import DAY, NOW

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def proposed(place, visited, *, code="closure", basis="CH-SITE48"):
    from mingjian.office.measures.propose_measure import propose_measure
    from mingjian.office.patrol.judge_finding import confirm_finding

    lead = confirm_finding(visited(place.shop), by=place.patrol, at=NOW)
    return propose_measure(lead, code, basis, "11月24日巡查发现代刷网课广告。", by=place.handler, at=NOW)


def executed(place, visited):
    from mingjian.office.measures.carry_out import notify_measure, record_execution
    from mingjian.office.measures.propose_measure import approve_measure

    measure = approve_measure(proposed(place, visited), by=place.head, at=NOW)
    measure = notify_measure(measure, "in_person", by=place.handler, at=NOW)
    return record_execution(measure, done=True, answer="榕通函〔2026〕8号", executed_on=DAY, by=place.handler, at=NOW)


def recheck(place, visited, measure, *, status, at):
    from mingjian.office.measures.rechecks import conclude_rechecks, open_due_rechecks

    assert open_due_rechecks(at=at) >= 1
    visited(measure.service, "clean" if status != 200 else "polluted", status=status, at=at, digest="cd" * 32)
    assert conclude_rechecks(at=at) >= 1
    measure.refresh_from_db()
    return measure


def test_the_whole_thread_ends_in_a_figure_that_opens_to_its_rows(place, visited):
    from mingjian.figures.period import period
    from mingjian.office.bulletins.draft_bulletin import draft_bulletin, issue_bulletin

    measure = executed(place, visited)
    measure.service.refresh_from_db()
    assert measure.service.state == "closed"
    measure = recheck(place, visited, measure, status=None, at=NOW + HOUR)
    assert measure.state == "verified"
    measure.lead.refresh_from_db()
    assert measure.lead.state == "handled"

    draft = draft_bulletin(place.city, period("2026Q4"), by=place.counter, at=NOW + HOUR)
    figures = {figure["key"]: figure for figure in draft.figures["figures"]}
    assert figures["closures.sites"]["value"] == 1
    assert figures["closures.sites"]["rows"] == [str(measure.pk)]
    [(_key, start, end)] = [place for place in draft.figures["places_zh"] if place[0] == "closures.sites"]
    assert draft.text_zh[start:end] == "1"
    issued = issue_bulletin(draft, by=place.head, at=NOW + HOUR)
    assert issued.state == "issued"


def test_a_site_that_still_answers_has_not_been_closed(place, visited):
    measure = recheck(place, visited, executed(place, visited), status=200, at=NOW + HOUR)
    assert measure.state == "failed"
    measure.service.refresh_from_db()
    assert measure.service.state == "filed"
    measure.lead.refresh_from_db()
    assert measure.lead.state == "open"


def test_a_closure_that_failed_is_not_counted(place, visited):
    from mingjian.figures.period import period
    from mingjian.figures.register import count_all

    measure = executed(place, visited)
    assert count_all(place.city, period("2026Q4"))["closures.sites"].value == 1
    recheck(place, visited, measure, status=200, at=NOW + HOUR)
    assert count_all(place.city, period("2026Q4"))["closures.sites"].value == 0


def test_a_site_that_comes_back_after_it_was_verified_has_reappeared(place, visited):
    measure = recheck(place, visited, executed(place, visited), status=None, at=NOW + HOUR)
    measure = recheck(place, visited, measure, status=200, at=NOW + 25 * HOUR)
    assert measure.state == "reappeared"


def test_nothing_counts_before_it_is_executed(place, visited):
    from mingjian.figures.period import period
    from mingjian.figures.register import count_all
    from mingjian.office.measures.propose_measure import approve_measure

    approve_measure(proposed(place, visited), by=place.head, at=NOW)
    assert count_all(place.city, period("2026Q4"))["closures.sites"].value == 0


def test_two_closures_of_one_filing_are_one_site(place, visited):
    from mingjian.figures.period import period
    from mingjian.figures.register import count_all
    from mingjian.records.models import Measure

    measure = executed(place, visited)
    Measure.objects.create(
        lead=measure.lead, unit=measure.unit, code="closure", service=measure.service, subject=measure.subject,
        basis_code="x", basis={}, facts="x", proposed_by=place.handler, proposed_at=NOW, state="executed", executed_on=DAY,
    )  # fmt: skip
    counted = count_all(place.city, period("2026-11"))["closures.sites"]
    assert (counted.value, len(counted.repeated)) == (1, 1)
    assert counted.counted[0].id == measure.pk


def test_who_proposes_may_not_approve(place, visited):
    from mingjian.office.measures.propose_measure import approve_measure, propose_measure
    from mingjian.office.patrol.judge_finding import confirm_finding

    lead = confirm_finding(visited(place.shop), by=place.patrol, at=NOW)
    measure = propose_measure(lead, "closure", "CH-SITE48", "事实", by=place.all_roles, at=NOW)
    with pytest.raises(ForbiddenAct):
        approve_measure(measure, by=place.all_roles, at=NOW)
    measure.refresh_from_db()
    assert (measure.state, measure.number) == ("proposed", None)


def test_a_measure_without_facts_is_refused_and_nothing_is_written(place, visited):
    from mingjian.office.measures.propose_measure import propose_measure
    from mingjian.office.patrol.judge_finding import confirm_finding
    from mingjian.records.models import Event, Measure

    lead = confirm_finding(visited(place.shop), by=place.patrol, at=NOW)
    events = Event.objects.count()
    with pytest.raises(ForbiddenAct, match="§44"):
        propose_measure(lead, "closure", "CH-SITE48", "  ", by=place.handler, at=NOW)
    assert (Measure.objects.count(), Event.objects.count()) == (0, events)


def test_a_basis_without_the_power_carries_no_closure(place, visited):
    with pytest.raises(ForbiddenAct, match="§4"):
        proposed(place, visited, basis="AD-POPUP")


def test_an_execution_cannot_be_recorded_before_the_notice(place, visited):
    from mingjian.office.measures.carry_out import record_execution
    from mingjian.office.measures.propose_measure import approve_measure

    measure = approve_measure(proposed(place, visited), by=place.head, at=NOW)
    with pytest.raises(ForbiddenAct):
        record_execution(measure, done=True, answer="8号", executed_on=DAY, by=place.handler, at=NOW)
    measure.refresh_from_db()
    assert (measure.state, measure.executed_on) == ("ordered", None)


def test_the_notice_names_basis_facts_and_both_ways_of_appeal_with_their_days(place, visited):
    notice = executed(place, visited).notice
    for words in (
        "速刷网",
        "网络安全法(2025修正)",
        "48, 68",
        "代刷网课广告",
        "2027年1月25日前申请行政复议",
        "2027年5月24日前",
    ):
        assert words in notice


def test_a_hijacked_clinic_is_a_victim_and_gets_no_penalty(place, visited):
    from mingjian.office.measures.choices import choices
    from mingjian.office.patrol.judge_finding import confirm_finding

    lead = confirm_finding(visited(place.clinic, victim=True), by=place.patrol, at=NOW)
    assert lead.victim
    offered = {choice.kind.code: bool(choice.bases) for choice in choices(lead, "province", DAY)}
    assert offered["interview"]
    assert offered["filing_cancellation_order"]
    assert not offered["filing_cancellation"]


def test_an_office_elsewhere_can_neither_see_nor_act(place, visited):
    from mingjian.office.patrol.judge_finding import confirm_finding
    from mingjian.records.models import Finding

    finding = visited(place.shop)
    assert not Finding.objects.seen_by(place.stranger).exists()
    assert Finding.objects.seen_by(place.province_handler).count() == 1
    with pytest.raises(ForbiddenAct):
        confirm_finding(finding, by=place.stranger, at=NOW)


def test_a_judgement_can_be_undone_until_a_measure_rests_on_it(place, visited):
    from mingjian.office.measures.propose_measure import propose_measure
    from mingjian.office.patrol.judge_finding import confirm_finding, undo_judgement

    finding = visited(place.shop)
    lead = confirm_finding(finding, by=place.patrol, at=NOW)
    undo_judgement(finding, by=place.patrol, at=NOW)
    finding.refresh_from_db()
    lead.refresh_from_db()
    assert (finding.state, lead.state) == ("open", "closed_no_action")

    lead = confirm_finding(finding, by=place.patrol, at=NOW)
    propose_measure(lead, "closure", "CH-SITE48", "事实", by=place.handler, at=NOW)
    with pytest.raises(BadInput):
        undo_judgement(finding, by=place.patrol, at=NOW)


def test_a_report_joins_the_finding_in_one_lead_and_its_reporter_can_follow_it(place, visited):
    from mingjian.office.intake.decide_report import accept_report, answer_report
    from mingjian.office.intake.receive_report import Receipt, receive_report, report_of
    from mingjian.office.intake.track_report import track_report
    from mingjian.office.patrol.judge_finding import confirm_finding

    lead = confirm_finding(visited(place.shop), by=place.patrol, at=NOW)
    receipt = receive_report("http://sushua.test/a?b=1", "cheating_service", "代刷网课", "13800000000", at=NOW)
    report = report_of(receipt)
    assert report.service == place.shop
    assert b"13800000000" not in bytes(report.contact)
    assert accept_report(report, place.shop, by=place.intake, at=NOW) == lead
    assert lead.sources.count() == 2
    answer_report(report, "已依法处置。", by=place.intake, at=NOW)
    assert track_report(receipt, at=NOW).answer == "已依法处置。"
    assert report_of(Receipt(receipt.number, "AAAA-AAAA-AAAA")) is None


def test_every_act_and_every_reading_of_a_report_is_an_event(place, visited):
    from mingjian.office.intake.decide_report import read_report
    from mingjian.office.intake.receive_report import receive_report, report_of
    from mingjian.records.models import Event

    executed(place, visited)
    read_report(report_of(receive_report("sushua.test", "fraud", "", "", at=NOW)), by=place.intake, at=NOW)
    assert {
        "service_visited", "finding_confirmed", "lead_opened", "source_joined_lead", "measure_proposed",
        "measure_ordered", "measure_notified", "measure_executed", "report_received", "report_read",
    } <= set(Event.objects.values_list("verb", flat=True))  # fmt: skip


def test_the_drafter_of_a_bulletin_may_not_issue_it(place):
    from mingjian.figures.period import period
    from mingjian.office.bulletins.draft_bulletin import draft_bulletin, issue_bulletin

    place.counter.roles = ["statistician", "office_head"]
    place.counter.save()
    draft = draft_bulletin(place.city, period("2026Q4"), by=place.counter, at=NOW)
    with pytest.raises(ForbiddenAct):
        issue_bulletin(draft, by=place.counter, at=NOW)


def test_no_two_workers_claim_one_visit_and_a_dead_workers_claims_come_back(place):
    from mingjian.office.patrol.claim_visits import CLAIM, claim_visits
    from mingjian.office.patrol.plan_patrol import PlanTerms, plan_patrol
    from mingjian.office.patrol.start_run import start_run

    start_run(plan_patrol(place.city, PlanTerms("日常"), by=place.patrol, at=NOW), by=place.patrol, at=NOW)
    first = claim_visits("a", 1, at=NOW)
    assert {row.pk for row in first}.isdisjoint({row.pk for row in claim_visits("b", 10, at=NOW)})
    assert claim_visits("c", 10, at=NOW) == []
    assert len(claim_visits("c", 10, at=NOW + CLAIM + HOUR)) == 2

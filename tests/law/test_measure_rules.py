"""Measures: what each rests on, who may propose, approve, execute and verify it."""

import json
from datetime import date
from pathlib import Path

import pytest

import mingjian.law
from mingjian.errors import BadInput
from mingjian.law.agencies import agencies
from mingjian.law.basis import bases, basis, catalogue, in_force_version, is_lighter, powers_of
from mingjian.law.measure_kind import MOVES, STATES
from mingjian.law.measure_rules import (
    after,
    may_approve,
    may_lift,
    may_move,
    may_notify,
    may_propose,
    may_record_execution,
    may_record_return,
    may_verify,
)
from mingjian.law.measures import measure, measures
from mingjian.law.people import Officer
from mingjian.law.reasons import EN, ZH
from mingjian.law.roles import APPROVES, ENTERS, ROLES, may

DAY = date(2026, 11, 23)
SOURCE = {
    row["code"]: row
    for row in json.loads(Path(mingjian.law.__file__).with_name("measures.json").read_text("utf-8"))["measures"]
}


def proposed(code, rule, **facts):
    given = {"office_level": "city", "act_day": DAY, "has_evidence": True, "reason": "页面截图与抓取记录"}
    return may_propose(code, rule, **{**given, **facts})


def code_of(verdict):
    assert not verdict
    assert verdict.article
    assert verdict.say("zh") != verdict.say("en")
    return verdict.reason.code


def test_every_measure_has_its_file_and_agrees_with_the_list():
    assert set(measures()) == set(SOURCE)
    for code, kind in measures().items():
        row = SOURCE[code]
        same = (row["zh"], row["unit"], row["target"], row["penalty"], row["needs_case"])
        assert (kind.zh, kind.unit, kind.target, kind.penalty, kind.needs_case) == same
        assert set(row["aliases"]) <= kind.powers
        assert kind.confirmed_by
        assert kind.lifted_when
        assert all(
            executor in agencies() or executor in {"office", "operator", "holder", "grantor", "superior_body", "bank"}
            for executor in kind.executors
        )


def test_unknown_measure_names_the_nearest():
    with pytest.raises(BadInput, match="closure"):
        measure("closur")


def test_a_joint_closure_rests_on_a_rule_with_that_power_and_the_telecom_authority_executes():
    assert proposed("closure", "CH-UNFILED", executor="telecom")
    assert proposed("closure", "CH-SITE48", executor="telecom")
    assert proposed("filing_cancellation", "CH-OVERSCOPE", executor="telecom")
    assert code_of(proposed("closure", "RD-REFUSE", executor="telecom")) == "basis_without_power"
    assert code_of(proposed("closure", "CH-UNFILED", executor="platform")) == "wrong_executor"


def test_a_closure_of_our_own_needs_a_decision_and_competence():
    assert code_of(proposed("closure", "RD-CSL69", executor="operator")) == "penalty_needs_case"
    assert proposed("closure", "RD-CSL69", executor="operator", case_decided=True)
    assert code_of(proposed("closure", "CH-SITE48", executor="operator", case_decided=True)) == "not_ours"


@pytest.mark.parametrize("code", [code for code, kind in measures().items() if kind.needs_case])
def test_no_penalty_without_a_served_decision(code):
    rule = next(rule.code for rule in catalogue().values() if rule.grants(measure(code).powers) and rule.in_force(DAY))
    verdict = proposed(code, rule, office_level="province")
    assert not verdict


def test_a_hijacked_clinic_is_a_victim():
    assert proposed("interview", "RD-NETSEC", office_level="province", subject_is_victim=True)
    assert proposed("filing_cancellation_order", "ED-CANCEL", subject_is_victim=True)
    for code, kind in measures().items():
        if kind.penalty and code != "closure":
            rule = next(
                r.code for r in catalogue().values() if r.grants(kind.powers) and r.in_force(DAY) and not r.speech
            )
            verdict = proposed(code, rule, subject_is_victim=True, case_decided=True, office_level="province")
            assert code_of(verdict) == "victim_not_offender", code
    assert code_of(proposed("publication", "RD-NETSEC", subject_is_victim=True)) == "victim_not_offender"
    # the site that somebody else runs on the lost domain may be closed all the same
    assert proposed("closure", "CH-SITE48", executor="telecom", subject_is_victim=True)
    assert (
        code_of(proposed("closure", "RD-CSL69", executor="operator", subject_is_victim=True, case_decided=True))
        == "victim_not_offender"
    )


def test_interviews_below_the_province_need_a_rule_that_names_them():
    """网络安全法 58: 省级以上人民政府有关部门 … 可以 … 进行约谈."""
    assert code_of(proposed("interview", "RD-NETSEC", office_level="city")) == "interview_level"
    assert proposed("interview", "RD-NETSEC", office_level="province")
    assert proposed("interview", "RD-ECO37", office_level="city")
    assert code_of(proposed("interview", "RD-ECO37", office_level="county")) == "interview_level"


def test_the_rule_is_chosen_by_the_day_of_the_act():
    """行政处罚法 37: 实施行政处罚, 适用违法行为发生时的法律、法规、规章的规定."""
    assert code_of(proposed("rectification_order", "RD-CSL69", act_day=date(2025, 12, 31))) == "basis_not_in_force"
    assert proposed("rectification_order", "RD-CSL68-OLD", act_day=date(2025, 12, 31))
    assert code_of(proposed("rectification_order", "RD-CSL68-OLD", act_day=date(2026, 1, 1))) == "basis_not_in_force"
    assert in_force_version("RD-CSL69", date(2025, 12, 31)).code == "RD-CSL68-OLD"
    assert in_force_version("RD-CSL68-OLD", date(2026, 1, 1)).code == "RD-CSL69"
    assert in_force_version("RD-CSL69", date(2016, 1, 1)) is None
    assert in_force_version("LS-MODE", DAY).code == "LS-MODE"


def test_grounds_are_asked_for():
    assert code_of(proposed("rectification_order", "RD-CSL69", has_evidence=False)) == "measure_without_evidence"
    assert code_of(proposed("rectification_order", "RD-CSL69", reason="  ")) == "measure_without_reason"


def test_speech_rows_are_chosen_by_hand_only():
    assert code_of(proposed("closure", "RD-ILLEGAL-IIS15", executor="telecom")) == "speech_by_hand_only"
    assert proposed("closure", "RD-ILLEGAL-IIS15", executor="telecom", by_hand=True)
    assert not any(rule.speech for rule in bases(on=DAY))
    assert any(rule.speech for rule in bases(on=DAY, speech=True))


def test_an_agreed_pause_is_no_penalty_but_an_agreed_fine_is_impossible():
    assert proposed("update_suspension", "PA-ALG", by_agreement=True)
    assert code_of(proposed("update_suspension", "PA-ALG")) == "penalty_needs_case"
    assert code_of(proposed("fine", "RD-CSL69", by_agreement=True)) == "no_penalty_by_agreement"


def test_competence_by_level():
    assert code_of(proposed("rectification_order", "ED-GOVAPP")) == "not_ours"
    assert code_of(proposed("fine", "NW-UNLIC", case_decided=True)) == "level_too_low"
    assert proposed("fine", "NW-UNLIC", case_decided=True, office_level="province")
    with pytest.raises(BadInput, match="level"):
        proposed("rectification_order", "RD-CSL69", office_level="village")


def test_bases_are_found_by_day_power_and_level():
    assert basis("RD-CSL69") in bases(on=DAY, power="warning", level="county")
    assert basis("RD-CSL69") not in bases(on=date(2025, 6, 1))
    assert {rule.code for rule in bases(on=DAY, power="filing_cancellation")} >= {"CH-OVERSCOPE", "ED-CANCEL"}
    assert all(rule.cac_may_penalise for rule in bases(on=DAY, level="province"))
    assert powers_of("confiscate") == powers_of("confiscation")
    assert sum(not rule.cac_may_penalise for rule in catalogue().values()) == 45
    assert basis("RD-CSL69").tier("refuses_or_serious").band() == (500_000, 2_000_000)
    assert basis("RD-CSL69").tier("especially_serious").band(person=True) == (200_000, 1_000_000)
    with pytest.raises(BadInput, match="RD-CSL69"):
        basis("RD-CSL96")


@pytest.mark.parametrize(
    ("new", "old", "lighter"),
    [
        ((1, 5), (2, 6), True),
        ((1, 5), (1, 5), False),
        ((2, 6), (1, 5), False),
        ((1, 9), (2, 6), None),
        (None, (1, 5), True),
        ((1, 5), None, False),
    ],
)
def test_lighter_new_law(new, old, lighter):
    assert is_lighter(new, old) is lighter


def officer(code, *roles, level="city", office="a", **more):
    return Officer(code, frozenset(roles), office, level, **more)


def test_two_people_and_the_head_for_closures():
    handler, section, head = officer("h", "handler"), officer("s", "section_head"), officer("o", "office_head")
    assert may_approve(handler, head, "closure")
    assert may_approve(handler, section, "item_removal")
    assert code_of(may_approve(handler, section, "closure")) == "head_must_approve"
    assert code_of(may_approve(head, head, "closure")) == "same_person"
    assert code_of(may_approve(handler, officer("x", "handler"), "closure")) == "role_may_not"
    assert code_of(may_approve(handler, officer("o", "office_head", away=True), "closure")) == "approver_away"
    below = officer("c", "office_head", level="county", office="b")
    assert code_of(may_approve(handler, below, "closure")) == "office_below"


def test_the_path_of_a_measure():
    state = "proposed"
    for act in ("approve", "notify", "record_execution", "verify", "lift"):
        assert may_move(state, act)
        state = after(state, act)
    assert state == "lifted"
    assert code_of(may_move("lifted", "lift")) == "measure_wrong_state"
    for begins, ends in MOVES.values():
        assert {*begins, ends} <= set(STATES)
    assert not any(end == "executed" and "ordered" in begins for begins, end in MOVES.values())


def test_telling_recording_and_verifying():
    told = {"order_number": "东屿网信处〔2026〕3号", "owner_told": True}
    assert may_notify("ordered", **told)
    assert code_of(may_notify("ordered", **{**told, "order_number": ""})) == "order_without_number"
    assert code_of(may_notify("ordered", order_number="1", owner_told=False)) == "owner_not_told"
    assert may_notify("ordered", order_number="1", owner_told=False, why_not_told="主办者无法联系")
    assert code_of(may_notify("proposed", **told)) == "measure_wrong_state"
    answer = {"ordered_from": "telecom", "answered_by": "telecom", "done": True}
    assert may_record_execution("notified", "closure", **answer)
    assert code_of(may_record_execution("executed", "closure", **answer)) == "measure_wrong_state"
    assert (
        code_of(may_record_execution("notified", "closure", **{**answer, "answered_by": "platform"}))
        == "answer_from_other"
    )
    seen = {"how": "visit", "executed_on": DAY, "seen_on": DAY, "digest": "sha256:1f"}
    assert may_verify("executed", "closure", **seen)
    assert may_verify("executed", "closure", holds=False, **seen)
    assert code_of(may_verify("executed", "closure", **{**seen, "how": "answer"})) == "verified_otherwise"
    assert (
        code_of(may_verify("executed", "closure", **{**seen, "seen_on": date(2026, 11, 22)})) == "seen_before_execution"
    )
    assert code_of(may_verify("executed", "closure", **{**seen, "executed_on": None})) == "seen_before_execution"
    assert code_of(may_verify("executed", "closure", **{**seen, "digest": ""})) == "nothing_seen"
    assert code_of(may_verify("notified", "closure", **seen)) == "measure_wrong_state"
    assert may_record_return("verified", verified_on=DAY, seen_on=date(2026, 12, 1), digest="1f")
    assert code_of(may_record_return("verified", verified_on=DAY, seen_on=DAY, digest="1f")) == "seen_before_execution"


def test_lifting_takes_two_people_and_happens_once():
    handler, head = officer("h", "handler"), officer("o", "office_head")
    assert may_lift("verified", handler, head, reason="已整改")
    assert code_of(may_lift("verified", head, head, reason="已整改")) == "same_person"
    assert code_of(may_lift("verified", handler, officer("s", "section_head"), reason="已整改")) == "role_may_not"
    assert code_of(may_lift("verified", handler, head, reason="")) == "measure_without_reason"
    assert code_of(may_lift("lifted", handler, head, reason="已整改")) == "measure_wrong_state"


# Facts about the registry, records that two officers sign, judgements of links: nothing here is approved by a second role.
ENTERED_BY_ONE = {"service", "registration", "operation_link", "evidence_record", "key"}


def test_no_role_both_enters_and_approves_one_kind_of_row():
    for role in ROLES.values():
        for kind, entering in ENTERS.items():
            both = role.acts & set(entering) and role.acts & set(APPROVES.get(kind, ()))
            assert not both, (role.code, kind)
    assert set(ENTERS) - set(APPROVES) <= ENTERED_BY_ONE
    for acts in (*ENTERS.values(), *APPROVES.values()):
        assert all(any(act in role.acts for role in ROLES.values()) for act in acts)
    assert not may({"system_administrator"}, "records.read")
    assert not may({"handler"}, "reporter.read")
    assert may({"intake_clerk"}, "reporter.read")


def test_every_reason_is_said_in_both_languages():
    assert set(ZH) == set(EN)

"""What may be done next: by whom, until when, under which article, what is missing; and steps that are kept as JSON."""

import json
from datetime import date

from mingjian.law import first_fault, fold, next_steps
from mingjian.law.procedure import KINDS
from mingjian.law.settings import Settings
from mingjian.law.steps import Step
from tests.law import courses as c
from tests.law.courses import CHEN, HEAD, LIN, MAIN, PARTY, REVIEWER, SECTION, d


def offered(course, officer, day):
    return {step.kind: step for step in next_steps(course.steps, officer, day)}


def test_a_case_after_the_hearing_waits_for_review():
    handler = offered(c.heard(), LIN, d("04-23"))
    assert [found.reason.code for found in handler["decided"].missing] == ["review_missing"]
    assert handler["decided"].how == "propose"
    assert handler["decided"].until == d("06-29")
    assert handler["decided"].article == "行政处罚法 §57，网信部门行政执法程序规定 §42-45"
    assert [found.reason.code for found in handler["legal_reviewed"].personal] == [
        "role_needed",
        "reviewer_unqualified",
        "reviewer_not_neutral",
    ]
    assert not handler["legal_reviewed"].missing
    assert offered(c.heard(), REVIEWER, d("04-23"))["legal_reviewed"].allowed


def test_what_waits_for_approval_is_for_the_head():
    course = c.reviewed().add(Step("proposed", d("04-27"), (LIN,), {"step": "decided", "facts": c.DECISION}))
    found = offered(course, HEAD, d("04-27"))["decided"]
    assert (found.how, found.allowed, found.people, found.proposed) == ("approve", True, 1, c.DECISION)
    assert not offered(course, SECTION, d("04-27"))["decided"].allowed
    assert offered(course, MAIN, d("04-27"))["decided"].allowed
    assert next(iter(next_steps(course.steps, HEAD, d("04-27")))).allowed


def test_overdue_is_said():
    late = offered(c.registered(), LIN, d("03-12"))["filed"]
    assert (late.until, late.overdue, late.allowed) == (d("03-11"), True, True)
    assert not offered(c.registered(), LIN, d("03-11"))["filed"].overdue


def test_the_next_year_is_provisional():
    course = c.checked().take("clock_paused", LIN, d("03-26"), cause="appraisal", document="1")
    found = offered(course, LIN, date(2026, 12, 1))
    assert (found["decided"].due.provisional, found["decided"].overdue) == (True, False)
    assert found["clock_resumed"].allowed
    assert not offered(course, LIN, d("05-01"))["decided"].due.provisional


def test_the_party_sees_its_own_steps():
    mine = [step.kind for step in next_steps(c.notified().steps, PARTY, d("04-01")) if step.allowed]
    assert set(mine) == {"hearing_asked", "defended", "defence_waived", "electronic_consented", "recusal_asked"}


def test_nothing_is_left_in_an_archived_case():
    assert next_steps(c.archived().steps, LIN, d("06-01")) == ()
    assert c.archived().state.outcome == "penalty"


def test_every_step_of_every_course_was_offered():
    for course in (c.archived(), c.demanded(), c.none_decided(), c.crime_sent()):
        for number, step in enumerate(course.steps):
            kind = step.text("step") if step.kind == "proposed" else step.kind
            found = offered(c.Course(course.steps[:number]), step.by[0], step.day)
            assert found[kind].allowed, kind


def test_steps_are_kept_as_json_and_fold_to_the_same():
    for course in (c.archived(), c.crime_sent()):
        kept = json.loads(json.dumps([step.to_json() for step in course.steps], ensure_ascii=False))
        assert fold(Step.from_json(row) for row in kept) == course.state
        assert first_fault(Step.from_json(row) for row in kept) is None


def test_a_course_that_skips_a_step_is_found_out():
    steps = [step for step in c.archived().steps if step.kind != "legal_reviewed"]
    number, fault = first_fault(steps)
    assert steps[number].text("step") == "decided"
    assert fault.reason.code == "review_missing"


def test_a_repeated_step_is_refused():
    course = c.served()
    assert not course.answer("served", c.BOTH, d("04-29"), **c.SERVED)
    assert not course.answer("notified", c.BOTH, d("04-29"), **c.NOTICE)


def test_unknown_steps_and_wrong_fields():
    course = c.filed()
    assert course.answer("dance", LIN, d("03-10")).reason.code == "unknown_step"
    assert course.answer("proposed", LIN, d("03-10"), step="served", facts={}).reason.code == "unknown_step"
    wrong = {**c.evidence(), "evidence": "rumour"}
    assert course.answer("evidence_taken", c.BOTH, d("03-12"), **wrong).reason.code == "field_wrong"
    assert fold([Step("dance", d("03-10"))]).stage == "none"


def test_settings_are_the_provinces():
    steps = c.checked().steps
    poor = {**c.NOTICE, "hearing_told": False, "penalties": [{"measure": "fine", "amount": 60_000}]}
    step = Step("notified", d("03-27"), (LIN, CHEN), poor)
    assert first_fault([*steps, step])[1].reason.code == "hearing_not_told"
    assert first_fault([*steps, step], Settings(large_org=100_000)) is None


def test_every_kind_is_named_in_both_languages():
    for kind in KINDS.values():
        assert kind.zh
        assert kind.en
        assert "§" in kind.article
        for field in kind.fields:
            assert field.zh
            assert field.en

"""Whether a measure may be proposed, approved, told, recorded, verified, lifted: facts in, `Met` or `NotMet` out."""

from __future__ import annotations

from datetime import date

from mingjian.law.basis import Basis, basis
from mingjian.law.levels import reaches
from mingjian.law.measure_kind import MOVES, STATES, Measure
from mingjian.law.measures import measure
from mingjian.law.people import Officer
from mingjian.law.roles import may
from mingjian.law.verdicts import Met, Verdict, all_of, refuse

# Measures that name or blame somebody: never against a victim, although they are no penalties.
_BLAMING = frozenset({"publication", "circulate_notice", "responsible_person_discipline", "account_closure"})
_JOINT = frozenset({"closure", "filing_cancellation"})
_HEAD_APPROVES = frozenset({"closure", "filing_cancellation", "publication", "circulate_notice", "update_suspension"})


def may_propose(
    code: str,
    basis_code: str,
    *,
    office_level: str,
    act_day: date,
    has_evidence: bool,
    reason: str,
    subject_is_victim: bool = False,
    case_decided: bool = False,
    executor: str | None = None,
    by_agreement: bool = False,
    by_hand: bool = False,
) -> Verdict:
    """Say whether an office of `office_level` may propose this measure on this basis for an act of `act_day`.

    `case_decided`: a served decision of a case imposes it. `executor`: who is to carry it out; the measure's first
    executor by default. `by_agreement`: the operator agreed to it. `by_hand`: a person chose the basis, with reasons.
    Raises: BadInput, for a code, a basis or a level that does not exist.
    Article: 行政处罚法 §4、§5、§37，网络安全法 §58.
    """
    kind, rule = measure(code), basis(basis_code)
    by = executor or kind.executors[0]
    joint = code in _JOINT and by == "telecom"
    imposed = kind.penalty and not joint and not by_agreement
    return all_of(
        has_grounds(has_evidence, reason),
        in_force(rule, act_day),
        speech_by_hand(rule, by_hand),
        executor_fits(kind, by),
        spares_victims(kind, joint, subject_is_victim),
        _interview(rule, office_level) if code == "interview" else gives_power(kind, rule),
        _agreed(kind, by_agreement),
        _imposed(kind, rule, office_level, case_decided) if imposed else Met(),
        competent(rule, office_level) if code == "rectification_order" else Met(),
    )


def has_grounds(has_evidence: bool, reason: str) -> Verdict:
    """No measure without evidence and a reason. Article: 行政处罚法 §40."""
    if not has_evidence:
        return refuse("measure_without_evidence", "行政处罚法 §40")
    return Met() if reason.strip() else refuse("measure_without_reason", "行政处罚法 §44")


def in_force(rule: Basis, act_day: date) -> Verdict:
    """The rule must be in force on the day of the act. Article: 行政处罚法 §37."""
    if rule.in_force(act_day):
        return Met()
    until = rule.in_force_to.isoformat() if rule.in_force_to else "…"
    begins = rule.in_force_from.isoformat()
    return refuse(
        "basis_not_in_force", "行政处罚法 §37", basis=rule.code, day=act_day.isoformat(), begins=begins, until=until
    )


def speech_by_hand(rule: Basis, by_hand: bool) -> Verdict:
    """A rule on what somebody says is chosen by a person, never proposed by the system. Article: 明鉴 (scope)."""
    return Met() if by_hand or not rule.speech else refuse("speech_by_hand_only", "明鉴 §范围", basis=rule.code)


def executor_fits(kind: Measure, executor: str) -> Verdict:
    """Only those named for a measure carry it out."""
    if executor in kind.executors:
        return Met()
    return refuse(
        "wrong_executor", "明鉴 §处置", zh=kind.zh, en=kind.en, executor=executor, known="/".join(kind.executors)
    )


def spares_victims(kind: Measure, joint: bool, subject_is_victim: bool) -> Verdict:
    """A victim gets no penalty and is not named; the hijacked site may be closed jointly. Article: 行政处罚法 §33."""
    if not subject_is_victim or (joint and kind.code == "closure"):
        return Met()
    if kind.penalty or kind.code in _BLAMING:
        return refuse("victim_not_offender", "行政处罚法 §33", zh=kind.zh, en=kind.en)
    return Met()


def gives_power(kind: Measure, rule: Basis) -> Verdict:
    """The rule must give the measure. Article: 行政处罚法 §4."""
    if "*" in kind.powers or rule.grants(kind.powers):
        return Met()
    return refuse("basis_without_power", "行政处罚法 §4", basis=rule.code, zh=kind.zh, en=kind.en)


def competent(rule: Basis, level: str) -> Verdict:
    """The office must be competent under the rule, by matter and by level. Article: 行政处罚法 §17、§22."""
    if not rule.cac_may_penalise:
        return refuse("not_ours", "行政处罚法 §17", basis=rule.code, authority=rule.competent_authority)
    if not reaches(level, rule.min_level):
        return refuse("level_too_low", "行政处罚法 §23", basis=rule.code, level=level, min_level=rule.min_level)
    return Met()


def _interview(rule: Basis, level: str) -> Verdict:
    """Provincial offices and above; below, only where a rule names interviews and the level."""
    if reaches(level, "province") or (rule.grants({"interview"}) and reaches(level, rule.min_level)):
        return Met()
    return refuse("interview_level", "网络安全法 §58", basis=rule.code, level=level)


def _agreed(kind: Measure, by_agreement: bool) -> Verdict:
    if by_agreement and kind.penalty and kind.code != "update_suspension":
        return refuse("no_penalty_by_agreement", "行政处罚法 §4", zh=kind.zh, en=kind.en)
    return Met()


def _imposed(kind: Measure, rule: Basis, level: str, case_decided: bool) -> Verdict:
    """A penalty needs a served decision, and an office that may impose it."""
    if kind.code != "licence_cancellation" and not (verdict := competent(rule, level)):
        return verdict
    return Met() if case_decided else refuse("penalty_needs_case", "行政处罚法 §38", zh=kind.zh, en=kind.en)


def may_approve(proposer: Officer, approver: Officer, code: str) -> Verdict:
    """Say whether `approver` may approve what `proposer` proposed: another person with the role, of no lower office.

    Closures, cancelled filings, publication and suspended updates need the office head. Article: 行政处罚法 §57.
    """
    kind = measure(code)
    if approver.code == proposer.code:
        return refuse("same_person", "明鉴 §双人", who=approver.code)
    if approver.away:
        return refuse("approver_away", "明鉴 §双人", who=approver.code)
    if not may(approver.roles, "measure.approve"):
        return refuse("role_may_not", "明鉴 §双人", who=approver.code, act="measure.approve")
    if (kind.penalty or code in _HEAD_APPROVES) and not approver.holds("office_head", "main_head"):
        return refuse("head_must_approve", "行政处罚法 §57", zh=kind.zh, en=kind.en)
    if approver.office != proposer.office and not reaches(approver.level, proposer.level):
        return refuse("office_below", "明鉴 §双人", who=approver.code)
    return Met()


def may_move(state: str, act: str) -> Verdict:
    """Say whether a measure in `state` may go through `act` (see `MOVES`)."""
    begins, _ = MOVES[act]
    if state in begins:
        return Met()
    zh, en = STATES[state]
    return refuse("measure_wrong_state", "明鉴 §处置", state_zh=zh, state_en=en, act=act)


def after(state: str, act: str) -> str:
    """The state after an act that `may_move` allows."""
    assert state in MOVES[act][0], f"{act} from {state}"
    return MOVES[act][1]


def may_notify(state: str, *, order_number: str, owner_told: bool, why_not_told: str = "") -> Verdict:
    """Say whether the executor may be told now: a numbered order, and the one who is hit told or a reason recorded.

    Article: 行政处罚法 §44.
    """
    if not order_number.strip():
        return refuse("order_without_number", "明鉴 §处置")
    if not owner_told and not why_not_told.strip():
        return refuse("owner_not_told", "行政处罚法 §44")
    return may_move(state, "notify")


def may_record_execution(state: str, code: str, *, ordered_from: str, answered_by: str, done: bool) -> Verdict:
    """Say whether an answer may be recorded: only the one who was ordered answers, and only once."""
    kind = measure(code)
    if answered_by != ordered_from:
        return refuse("answer_from_other", "明鉴 §处置", who=answered_by, asked=ordered_from)
    return all_of(executor_fits(kind, answered_by), may_move(state, "record_execution" if done else "record_failure"))


def may_verify(
    state: str, code: str, *, how: str, executed_on: date | None, seen_on: date, digest: str = "", holds: bool = True
) -> Verdict:
    """Say whether an outcome may be recorded: seen in the measure's own way, after the execution, with what was seen.

    `digest`: of the capture or answer that shows it; `holds` False: it was seen not to hold (`record_failure`).
    Article: 行政处罚法 §46.
    """
    kind = measure(code)
    if how != kind.verified_by:
        return refuse("verified_otherwise", "明鉴 §处置", zh=kind.zh, en=kind.en, how=how, needed=kind.verified_by)
    if executed_on is None or seen_on < executed_on:
        return refuse("seen_before_execution", "明鉴 §处置")
    if not digest.strip():
        return refuse("nothing_seen", "行政处罚法 §46")
    return may_move(state, "verify" if holds else "record_failure")


def may_record_return(state: str, *, verified_on: date, seen_on: date, digest: str) -> Verdict:
    """Say whether a target that came back may be recorded: seen after it was verified, with the capture."""
    if seen_on <= verified_on:
        return refuse("seen_before_execution", "明鉴 §处置")
    return may_move(state, "record_return") if digest.strip() else refuse("nothing_seen", "行政处罚法 §46")


def may_lift(state: str, proposer: Officer, approver: Officer, *, reason: str) -> Verdict:
    """Say whether a measure may be lifted: once, with a reason, by two people. Article: 行政处罚法 §75."""
    if approver.code == proposer.code:
        return refuse("same_person", "明鉴 §双人", who=approver.code)
    if not may(approver.roles, "lifting.approve"):
        return refuse("role_may_not", "明鉴 §双人", who=approver.code, act="lifting.approve")
    return may_move(state, "lift") if reason.strip() else refuse("measure_without_reason", "行政处罚法 §75")

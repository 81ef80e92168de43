"""Guards on legal review, discussion and the decision."""

from __future__ import annotations

import re

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState, Notice, Penalty
from mingjian.law.guards.conclusion import NO_PENALTY
from mingjian.law.guards.filing import known
from mingjian.law.guards.penalty import hearing_right, penalties_of
from mingjian.law.guards.register import guard
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse

_NUMBER = re.compile(r"^\S+〔\d{4}〕\d+号$")


def is_penalty(state: CaseState, step: Step) -> bool:
    """Whether the decision imposes a penalty; before it is written, whether the investigation proposed one."""
    return step.text("decision") == "penalty" if step.text("decision") else state.opinion == "penalty"


def review_required(state: CaseState) -> bool:
    """Whether the law wants a legal review before the decision. Article: 行政处罚法 §58."""
    heard = state.hearing is not None and state.hearing.held_on is not None
    return state.major or state.complex or heard


def discussion_required(state: CaseState) -> bool:
    """Whether the heads must discuss it: complex, major, heavy, or outside its discretion tier. Article: 行政处罚法 §57."""
    return state.complex or state.major or (state.notice is not None and state.notice.deviates)


@guard
def reviewer_qualified(_: CaseState, step: Step) -> Verdict:
    """Whoever reviews holds the legal qualification. Article: 行政处罚法 §58."""
    return Met() if all(officer.qualified for officer in step.by) else refuse("reviewer_unqualified", f"{APL} §58")


@guard
def reviewer_is_neutral(state: CaseState, step: Step) -> Verdict:
    """The reviewer is neither handler nor chair of the case. Article: 行政处罚法 §58，网信部门行政执法程序规定 §41."""
    out = {*state.handlers, state.hearing.chair if state.hearing else ""}
    same = step.actors & out
    return refuse("reviewer_not_neutral", f"{APL} §58，{CAC14} §41", who=min(same)) if same else Met()


@guard
def defence_settled(state: CaseState, _: Step) -> Verdict:
    """What the party said was reviewed in writing. Article: 行政处罚法 §45."""
    return refuse("defence_not_reviewed", f"{APL} §45") if state.defence_open else Met()


@guard
def hearing_settled(state: CaseState, _: Step) -> Verdict:
    """A hearing that was asked for was held and reported. Article: 行政处罚法 §63、§65."""
    running = state.hearing is not None and state.hearing.reported_on is None
    return refuse("hearing_not_over", f"{APL} §63、§65") if running else Met()


@guard
def told_before_penalty(state: CaseState, step: Step) -> Verdict:
    """No penalty of which the party was not told. Article: 行政处罚法 §44、§62."""
    return refuse("not_told", f"{APL} §44、§62") if is_penalty(state, step) and state.notice is None else Met()


@guard
def was_heard(state: CaseState, step: Step) -> Verdict:
    """The party's time to answer is over, or it has answered or waived, hearing included. Article: 行政处罚法 §45、§62、§64."""
    notice = state.notice
    if notice is None or not is_penalty(state, step) or step.day > notice.answer_by or state.waived:
        return Met()
    heard = state.hearing is not None if notice.hearing_told else state.defended
    return Met() if heard else refuse("answer_time_runs", f"{APL} §45、§62", due=notice.answer_by.isoformat())


@guard
def hearing_was_offered(state: CaseState, step: Step) -> Verdict:
    """No penalty with a hearing right of which the party did not hear. Article: 行政处罚法 §63."""
    needed = is_penalty(state, step) and hearing_right(penalties_of(step), state.settings)
    told = state.notice is None or state.notice.hearing_told
    return refuse("hearing_not_told", f"{APL} §63") if needed and not told else Met()


@guard
def review_passed(state: CaseState, _: Step) -> Verdict:
    """No review, or none passed: no decision, where the law wants one. Article: 行政处罚法 §58."""
    if state.review_passed or (state.review_passed is None and not review_required(state)):
        return Met()
    return refuse("review_missing", f"{APL} §58，{CAC14} §41")


@guard
def discussion_held(state: CaseState, step: Step) -> Verdict:
    """Complex or heavy cases are discussed by the heads together. Article: 行政处罚法 §57."""
    needed = discussion_required(state) or bool(step.text("deviation_reasons"))
    if not is_penalty(state, step) or state.discussed or not needed:
        return Met()
    return refuse("discussion_missing", f"{APL} §57")


@guard
def members_discuss(_: CaseState, step: Step) -> Verdict:
    """A collective discussion has three or more members, the office head among them. Article: 行政处罚法 §57."""
    heads = any(officer.holds("office_head", "main_head") for officer in step.by)
    enough = len(set(step.codes("members"))) >= 3
    return Met() if heads and enough else refuse("not_collective", f"{APL} §57")


@guard
def as_told(state: CaseState, step: Step) -> Verdict:
    """The decision rests on the rule and tier that were told. Article: 行政处罚法 §44、§62."""
    told = state.notice
    same = told is None or (told.basis, told.trigger) == (step.text("basis"), step.text("trigger"))
    return Met() if same or not is_penalty(state, step) else refuse("other_than_told", f"{APL} §44、§62")


@guard
def not_heavier_than_told(state: CaseState, step: Step) -> Verdict:
    """No penalty and no amount beyond what was told; more needs a new notice. Article: 行政处罚法 §45."""
    told = state.notice
    if not is_penalty(state, step) or told is None or all(_covered(told, penalty) for penalty in penalties_of(step)):
        return Met()
    return refuse("heavier_than_told", f"{APL} §45")


def _covered(told: Notice, penalty: Penalty) -> bool:
    return any(
        (row.measure, row.on) == (penalty.measure, penalty.on) and penalty.amount <= row.amount
        for row in told.penalties
    )


@guard
def rule_confirmed(state: CaseState, step: Step) -> Verdict:
    """A final decision on a rule that was not confirmed needs a recorded legal confirmation. Article: 行政处罚法 §4."""
    rule = known(step.text("basis")) if is_penalty(state, step) else None
    if rule is None or rule.confirmed or rule.code in state.legally_confirmed:
        return Met()
    return refuse("basis_not_confirmed", f"{APL} §4", basis=rule.code)


@guard
def no_penalty_founded(state: CaseState, step: Step) -> Verdict:
    """No penalty is decided where the investigation ends in one of the law's reasons. Article: 行政处罚法 §33、§57."""
    if is_penalty(state, step) or state.opinion in NO_PENALTY:
        return Met()
    return refuse("no_ground_for_none", f"{APL} §33、§57")


@guard
def content_complete(state: CaseState, step: Step) -> Verdict:
    """Party, facts and evidence, how and when to perform, how and when to appeal. Article: 行政处罚法 §59."""
    needed = ("party", "facts", "performance", "appeal") if is_penalty(state, step) else ("party", "facts", "appeal")
    left = [name for name in needed if not step.text(name)]
    return refuse("content_missing", f"{APL} §59", names="/".join(left)) if left else Met()


@guard
def number_in_series(_: CaseState, step: Step) -> Verdict:
    """The decision has its number in the office's one series, as 〔2026〕12号. Article: 行政处罚法 §59，程序规定 §44."""
    return (
        Met()
        if _NUMBER.match(step.text("number"))
        else refuse("number_wrong", f"{APL} §59", number=step.text("number") or "-")
    )


@guard
def ordinary_time_runs(state: CaseState, _: Step) -> Verdict:
    """The sixty days are given once. Article: 网信部门行政执法程序规定 §45."""
    return refuse("already_extended", f"{CAC14} §45") if state.extended else Met()


@guard
def extended_before(state: CaseState, step: Step) -> Verdict:
    """The superior fixes a later day after the sixty days were given, and it lies ahead. Article: 程序规定 §45."""
    until = step.date("until")
    return Met() if state.extended and until and until > step.day else refuse("superior_extension", f"{CAC14} §45")

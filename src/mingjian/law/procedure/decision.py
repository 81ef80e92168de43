"""Legal review, collective discussion, extension, decision, service, publication."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState, Decision
from mingjian.law.guards.penalty import penalties_of
from mingjian.law.procedure.investigation import BEFORE_DECISION
from mingjian.law.procedure.notice import DISCRETION_FIELDS, PENALTY_FIELDS
from mingjian.law.step_kind import LATE_REASON, REASONS, RECORD, SERVICE, Field, StepKind
from mingjian.law.steps import Step

_READY = frozenset({"concluded", "notified", "hearing_pending", "heard", "defence_checked", "reviewed", "discussed"})
_AFTER = frozenset({"served", "performed", "demanded", "court", "closed"})


def _reviewed(state: CaseState, step: Step) -> CaseState:
    who = step.by[0].code if step.by else ""
    return state.with_(stage="reviewed", reviewer=who, review_passed=step.flag("passed"), discussed=False)


def _discussed(state: CaseState, _: Step) -> CaseState:
    return state.with_(stage="discussed", discussed=True)


def _confirmed(state: CaseState, step: Step) -> CaseState:
    return state.with_(legally_confirmed=state.legally_confirmed | {step.text("basis")})


def _extended(state: CaseState, _: Step) -> CaseState:
    return state.with_(extended=True)


def _extended_more(state: CaseState, step: Step) -> CaseState:
    return state.with_(superior_until=step.date("until"))


def _decided(state: CaseState, step: Step) -> CaseState:
    none = step.text("decision") == "no_penalty"
    penalties = () if none else penalties_of(step)
    decision = Decision(step.day, step.text("decision"), step.text("number"), penalties)
    return state.with_(stage="decided", outcome="no_penalty" if none else "penalty", decision=decision)


def _served(state: CaseState, step: Step) -> CaseState:
    return state.with_(stage="served", served_on=step.day)


def _published(state: CaseState, step: Step) -> CaseState:
    return state.with_(published_on=step.day)


def _unpublished(state: CaseState, step: Step) -> CaseState:
    return state.with_(unpublished_on=step.day)


KINDS = (
    StepKind(
        "legal_reviewed",
        "法制审核",
        "legal review",
        f"{APL} §58，{CAC14} §41",
        by=("legal_reviewer",),
        stages=_READY,
        apply=_reviewed,
        conditions=("defence_settled", "hearing_settled", "reviewer_qualified", "reviewer_is_neutral"),
        fields=(
            Field("passed", "flag", "审核通过", "passed", required=False),
            Field("opinion", "text", "审核意见", "opinion"),
        ),
        documents=("legal_review",),
    ),
    StepKind(
        "basis_confirmed",
        "核实处罚依据",
        "confirm the rule",
        f"{APL} §4",
        by=("legal_reviewer",),
        stages=BEFORE_DECISION,
        apply=_confirmed,
        conditions=("reviewer_qualified", "reviewer_is_neutral"),
        fields=(
            Field("basis", "text", "依据", "rule"),
            Field("text", "text", "条文原文及出处", "text of the article and its source"),
        ),
    ),
    StepKind(
        "discussed",
        "集体讨论",
        "collective discussion",
        f"{APL} §57，{CAC14} §42",
        by=("office_head", "main_head"),
        stages=_READY,
        apply=_discussed,
        conditions=("defence_settled", "hearing_settled", "review_passed"),
        checks=("members_discuss",),
        fields=(Field("members", "codes", "参加人员", "members"), RECORD),
        documents=("discussion_record",),
    ),
    StepKind(
        "decision_extended",
        "延长办案期限六十日",
        "extend the time by sixty days",
        f"{APL} §60，{CAC14} §45",
        by=("handler",),
        approved_by=("office_head",),
        stages=BEFORE_DECISION,
        apply=_extended,
        of_case=True,
        conditions=("ordinary_time_runs",),
        fields=(REASONS,),
        clock="decision",
        late="hard",
    ),
    StepKind(
        "decision_extended_more",
        "上级机关决定继续延长",
        "the next higher office extends",
        f"{CAC14} §45",
        by=("superior_head",),
        stages=BEFORE_DECISION,
        apply=_extended_more,
        offered=lambda state: state.extended,
        checks=("extended_before",),
        fields=(
            Field("until", "day", "延长至", "until"),
            Field("letter", "text", "批准文号", "number of the letter"),
        ),
        clock="decision",
        late="hard",
    ),
    StepKind(
        "decided",
        "作出决定",
        "decide",
        f"{APL} §57，{CAC14} §42-45",
        by=("handler",),
        approved_by=("office_head", "main_head"),
        stages=_READY | {"crime_transfer"},
        apply=_decided,
        of_case=True,
        conditions=(
            "crime_was_checked",
            "crime_was_ruled",
            "no_transfer_running",
            "defence_settled",
            "hearing_settled",
            "review_passed",
            "recusals_settled",
            "decision_in_time",
            "told_before_penalty",
            "was_heard",
            "discussion_held",
        ),
        checks=(
            "hearing_was_offered",
            "tier_gives_penalties",
            "amounts_where_money",
            "fine_in_band",
            "one_fine",
            "gains_confiscated",
            "discretion_share",
            "as_told",
            "not_heavier_than_told",
            "rule_confirmed",
            "no_penalty_founded",
            "content_complete",
            "number_in_series",
        ),
        fields=(
            Field(
                "decision",
                "choice",
                "决定",
                "decision",
                options=(("penalty", "行政处罚", "penalty"), ("no_penalty", "不予处罚", "no penalty")),
            ),
            Field("number", "text", "文号", "number"),
            Field("party", "text", "当事人", "party"),
            Field("facts", "text", "事实和证据", "facts and evidence"),
            *(replace(field, required=False) for field in (*PENALTY_FIELDS, *DISCRETION_FIELDS)),
            Field("performance", "text", "履行方式和期限", "how and when to perform", required=False),
            Field("appeal", "text", "复议、诉讼的途径和期限", "how and when to appeal"),
        ),
        documents=("penalty_decision", "no_penalty_decision"),
        clock="decision",
    ),
    StepKind(
        "served",
        "送达决定",
        "serve the decision",
        f"{APL} §61，{CAC14} §46",
        by=("handler",),
        stages=frozenset({"decided"}),
        apply=_served,
        people=2,
        of_case=True,
        checks=("service_proven",),
        fields=(
            *SERVICE,
            Field("why_published", "text", "公告送达的原因", "why by publication", required=False),
            Field("witness", "text", "见证人", "witness", required=False),
            Field("recorded", "flag", "拍照、录像", "recorded in pictures", required=False),
            LATE_REASON,
        ),
        documents=("service_receipt",),
        clock="service",
        late="soft",
    ),
    StepKind(
        "published",
        "公开处罚决定",
        "publish the decision",
        f"{APL} §48",
        by=("handler",),
        approved_by=("office_head",),
        stages=_AFTER,
        apply=_published,
        offered=lambda state: state.decision is not None and state.published_on is None,
        conditions=("decision_stands", "not_published"),
        checks=("social_impact",),
        fields=(
            Field("social_impact", "flag", "具有一定社会影响", "has social impact"),
            REASONS,
            Field("masked", "text", "隐去的内容", "what is masked"),
        ),
    ),
    StepKind(
        "unpublished",
        "撤回公开的处罚决定",
        "take back the published decision",
        f"{APL} §48",
        by=("publisher", "handler", "office_head", "main_head"),
        stages=_AFTER,
        apply=_unpublished,
        offered=lambda state: state.published_on is not None and state.unpublished_on is None,
        conditions=("is_published",),
        fields=(REASONS, LATE_REASON),
        clock="unpublication",
        late="soft",
    ),
)

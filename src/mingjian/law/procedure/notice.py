"""Notice, defence and hearing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState, Hearing, Notice, Pause
from mingjian.law.discretion import DISCRETION
from mingjian.law.guards.penalty import penalties_of
from mingjian.law.procedure.investigation import close_pause
from mingjian.law.step_kind import REASONS, RECORD, SERVICE, Field, StepKind
from mingjian.law.steps import Step

TOLD = frozenset({"notified", "hearing_pending", "heard", "defence_checked", "reviewed", "discussed"})
PENALTY_FIELDS = (
    Field("basis", "text", "处罚依据", "rule"),
    Field("trigger", "text", "档次", "tier"),
    Field("penalties", "penalties", "处罚种类和金额", "penalties and amounts"),
    Field("gains", "number", "违法所得(元)", "illegal gains (yuan)", required=False),
    Field("turnover", "number", "上年营业额(元)", "last year's turnover (yuan)", required=False),
    Field("lighter_new_law", "flag", "适用较轻的新规定", "a lighter new law applies", required=False),
    Field("serious_reasons", "text", "情节严重的理由", "why it is serious", required=False),
    Field("granted_by_us", "flag", "许可由本机关颁发", "licence granted by us", required=False),
)
DISCRETION_FIELDS = (
    Field(
        "discretion",
        "choice",
        "裁量档次",
        "discretion tier",
        options=tuple((code, zh, en) for code, (zh, en) in DISCRETION.items()),
    ),
    Field("deviation_reasons", "text", "超出裁量档次的理由", "why outside the tier's share", required=False),
)
PENALTY_CHECKS = (
    "rule_of_the_case",
    "rule_in_force",
    "ours_by_matter",
    "ours_by_level",
    "tier_gives_penalties",
    "tier_is_open",
    "amounts_where_money",
    "fine_in_band",
    "one_fine",
    "gains_confiscated",
    "licence_by_grantor",
)


def _notified(state: CaseState, step: Step) -> CaseState:
    notice = Notice(
        served_on=step.day,
        basis=step.text("basis"),
        trigger=step.text("trigger"),
        discretion=step.text("discretion"),
        penalties=penalties_of(step),
        answer_by=step.date("answer_by") or date.max,
        hearing_told=step.flag("hearing_told"),
        deviates=bool(step.text("deviation_reasons")),
    )
    fresh = state.with_(defence_open=False, defended=False, waived=False, hearing=None)
    return fresh.with_(stage="notified", notice=notice, reviewer="", review_passed=None, discussed=False)


def _defended(state: CaseState, _: Step) -> CaseState:
    """A defence undoes the review and discussion that went before it."""
    stage = state.stage if state.stage in ("hearing_pending", "heard") else "notified"
    return state.with_(stage=stage, defence_open=True, defended=True, reviewer="", review_passed=None, discussed=False)


def _waived(state: CaseState, _: Step) -> CaseState:
    return state.with_(waived=True)


def _reviewed(state: CaseState, _: Step) -> CaseState:
    stage = state.stage if state.stage == "hearing_pending" else "defence_checked"
    return state.with_(stage=stage, defence_open=False)


def _asked(state: CaseState, step: Step) -> CaseState:
    pause = Pause("hearing", step.text("request"), step.day)
    pauses = (*close_pause(state, step), pause)
    asked = state.with_(stage="hearing_pending", hearing=Hearing(step.day), pauses=pauses)
    return asked.with_(reviewer="", review_passed=None, discussed=False)


def _withdrawn(state: CaseState, step: Step) -> CaseState:
    return state.with_(stage="notified", hearing=None, waived=True, pauses=close_pause(state, step))


def _arranged(state: CaseState, step: Step) -> CaseState:
    assert state.hearing is not None
    chair = step.officers("chair")[0].code
    return state.with_(hearing=replace(state.hearing, notice_on=step.day, day=step.date("hearing_day"), chair=chair))


def _held(state: CaseState, step: Step) -> CaseState:
    assert state.hearing is not None
    return state.with_(hearing=replace(state.hearing, held_on=step.day), defended=True)


def _reported(state: CaseState, step: Step) -> CaseState:
    assert state.hearing is not None
    hearing = replace(state.hearing, reported_on=step.day)
    return state.with_(stage="heard", hearing=hearing, pauses=close_pause(state, step))


KINDS = (
    StepKind(
        "notified",
        "行政处罚意见告知",
        "notify the intended penalty",
        f"{APL} §44，{CAC14} §39",
        by=("handler",),
        stages=frozenset({"concluded", "notified", "defence_checked"}),
        apply=_notified,
        people=2,
        of_case=True,
        card=True,
        conditions=("opinion_is_penalty", "crime_was_checked", "crime_was_ruled"),
        checks=(
            *PENALTY_CHECKS,
            "discretion_share",
            "minors_lighter",
            "highest_fine",
            "rights_told",
            "hearing_told",
            "answer_term",
            "service_proven",
        ),
        fields=(
            *PENALTY_FIELDS,
            *DISCRETION_FIELDS,
            Field("facts", "text", "违法事实", "facts"),
            REASONS,
            Field("defence_told", "flag", "已告知陈述、申辩权", "right to state and defend told"),
            Field("hearing_told", "flag", "已告知听证权", "right to a hearing told", required=False),
            Field("answer_by", "day", "陈述申辩、听证申请截止日", "answer by"),
            *SERVICE,
        ),
        documents=("penalty_notice", "service_receipt"),
    ),
    StepKind(
        "defended",
        "陈述、申辩",
        "state and defend",
        f"{APL} §45",
        by=("party", "deputy", "handler"),
        stages=TOLD,
        apply=_defended,
        conditions=("was_told",),
        fields=(Field("statement", "text", "陈述申辩内容", "statement"),),
        documents=("defence_record",),
    ),
    StepKind(
        "defence_waived",
        "放弃陈述申辩和听证",
        "waive defence and hearing",
        f"{APL} §44、§64",
        by=("party", "deputy", "handler"),
        stages=frozenset({"notified", "defence_checked"}),
        apply=_waived,
        offered=lambda state: not state.waived,
        conditions=("was_told", "not_waived"),
        fields=(Field("statement", "text", "书面放弃声明编号", "number of the written waiver"),),
        documents=("defence_record",),
    ),
    StepKind(
        "defence_reviewed",
        "陈述申辩复核",
        "review the defence",
        f"{APL} §45，{CAC14} §39",
        by=("handler",),
        stages=TOLD,
        apply=_reviewed,
        offered=lambda state: state.defence_open,
        people=2,
        of_case=True,
        conditions=("defence_waits",),
        checks=("not_made_heavier",),
        fields=(
            Field("opinion", "text", "复核意见", "opinion"),
            REASONS,
            Field("accepted", "text", "采纳情况", "what was accepted", required=False),
            Field("heavier", "flag", "加重处罚", "penalty made heavier", required=False),
        ),
        documents=("defence_review",),
    ),
    StepKind(
        "hearing_asked",
        "要求听证",
        "ask for a hearing",
        f"{APL} §64，{CAC14} §36",
        by=("party", "deputy", "handler"),
        stages=frozenset({"notified", "defence_checked", "reviewed", "discussed"}),
        apply=_asked,
        offered=lambda state: state.notice is not None and state.notice.hearing_told and not state.hearing,
        conditions=("was_told", "hearing_may_be_asked", "not_waived"),
        fields=(Field("request", "text", "听证申请编号", "number of the request"),),
        clock="hearing_request",
        late="hard",
    ),
    StepKind(
        "hearing_withdrawn",
        "撤回听证申请或不出席",
        "withdraw the request, or stay away",
        f"{APL} §64",
        by=("party", "deputy", "hearing_chair"),
        stages=frozenset({"hearing_pending"}),
        apply=_withdrawn,
        conditions=("hearing_was_asked",),
        fields=(REASONS,),
    ),
    StepKind(
        "hearing_notified",
        "听证通知",
        "notify the hearing",
        f"{APL} §64，{CAC14} §37",
        by=("handler", "section_head"),
        stages=frozenset({"hearing_pending"}),
        apply=_arranged,
        conditions=("hearing_was_asked",),
        checks=("chair_is_neutral", "hearing_notice_early", "service_proven"),
        fields=(
            Field("hearing_day", "day", "听证日期", "day of the hearing"),
            Field("place", "text", "地点", "place"),
            Field("chair", "officers", "听证主持人", "chair"),
            *SERVICE,
        ),
        documents=("hearing_notice", "service_receipt"),
    ),
    StepKind(
        "hearing_held",
        "举行听证",
        "hold the hearing",
        f"{APL} §64",
        by=("hearing_chair",),
        stages=frozenset({"hearing_pending"}),
        apply=_held,
        conditions=("hearing_was_asked", "on_hearing_day", "by_the_chair"),
        fields=(RECORD, Field("attendees", "text", "到场人员", "who came")),
        documents=("hearing_record",),
    ),
    StepKind(
        "hearing_reported",
        "听证报告",
        "report on the hearing",
        f"{APL} §65，{CAC14} §37",
        by=("hearing_chair",),
        stages=frozenset({"hearing_pending"}),
        apply=_reported,
        conditions=("hearing_was_held", "by_the_chair"),
        fields=(Field("opinion", "text", "听证意见", "opinion"),),
        documents=("hearing_report",),
    ),
)

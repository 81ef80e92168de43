"""Investigation: first contact, recusal, handlers, pauses, orders to correct, interviews."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState, Correction, Pause
from mingjian.law.step_kind import REASONS, RECORD, SERVICE, Field, StepKind
from mingjian.law.steps import Step

PAUSES = (
    ("testing", "检测", "testing"),
    ("inspection", "检验", "inspection"),
    ("appraisal", "鉴定", "appraisal"),
    ("assistance", "行政协助", "administrative assistance"),
)
OPEN = frozenset({"filed", "investigating"})
BEFORE_DECISION = OPEN | {
    "concluded",
    "notified",
    "hearing_pending",
    "heard",
    "defence_checked",
    "reviewed",
    "discussed",
}


def _contacted(state: CaseState, _: Step) -> CaseState:
    return state.with_(stage="investigating", contacted=True)


def _consented(state: CaseState, _: Step) -> CaseState:
    return state.with_(consented=True)


def _recusal_asked(state: CaseState, step: Step) -> CaseState:
    return state.with_(recusal_asked=state.recusal_asked | {step.text("officer")})


def _recusal_ruled(state: CaseState, step: Step) -> CaseState:
    who = step.text("officer")
    recused = state.recused | {who} if step.flag("granted") else state.recused
    return state.with_(recusal_asked=state.recusal_asked - {who}, recused=recused)


def _handler_changed(state: CaseState, step: Step) -> CaseState:
    new = step.officers("to")
    kept = tuple(code for code in state.handlers if code != step.text("from"))
    return state.with_(handlers=(*kept, *(officer.code for officer in new)))


def _paused(state: CaseState, step: Step) -> CaseState:
    pause = Pause(step.text("cause"), step.text("document"), step.day)
    return state.with_(pauses=(*state.pauses, pause))


def close_pause(state: CaseState, step: Step) -> tuple[Pause, ...]:
    """The pauses with the open one ended on the day of the step."""
    return tuple(replace(row, last=step.day) if row.last is None else row for row in state.pauses)


def _resumed(state: CaseState, step: Step) -> CaseState:
    return state.with_(pauses=close_pause(state, step))


def _ordered(state: CaseState, step: Step) -> CaseState:
    return state.with_(correction=Correction(step.day, step.date("limit") or step.day))


def _checked(state: CaseState, step: Step) -> CaseState:
    assert state.correction is not None
    return state.with_(correction=replace(state.correction, checked_on=step.day, met=step.flag("met")))


def _interviewed(state: CaseState, _: Step) -> CaseState:
    return state.with_(interviewed=True)


_OFFICER = Field("officer", "text", "人员编号", "officer's number")
KINDS = (
    StepKind(
        "party_contacted",
        "首次接触当事人，出示证件，告知回避权",
        "first contact: cards shown, right to recusal told",
        f"{APL} §43、§55",
        by=("handler",),
        stages=OPEN,
        apply=_contacted,
        people=2,
        of_case=True,
        card=True,
        checks=("recusal_right_told",),
        fields=(
            Field("cards_shown", "flag", "已出示执法证件", "cards shown"),
            Field("recusal_told", "flag", "已告知申请回避的权利", "right to recusal told"),
            RECORD,
        ),
        documents=("inspection_record", "inquiry_record"),
    ),
    StepKind(
        "electronic_consented",
        "同意电子送达",
        "consent to electronic service",
        f"{APL} §61",
        by=("party", "deputy", "handler"),
        stages=BEFORE_DECISION | {"decided", "served", "demanded"},
        apply=_consented,
        fields=(
            Field("address", "text", "电子送达地址", "address for electronic service"),
            Field("form", "text", "确认书编号", "number of the consent form"),
        ),
    ),
    StepKind(
        "recusal_asked",
        "申请回避",
        "ask for recusal",
        f"{APL} §43",
        by=("party", "deputy", "handler", "legal_reviewer", "hearing_chair"),
        stages=BEFORE_DECISION,
        apply=_recusal_asked,
        checks=("recusal_names_participant",),
        fields=(_OFFICER, REASONS),
    ),
    StepKind(
        "recusal_ruled",
        "决定回避",
        "rule on recusal",
        f"{APL} §43",
        by=("office_head", "main_head"),
        stages=BEFORE_DECISION,
        apply=_recusal_ruled,
        offered=lambda state: bool(state.recusal_asked),
        checks=("recusal_was_asked",),
        fields=(_OFFICER, Field("granted", "flag", "准予回避", "granted", required=False), REASONS),
    ),
    StepKind(
        "handler_changed",
        "更换承办人",
        "change a handler",
        f"{APL} §42，{CAC14} §18",
        by=("section_head", "office_head"),
        stages=BEFORE_DECISION | {"decided", "served", "demanded"},
        apply=_handler_changed,
        checks=("replacement_fits",),
        fields=(
            Field("from", "text", "原承办人", "handler until now"),
            Field("to", "officers", "新承办人", "new handler"),
            REASONS,
        ),
    ),
    StepKind(
        "clock_paused",
        "办案期限暂停",
        "stop the clock",
        f"{CAC14} §20、§45",
        by=("handler",),
        stages=BEFORE_DECISION,
        apply=_paused,
        offered=lambda state: not any(row.last is None for row in state.pauses),
        of_case=True,
        conditions=("no_pause_open",),
        fields=(
            Field("cause", "choice", "事由", "cause", options=PAUSES),
            Field("document", "text", "文书编号", "number of the document"),
        ),
        documents=("assistance_letter",),
    ),
    StepKind(
        "clock_resumed",
        "办案期限恢复",
        "let the clock run on",
        f"{CAC14} §45",
        by=("handler",),
        stages=BEFORE_DECISION,
        apply=_resumed,
        offered=lambda state: any(row.last is None and row.cause != "hearing" for row in state.pauses),
        of_case=True,
        conditions=("pause_open",),
        fields=(Field("document", "text", "文书编号", "number of the document"),),
    ),
    StepKind(
        "correction_ordered",
        "责令改正",
        "order to correct",
        f"{APL} §28，{CAC14} §34",
        by=("handler",),
        stages=OPEN,
        apply=_ordered,
        people=2,
        of_case=True,
        card=True,
        checks=("term_is_clear", "service_proven"),
        fields=(
            Field("measures", "text", "改正内容", "what to correct"),
            Field("limit", "day", "改正期限", "until when"),
            *SERVICE,
        ),
        documents=("correction_order",),
    ),
    StepKind(
        "correction_checked",
        "复查改正情况",
        "check the correction",
        f"{CAC14} §34，法释〔2019〕15号 §2",
        by=("handler",),
        stages=OPEN,
        apply=_checked,
        offered=lambda state: state.correction is not None and not state.correction.met,
        people=2,
        of_case=True,
        conditions=("order_runs",),
        checks=("unmet_only_after_term",),
        fields=(Field("met", "flag", "已改正", "met", required=False), RECORD),
        documents=("correction_check",),
    ),
    StepKind(
        "interview_held",
        "执法约谈",
        "interview",
        f"{CAC14} §38",
        by=("handler",),
        stages=OPEN | {"concluded"},
        apply=_interviewed,
        people=2,
        of_case=True,
        card=True,
        conditions=("interview_level",),
        fields=(
            Field("attendees", "text", "到场人员", "who came"),
            RECORD,
            Field("signature_refused", "text", "拒绝签字的说明", "note on a refused signature", required=False),
        ),
        documents=("interview_notice", "interview_record"),
    ),
)

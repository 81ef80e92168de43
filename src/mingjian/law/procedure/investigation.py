"""Investigation: first contact, recusal, evidence, preservation, pauses, orders to correct, interviews."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState, Correction, Evidence, Pause, Preservation
from mingjian.law.step_kind import REASONS, RECORD, SERVICE, Field, StepKind
from mingjian.law.steps import Step

EVIDENCE_KINDS = (
    ("document", "书证", "document"),
    ("object", "物证", "object"),
    ("audio_visual", "视听资料", "audio-visual material"),
    ("electronic", "电子数据", "electronic data"),
    ("witness", "证人证言", "witness statement"),
    ("statement", "当事人的陈述", "party's statement"),
    ("expert", "鉴定意见", "expert opinion"),
    ("inspection", "勘验笔录、现场笔录", "inspection record"),
)
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


def _evidence_taken(state: CaseState, step: Step) -> CaseState:
    piece = Evidence(step.text("digest"), step.text("evidence"))
    stage = "investigating" if state.stage == "filed" else state.stage
    return state.with_(stage=stage, evidence=(*state.evidence, piece))


def _evidence_reviewed(state: CaseState, step: Step) -> CaseState:
    digest, out = step.text("digest"), step.flag("excluded")
    pieces = tuple(replace(p, reviewed=True, excluded=out) if p.digest == digest else p for p in state.evidence)
    return state.with_(evidence=pieces)


def _preserved(state: CaseState, step: Step) -> CaseState:
    return state.with_(preservations=(*state.preservations, Preservation(step.text("number"), step.day)))


def _disposed(state: CaseState, step: Step) -> CaseState:
    number = step.text("number")
    rows = tuple(replace(row, disposed=True) if row.number == number else row for row in state.preservations)
    return state.with_(preservations=rows)


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
        "evidence_taken",
        "调查取证",
        "take evidence",
        f"{APL} §46，{CAC14} §21-22",
        by=("handler",),
        stages=OPEN,
        apply=_evidence_taken,
        people=2,
        of_case=True,
        card=True,
        checks=("lawful_basis", "new_evidence"),
        fields=(
            Field("digest", "text", "哈希值", "digest"),
            Field("evidence", "choice", "证据种类", "kind of evidence", options=EVIDENCE_KINDS),
            Field("lawful_basis", "text", "取证依据", "rule it was taken under", required=False),
            Field("place", "text", "地点或网址", "place or address"),
            Field("tool", "text", "工具及版本", "tool and version", required=False),
            Field("before_filing", "flag", "立案前依法取得", "lawfully taken before filing", required=False),
        ),
        documents=("electronic_evidence_record", "evidence_list"),
    ),
    StepKind(
        "statement_taken",
        "询问",
        "question the party or a witness",
        f"{APL} §55，{CAC14} §26",
        by=("handler",),
        stages=OPEN,
        apply=_evidence_taken,
        people=2,
        of_case=True,
        card=True,
        conditions=("contact_made",),
        checks=("lawful_basis", "new_evidence"),
        fields=(
            Field("digest", "text", "哈希值", "digest"),
            Field("evidence", "choice", "证据种类", "kind of evidence", options=EVIDENCE_KINDS),
            Field("lawful_basis", "text", "取证依据", "rule it was taken under", required=False),
            RECORD,
        ),
        documents=("inquiry_record",),
    ),
    StepKind(
        "evidence_reviewed",
        "审查证据",
        "review evidence",
        f"{APL} §46，{CAC14} §21",
        by=("handler",),
        stages=OPEN,
        apply=_evidence_reviewed,
        offered=lambda state: bool(state.evidence),
        of_case=True,
        checks=("evidence_is_there",),
        fields=(
            Field("digest", "text", "哈希值", "digest"),
            Field("excluded", "flag", "排除", "excluded", required=False),
            REASONS,
        ),
    ),
    StepKind(
        "preserved",
        "先行登记保存",
        "preserve in advance",
        f"{APL} §56，{CAC14} §28",
        by=("handler",),
        approved_by=("office_head",),
        stages=OPEN,
        apply=_preserved,
        people=2,
        of_case=True,
        card=True,
        checks=("party_called", "new_list_number"),
        fields=(
            Field("number", "text", "清单编号", "number of the list"),
            Field("items", "text", "物品", "things"),
            Field("risk", "text", "可能灭失或以后难以取得的情形", "risk of loss"),
            Field("party_present", "flag", "当事人到场", "party present", required=False),
            Field("witness", "text", "见证人", "witness", required=False),
        ),
        documents=("preservation_notice", "preservation_list"),
    ),
    StepKind(
        "preservation_disposed",
        "处理先行登记保存的物品",
        "decide on preserved things",
        f"{APL} §56，{CAC14} §29",
        by=("handler",),
        stages=BEFORE_DECISION,
        apply=_disposed,
        offered=lambda state: any(not row.disposed for row in state.preservations),
        people=2,
        of_case=True,
        checks=("preservation_running", "preservation_not_lapsed"),
        fields=(
            Field("number", "text", "清单编号", "number of the list"),
            Field(
                "outcome",
                "choice",
                "处理",
                "outcome",
                options=(
                    ("recorded", "采取记录、复制等措施后返还", "recorded or copied, returned"),
                    ("appraised", "送交检测、检验、鉴定", "sent to testing or appraisal"),
                    ("lifted", "解除", "lifted"),
                ),
            ),
        ),
        documents=("preservation_disposal",),
        clock="preservation",
    ),
    StepKind(
        "preservation_lapsed",
        "先行登记保存自动解除",
        "the preservation lapses by itself",
        f"{APL} §56，{CAC14} §29",
        by=("system", "handler"),
        stages=frozenset(BEFORE_DECISION | {"filing_withdrawn", "crime_transfer", "decided", "served"}),
        apply=_disposed,
        offered=lambda state: any(not row.disposed for row in state.preservations),
        checks=("preservation_running", "preservation_lapsed"),
        fields=(Field("number", "text", "清单编号", "number of the list"),),
        documents=("preservation_disposal",),
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

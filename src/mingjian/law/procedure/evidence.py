"""Evidence: taking, questioning, reviewing, preserving in advance and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState, Evidence, Preservation
from mingjian.law.procedure.investigation import BEFORE_DECISION, OPEN
from mingjian.law.step_kind import REASONS, RECORD, Field, StepKind
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


KINDS = (
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
)

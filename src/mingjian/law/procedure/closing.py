"""Reconsideration, suit, closing, archive."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.articles import ALL, APL, ARL, CAC14
from mingjian.law.case import Appeal, CaseState, Decision
from mingjian.law.guards.penalty import penalties_of
from mingjian.law.procedure.performance import OWED, settle
from mingjian.law.step_kind import REASONS, Field, StepKind
from mingjian.law.steps import Step

_AFTER = OWED | {"performed", "closed"}
GROUNDS = (
    ("performed", "已履行", "performed"),
    ("no_penalty", "不予处罚", "no penalty"),
    ("transferred", "已移送", "transferred"),
    ("revoked", "决定被撤销", "decision revoked"),
    ("court", "已由法院强制执行", "enforced by the court"),
    ("not_filed", "未立案", "not filed"),
    ("impossible", "无法继续", "ended as impossible"),
)


def _appealed(state: CaseState, step: Step) -> CaseState:
    kind = "reconsideration" if step.kind == "reconsideration_applied" else "suit"
    return state.with_(appeals=(*state.appeals, Appeal(kind, step.day)))


def _appeal_over(state: CaseState, step: Step) -> CaseState:
    result = step.text("result")
    appeals = tuple(replace(row, over=step.day, result=result) if row.over is None else row for row in state.appeals)
    ended = state.with_(appeals=appeals)
    if result == "revoked":
        return ended.with_(outcome="revoked", void_since=step.day)
    if result == "changed" and state.decision:
        changed: Decision = replace(state.decision, penalties=penalties_of(step))
        return settle(ended.with_(decision=changed, void_since=step.day))
    return ended


def _closed(state: CaseState, step: Step) -> CaseState:
    outcome = "impossible" if step.text("ground") == "impossible" else state.outcome
    return state.with_(stage="closed", outcome=outcome, closed_on=step.day)


def _archived(state: CaseState, step: Step) -> CaseState:
    return state.with_(stage="archived", archived_on=step.day)


_STATEMENT = Field("request", "text", "申请编号", "number of the application")
_ACCEPTED = Field("accepted_by_body", "flag", "逾期但已被受理", "late but accepted by the body", required=False)
KINDS = (
    StepKind(
        "reconsideration_applied",
        "申请行政复议",
        "apply for reconsideration",
        f"{ARL} §20",
        by=("party", "deputy", "handler", "reconsideration_body"),
        stages=_AFTER,
        apply=_appealed,
        conditions=("decision_exists", "no_appeal_open", "not_reconsidered_before"),
        checks=("appeal_in_time",),
        fields=(_STATEMENT, _ACCEPTED),
        clock="reconsideration",
    ),
    StepKind(
        "suit_filed",
        "提起行政诉讼",
        "file a suit",
        f"{ALL} §45-46",
        by=("party", "deputy", "handler", "court"),
        stages=_AFTER,
        apply=_appealed,
        conditions=("decision_exists", "no_appeal_open", "no_suit_before"),
        checks=("appeal_in_time",),
        fields=(_STATEMENT, _ACCEPTED),
        clock="litigation",
    ),
    StepKind(
        "appeal_decided",
        "复议决定或判决",
        "reconsideration or suit decided",
        f"{ARL} §62-68，{ALL} §69-77",
        by=("reconsideration_body", "court", "handler"),
        stages=_AFTER,
        apply=_appeal_over,
        offered=lambda state: state.appeal is not None,
        checks=("appeal_is_open",),
        fields=(
            Field(
                "appeal",
                "choice",
                "程序",
                "procedure",
                options=(("reconsideration", "行政复议", "reconsideration"), ("suit", "行政诉讼", "suit")),
            ),
            Field(
                "result",
                "choice",
                "结果",
                "result",
                options=(
                    ("upheld", "维持、驳回", "upheld"),
                    ("changed", "变更", "changed"),
                    ("revoked", "撤销或确认无效", "revoked"),
                    ("withdrawn", "撤回", "withdrawn"),
                ),
            ),
            Field("number", "text", "文号", "number"),
            Field("penalties", "penalties", "变更后的处罚", "penalties as changed", required=False),
        ),
    ),
    StepKind(
        "closed",
        "结案",
        "close the case",
        f"{CAC14} §47-58",
        by=("handler",),
        approved_by=("office_head",),
        stages=frozenset(
            {
                "served",
                "performed",
                "demanded",
                "court",
                "transferred",
                "not_filed",
                "filing_withdrawn",
                "investigating",
                "concluded",
            }
        ),
        apply=_closed,
        conditions=("nothing_held", "no_appeal_open", "nothing_waits", "sender_was_told", "void_not_public"),
        checks=("closing_ground",),
        fields=(Field("ground", "choice", "结案理由", "ground", options=GROUNDS), REASONS),
        documents=("closing_approval",),
    ),
    StepKind(
        "archived",
        "归档",
        "archive",
        f"{APL} §47，档案法 §13",
        by=("archivist",),
        stages=frozenset({"closed"}),
        apply=_archived,
        conditions=("no_appeal_open",),
        checks=("file_complete",),
        fields=(
            Field("index", "text", "卷内目录", "index"),
            Field("pages", "number", "页数", "pages"),
            Field("digest", "text", "卷宗哈希值", "digest of the file"),
        ),
        documents=("file_index",),
    ),
)

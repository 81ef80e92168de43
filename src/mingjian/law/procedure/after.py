"""After the decision: payment, deferral, late fee, demand, court, reconsideration, suit, closing, archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mingjian.law.articles import ACL, ALL, APL, ARL, CAC14
from mingjian.law.case import Appeal, CaseState, Decision
from mingjian.law.guards.after import money_owed, still_to_perform
from mingjian.law.guards.penalty import penalties_of
from mingjian.law.step_kind import REASONS, RECORD, SERVICE, Field, StepKind
from mingjian.law.steps import Step

_OWED = frozenset({"served", "demanded", "court"})
_AFTER = _OWED | {"performed", "closed"}
GROUNDS = (
    ("performed", "已履行", "performed"),
    ("no_penalty", "不予处罚", "no penalty"),
    ("transferred", "已移送", "transferred"),
    ("revoked", "决定被撤销", "decision revoked"),
    ("court", "已由法院强制执行", "enforced by the court"),
    ("not_filed", "未立案", "not filed"),
    ("impossible", "无法继续", "ended as impossible"),
)


def _settle(state: CaseState) -> CaseState:
    """Performed once nothing is owed."""
    done = state.outcome == "penalty" and not money_owed(state) and not still_to_perform(state)
    return state.with_(stage="performed") if done and state.stage in _OWED else state


def _paid(state: CaseState, step: Step) -> CaseState:
    amount = step.facts.get("amount")
    row = (step.day, amount if isinstance(amount, int) else 0)
    return _settle(state.with_(payments=(*state.payments, row)))


def _performed(state: CaseState, step: Step) -> CaseState:
    return _settle(state.with_(performed=state.performed | {step.text("measure")}))


def _deferral_asked(state: CaseState, _: Step) -> CaseState:
    return state.with_(deferral_asked=True)


def _deferral_granted(state: CaseState, step: Step) -> CaseState:
    paid = state.paid  # instalments come on top of what was paid before
    rows = [(date.fromisoformat(str(row["day"])), int(row["amount"])) for row in step.rows("instalments")]
    first = ((rows[0][0], rows[0][1] + paid), *rows[1:]) if rows else ()
    return state.with_(instalments=tuple(first), deferral_asked=False)


def _deferral_refused(state: CaseState, _: Step) -> CaseState:
    return state.with_(deferral_asked=False)


def _charged(state: CaseState, step: Step) -> CaseState:
    return state.with_(late_charged=round(step.number("amount")))


def _demanded(state: CaseState, step: Step) -> CaseState:
    return state.with_(stage="demanded", demanded_on=step.day)


def _court(state: CaseState, step: Step) -> CaseState:
    return state.with_(stage="court", court_on=step.day)


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
        return _settle(ended.with_(decision=changed, void_since=step.day))
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
        "paid",
        "缴款",
        "payment",
        f"{APL} §67",
        by=("bank", "handler"),
        stages=_OWED,
        apply=_paid,
        checks=("payment_fits",),
        fields=(
            Field("amount", "number", "金额(元)", "amount (yuan)"),
            Field("receipt", "text", "银行回单", "bank receipt"),
        ),
        clock="payment",
    ),
    StepKind(
        "performed",
        "履行非金钱处罚",
        "a penalty other than money is performed",
        f"{APL} §66",
        by=("handler",),
        stages=_OWED,
        apply=_performed,
        offered=lambda state: bool(still_to_perform(state)),
        of_case=True,
        checks=("is_to_perform",),
        fields=(Field("measure", "text", "处罚种类", "penalty"), RECORD),
        clock="payment",
    ),
    StepKind(
        "deferral_asked",
        "申请延期、分期缴纳",
        "ask for deferral or instalments",
        f"{APL} §66",
        by=("party", "deputy", "handler"),
        stages=_OWED - {"court"},
        apply=_deferral_asked,
        conditions=("money_is_owed",),
        fields=(_STATEMENT, Field("hardship", "text", "经济困难情况", "hardship")),
    ),
    StepKind(
        "deferral_granted",
        "批准延期、分期缴纳",
        "grant deferral or instalments",
        f"{APL} §66",
        by=("handler",),
        approved_by=("office_head",),
        stages=_OWED - {"court"},
        apply=_deferral_granted,
        offered=lambda state: state.deferral_asked,
        of_case=True,
        conditions=("deferral_was_asked",),
        checks=("instalments_add_up",),
        fields=(Field("instalments", "instalments", "分期安排", "instalments"), REASONS),
        documents=("deferral_approval",),
    ),
    StepKind(
        "deferral_refused",
        "不予延期、分期缴纳",
        "refuse deferral",
        f"{APL} §66",
        by=("handler",),
        approved_by=("office_head",),
        stages=_OWED - {"court"},
        apply=_deferral_refused,
        offered=lambda state: state.deferral_asked,
        of_case=True,
        conditions=("deferral_was_asked",),
        fields=(REASONS,),
        documents=("deferral_approval",),
    ),
    StepKind(
        "late_fee_charged",
        "加处罚款",
        "charge the late fee",
        f"{APL} §72-73",
        by=("handler",),
        stages=_OWED - {"court"},
        apply=_charged,
        of_case=True,
        conditions=("no_appeal_open", "decision_not_revoked", "is_overdue"),
        checks=("late_fee_right",),
        fields=(Field("amount", "number", "加处罚款金额(元)", "late fee (yuan)"),),
    ),
    StepKind(
        "demanded",
        "催告",
        "demand",
        f"{ACL} §54",
        by=("handler",),
        stages=frozenset({"served"}),
        apply=_demanded,
        people=2,
        of_case=True,
        conditions=("decision_not_revoked", "is_overdue"),
        checks=("service_proven",),
        fields=(Field("owed", "text", "应履行的义务", "what is owed"), *SERVICE),
        documents=("demand_letter", "service_receipt"),
    ),
    StepKind(
        "court_applied",
        "申请法院强制执行",
        "apply to the court",
        f"{ACL} §53-54",
        by=("handler",),
        approved_by=("office_head",),
        stages=frozenset({"demanded"}),
        apply=_court,
        of_case=True,
        conditions=("decision_not_revoked", "demand_term_over", "appeals_over"),
        fields=(Field("application", "text", "申请书编号", "number of the application"), REASONS),
        documents=("enforcement_application",),
        clock="court_application",
        late="hard",
    ),
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

"""Performance: payment, deferral, late fee, demand, application to the court."""

from __future__ import annotations

from datetime import date

from mingjian.law.articles import ACL, APL
from mingjian.law.case import CaseState
from mingjian.law.guards.after import money_owed, still_to_perform
from mingjian.law.step_kind import REASONS, RECORD, SERVICE, Field, StepKind
from mingjian.law.steps import Step

OWED = frozenset({"served", "demanded", "court"})


def settle(state: CaseState) -> CaseState:
    """Performed once nothing is owed."""
    done = state.outcome == "penalty" and not money_owed(state) and not still_to_perform(state)
    return state.with_(stage="performed") if done and state.stage in OWED else state


def _paid(state: CaseState, step: Step) -> CaseState:
    amount = step.facts.get("amount")
    row = (step.day, amount if isinstance(amount, int) else 0)
    return settle(state.with_(payments=(*state.payments, row)))


def _performed(state: CaseState, step: Step) -> CaseState:
    return settle(state.with_(performed=state.performed | {step.text("measure")}))


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


_STATEMENT = Field("request", "text", "申请编号", "number of the application")
KINDS = (
    StepKind(
        "paid",
        "缴款",
        "payment",
        f"{APL} §67",
        by=("bank", "handler"),
        stages=OWED,
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
        stages=OWED,
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
        stages=OWED - {"court"},
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
        stages=OWED - {"court"},
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
        stages=OWED - {"court"},
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
        stages=OWED - {"court"},
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
)

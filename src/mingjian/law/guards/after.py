"""Guards on what follows a decision: publication, performance, demand, court, appeals, closing, archive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mingjian.law.articles import ACL, APL, ARL, CAC14
from mingjian.law.case import CaseState
from mingjian.law.clocks import CLOCKS, appeals_end, overdue
from mingjian.law.counting import Span
from mingjian.law.guards.register import guard
from mingjian.law.late_fee import late_fee
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse

_RESULTS = frozenset({"upheld", "changed", "revoked", "withdrawn"})


def money_owed(state: CaseState) -> int:
    """Yuan of fines, confiscations and charged late fees that are not paid."""
    return max((state.decision.money if state.decision else 0) + state.late_charged - state.paid, 0)


def still_to_perform(state: CaseState) -> frozenset[str]:
    """Penalties other than money that have not been performed. A warning performs itself by service."""
    penalties = state.decision.penalties if state.decision else ()
    return frozenset(p.measure for p in penalties if not p.amount and p.measure != "warning") - state.performed


def appeal_days(state: CaseState, day: date) -> tuple[Span, ...]:
    """The days of reconsideration and suit, on which the late fee stands still."""
    return tuple((row.begun, row.over or max(day, row.begun)) for row in state.appeals)


def late_fee_now(state: CaseState, day: date) -> Decimal:
    """The late fee at the end of `day`. Article: 行政处罚法 §72、§73."""
    found = CLOCKS["payment"](state, day)
    if state.decision is None or found is None:
        return Decimal(0)
    due_day = max((when for when, _ in state.instalments), default=found.day)
    return late_fee(state.decision.fine, due_day, day, state.payments, appeal_days(state, day))


@guard
def decision_stands(state: CaseState, _: Step) -> Verdict:
    """The decision has not fallen. Article: 行政处罚法 §48."""
    return refuse("decision_fell", f"{APL} §48") if state.void_since else Met()


@guard
def social_impact(_: CaseState, step: Step) -> Verdict:
    """Published is what has social impact, with reasons and what is masked. Article: 行政处罚法 §48、§50."""
    tested = step.flag("social_impact") and step.text("masked")
    return Met() if tested else refuse("impact_not_tested", f"{APL} §48、§50")


@guard
def is_published(state: CaseState, _: Step) -> Verdict:
    """Only what is published is taken back. Article: 行政处罚法 §48."""
    there = state.published_on is not None and state.unpublished_on is None
    return Met() if there else refuse("not_published", f"{APL} §48")


@guard
def not_published(state: CaseState, _: Step) -> Verdict:
    """A decision is published once. Article: 行政处罚法 §48."""
    return refuse("already_published", f"{APL} §48") if state.published_on else Met()


@guard
def payment_fits(state: CaseState, step: Step) -> Verdict:
    """A payment is a whole amount, not more than is owed. Article: 行政处罚法 §67."""
    amount = step.facts.get("amount")
    whole = isinstance(amount, int) and not isinstance(amount, bool)
    fits = whole and 0 < step.number("amount") <= money_owed(state)
    return Met() if fits else refuse("payment_wrong", f"{APL} §67", owed=money_owed(state))


@guard
def is_to_perform(state: CaseState, step: Step) -> Verdict:
    """Recorded as performed is what was decided and is open. Article: 行政处罚法 §66."""
    waits = step.text("measure") in still_to_perform(state)
    return Met() if waits else refuse("nothing_to_perform", f"{APL} §66", measure=step.text("measure") or "-")


@guard
def money_is_owed(state: CaseState, _: Step) -> Verdict:
    """Deferral is for money that is still owed. Article: 行政处罚法 §66."""
    return Met() if money_owed(state) else refuse("nothing_owed", f"{APL} §66")


@guard
def deferral_was_asked(state: CaseState, _: Step) -> Verdict:
    """Deferral is granted on the party's application. Article: 行政处罚法 §66."""
    return Met() if state.deferral_asked else refuse("deferral_not_asked", f"{APL} §66")


@guard
def instalments_add_up(state: CaseState, step: Step) -> Verdict:
    """The instalments lie ahead and add up to what is owed. Article: 行政处罚法 §66."""
    rows = step.rows("instalments")
    ahead = all(str(row.get("day", "")) > step.day.isoformat() for row in rows)
    amounts = [row.get("amount") for row in rows]
    whole = [amount for amount in amounts if type(amount) is int and amount > 0]
    fits = ahead and whole == amounts and sum(whole) == money_owed(state)
    return Met() if fits else refuse("instalments_wrong", f"{APL} §66", owed=money_owed(state))


@guard
def is_overdue(state: CaseState, step: Step) -> Verdict:
    """Demand and late fee follow a day that has passed, money or duty. Article: 行政处罚法 §72，行政强制法 §54."""
    late = overdue(state, step.day) or _duty_late(state, step.day)
    return Met() if late else refuse("not_overdue", f"{APL} §72")


def _duty_late(state: CaseState, day: date) -> bool:
    found = CLOCKS["payment"](state, day)
    return bool(still_to_perform(state)) and found is not None and found.over(day)


@guard
def late_fee_right(state: CaseState, step: Step) -> Verdict:
    """3 % a day, never more than the fine, not during an appeal. Article: 行政处罚法 §72、§73."""
    right = late_fee_now(state, step.day)
    return (
        Met()
        if Decimal(str(step.number("amount"))) == right
        else refuse("late_fee_wrong", f"{APL} §72、§73", right=str(right))
    )


@guard
def demand_term_over(state: CaseState, step: Step) -> Verdict:
    """Ten working days after the demand. Article: 行政强制法 §54."""
    found = CLOCKS["demand"](state, step.day)
    if found and found.over(step.day):
        return Met()
    return refuse("demand_term_runs", f"{ACL} §54", due=found.due.isoformat() if found else "-")


@guard
def appeals_over(state: CaseState, step: Step) -> Verdict:
    """The court is asked when the longer way of appeal has ended unused or failed. Article: 行政强制法 §53."""
    ended = appeals_end(state)
    if ended and step.day > ended and state.appeal is None:
        return Met()
    return refuse("appeals_run", f"{ACL} §53", due=str(ended or "-"))


@guard
def no_appeal_open(state: CaseState, _: Step) -> Verdict:
    """One appeal runs at a time. Article: 行政复议法 §29."""
    return refuse("appeal_open", f"{ARL} §29") if state.appeal else Met()


@guard
def appeal_in_time(state: CaseState, step: Step) -> Verdict:
    """Within its period, unless the body took it all the same. Article: 行政复议法 §20，行政诉讼法 §45、§46."""
    name = "reconsideration" if step.kind == "reconsideration_applied" else "litigation"
    found = CLOCKS[name](state, step.day)
    late = found is not None and found.over(step.day) and not step.flag("accepted_by_body")
    return (
        refuse("appeal_late", f"{ARL} §20，行政诉讼法 §46", due=found.due.isoformat() if found else "-")
        if late
        else Met()
    )


@guard
def not_reconsidered_before(state: CaseState, _: Step) -> Verdict:
    """A decision is reconsidered once, and not after a suit. Article: 行政复议法 §29."""
    return refuse("appealed_before", f"{ARL} §29") if state.appeals else Met()


@guard
def appeal_is_open(state: CaseState, step: Step) -> Verdict:
    """A result belongs to the appeal that runs. Article: 行政复议法 §62."""
    running = state.appeal is not None and state.appeal.kind == step.text("appeal")
    fits = running and step.text("result") in _RESULTS
    return Met() if fits else refuse("no_such_appeal", f"{ARL} §62")


@guard
def closing_ground(state: CaseState, step: Step) -> Verdict:
    """A case is closed for what happened. Article: 网信部门行政执法程序规定 §47-58 (not confirmed)."""
    holds = {
        "performed": state.outcome == "penalty" and not money_owed(state) and not still_to_perform(state),
        "no_penalty": state.outcome == "no_penalty" and state.served_on is not None,
        "transferred": state.outcome in ("transferred_crime", "transferred_other"),
        "revoked": state.outcome == "revoked",
        "court": state.court_on is not None,
        "not_filed": state.outcome in ("not_filed", "filing_withdrawn"),
        "impossible": bool(step.text("reasons"))
        and state.stage in ("investigating", "concluded", "served", "demanded", "court"),
    }
    fits = holds.get(step.text("ground"), False)
    return Met() if fits else refuse("ground_does_not_hold", f"{CAC14} §47-58", ground=step.text("ground") or "-")


@guard
def nothing_held(state: CaseState, _: Step) -> Verdict:
    """Nothing is still preserved. Article: 行政处罚法 §56."""
    held = any(not row.disposed for row in state.preservations)
    return refuse("things_held", f"{APL} §56") if held else Met()


@guard
def nothing_waits(state: CaseState, _: Step) -> Verdict:
    """No other proposal waits for its approver."""
    others = [row.kind for row in state.pending if row.kind != "closed"]
    return refuse("proposal_waits", "明鉴 §双人", kind=others[0]) if others else Met()


@guard
def sender_was_told(state: CaseState, _: Step) -> Verdict:
    """Who sent the transfer hears in writing that it was not filed. Article: 网信部门行政执法程序规定 §18."""
    due_to_sender = state.source == "transferred" and state.outcome in ("not_filed", "filing_withdrawn")
    return refuse("sender_not_told", f"{CAC14} §18") if due_to_sender and not state.sender_told else Met()


@guard
def void_not_public(state: CaseState, _: Step) -> Verdict:
    """A decision that fell is no longer public. Article: 行政处罚法 §48."""
    public = state.void_since is not None and state.published_on is not None and state.unpublished_on is None
    return refuse("void_still_public", f"{APL} §48") if public else Met()


@guard
def file_complete(_: CaseState, step: Step) -> Verdict:
    """The file is bound, indexed and hashed. Article: 行政处罚法 §47，档案法 §13."""
    bound = step.text("index") and step.text("digest") and step.number("pages") > 0
    return Met() if bound else refuse("file_incomplete", f"{APL} §47，档案法 §13")


@guard
def decision_exists(state: CaseState, _: Step) -> Verdict:
    """An appeal is against a served decision. Article: 行政复议法 §20，行政诉讼法 §46."""
    return Met() if state.served_on else refuse("nothing_to_appeal", f"{ARL} §20")


@guard
def no_suit_before(state: CaseState, _: Step) -> Verdict:
    """One suit against one decision. Article: 行政诉讼法 §49."""
    sued = any(row.kind == "suit" for row in state.appeals)
    return refuse("sued_before", "行政诉讼法 §49") if sued else Met()


@guard
def decision_not_revoked(state: CaseState, _: Step) -> Verdict:
    """What was revoked is not enforced. Article: 行政诉讼法 §70."""
    return refuse("decision_fell", "行政诉讼法 §70") if state.outcome == "revoked" else Met()

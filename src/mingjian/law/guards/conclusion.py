"""Guards on the end of the investigation and on the crime check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.law.articles import APL, CAC14, CRT
from mingjian.law.case import CaseState
from mingjian.law.crime import figures
from mingjian.law.guards.register import guard
from mingjian.law.guards.time import within_limitation
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse

# Opinion: Chinese, English, whether a breach is proven.
OPINIONS: dict[str, tuple[str, str, bool]] = {
    "penalty": ("拟予处罚", "penalty", True),
    "no_breach": ("违法事实不成立", "no breach", False),
    "limitation": ("超过处罚时效", "limitation has run out", True),
    "minor_corrected": ("轻微并改正，无危害后果", "slight, corrected, harmless", True),
    "first_corrected": ("初次、轻微、改正", "first, slight, corrected", True),
    "no_fault": ("无主观过错", "no fault", True),
    "under_14": ("不满十四周岁", "under fourteen", True),
    "transfer": ("移送", "transfer", False),
}
NO_PENALTY = frozenset(OPINIONS) - {"penalty", "transfer"}


@guard
def some_evidence(state: CaseState, _: Step) -> Verdict:
    """Facts are proven by evidence that was reviewed and stands. Article: 行政处罚法 §40、§46."""
    return Met() if state.usable else refuse("no_usable_evidence", f"{APL} §40、§46")


@guard
def evidence_reviewed(state: CaseState, _: Step) -> Verdict:
    """Every piece was reviewed. Article: 行政处罚法 §46，网信部门行政执法程序规定 §21."""
    left = [piece.digest for piece in state.evidence if not piece.reviewed]
    return refuse("evidence_not_reviewed", f"{APL} §46，{CAC14} §21", number=len(left)) if left else Met()


@guard
def excluded_not_used(state: CaseState, step: Step) -> Verdict:
    """The report rests on evidence of the file that was not excluded. Article: 行政处罚法 §46."""
    stands = {piece.digest for piece in state.usable}
    used = step.codes("evidence")
    return Met() if used and set(used) <= stands else refuse("evidence_cannot_be_used", f"{APL} §46")


@guard
def opinion_fits_facts(_: CaseState, step: Step) -> Verdict:
    """A penalty needs proven facts; no breach means none are. Article: 行政处罚法 §57."""
    opinion, proven = step.text("opinion"), step.flag("facts_proven")
    if opinion not in OPINIONS or opinion == "transfer" or OPINIONS[opinion][2] == proven:
        return Met()
    zh, en, _needs = OPINIONS[opinion]
    return refuse("opinion_against_facts", f"{APL} §57", zh=zh, en=en)


@guard
def order_went_out(state: CaseState, step: Step) -> Verdict:
    """Once the facts are proven the breach is to be corrected. Article: 行政处罚法 §28，网信部门行政执法程序规定 §34."""
    needs = step.flag("facts_proven") and step.text("opinion") != "transfer" and not step.text("already_corrected")
    return refuse("order_missing", f"{APL} §28，{CAC14} §34") if needs and state.correction is None else Met()


@guard
def recusals_settled(state: CaseState, _: Step) -> Verdict:
    """No request for recusal is open. Article: 行政处罚法 §43."""
    return refuse("recusal_open", f"{APL} §43", who=min(state.recusal_asked)) if state.recusal_asked else Met()


@guard
def under_fourteen(_: CaseState, step: Step) -> Verdict:
    """Who is under fourteen gets no penalty. Article: 行政处罚法 §30."""
    young = isinstance(step.facts.get("age"), int) and step.number("age") < 14
    return refuse("under_fourteen", f"{APL} §30") if young and step.text("opinion") == "penalty" else Met()


@guard
def limitation_opinion(state: CaseState, step: Step) -> Verdict:
    """A breach found too late is not punished. Article: 行政处罚法 §36."""
    if step.text("opinion") != "penalty":
        return Met()
    return within_limitation(state.with_(act_ended=step.date("act_ended") or state.act_ended), step)


@guard
def crime_was_checked(state: CaseState, _: Step) -> Verdict:
    """The thresholds of criminal law are checked before any penalty. Article: 移送涉嫌犯罪案件规定 §3."""
    return Met() if state.crime else refuse("crime_not_checked", f"{CRT} §3")


@guard
def crime_was_ruled(state: CaseState, _: Step) -> Verdict:
    """A hit blocks until the head rules on transfer; a penalty does not replace it. Article: 移送涉嫌犯罪案件规定 §3、§5."""
    crime = state.crime
    open_hit = crime is not None and bool(crime.hits) and crime.ruled is None
    return (
        refuse("crime_not_ruled", f"{CRT} §3、§5", hits="、".join(crime.hits if crime else ())) if open_hit else Met()
    )


@guard
def no_transfer_running(state: CaseState, _: Step) -> Verdict:
    """While the police have the case, or should get it, nothing is decided here. Article: 行政处罚法 §27."""
    crime = state.crime
    running = crime is not None and crime.ruled is True and crime.answer != "refused"
    return refuse("crime_transfer_running", f"{APL} §27") if running else Met()


@guard
def team_of_two(_: CaseState, step: Step) -> Verdict:
    """Two or more officers are named to check a transfer. Article: 移送涉嫌犯罪案件规定 §5."""
    return Met() if len(set(step.codes("team"))) >= 2 else refuse("team_of_two", f"{CRT} §5")


@guard
def not_yet_ruled(state: CaseState, _: Step) -> Verdict:
    """The head rules once on each check. Article: 移送涉嫌犯罪案件规定 §5."""
    return refuse("already_ruled", f"{CRT} §5") if state.crime and state.crime.ruled is not None else Met()


@guard
def transfer_ruled(state: CaseState, _: Step) -> Verdict:
    """What goes to the police was approved by the head, and goes once. Article: 移送涉嫌犯罪案件规定 §5."""
    crime = state.crime
    return Met() if crime and crime.ruled and crime.sent_on is None else refuse("transfer_not_ruled", f"{CRT} §5")


@guard
def transfer_sent(state: CaseState, _: Step) -> Verdict:
    """The police answer what they were sent. Article: 移送涉嫌犯罪案件规定 §8."""
    crime = state.crime
    waits = crime is not None and crime.sent_on is not None and crime.answer is None
    return Met() if waits else refuse("transfer_not_sent", f"{CRT} §8")


@guard
def police_refused(state: CaseState, _: Step) -> Verdict:
    """Only a refusal is reconsidered, and once. Article: 移送涉嫌犯罪案件规定 §9."""
    crime = state.crime
    waits = crime is not None and crime.answer == "refused" and not crime.reconsidered
    return Met() if waits else refuse("not_refused", f"{CRT} §9")


@guard
def figures_known(_: CaseState, step: Step) -> Verdict:
    """The crime check names figures that the thresholds know, as numbers. Article: 移送涉嫌犯罪案件规定 §3."""
    wrong = [row for row in step.rows("figures") if not _is_figure(row)]
    return Met() if not wrong else refuse("figures_wrong", f"{CRT} §3")


def _is_figure(row: Mapping[str, Any]) -> bool:
    value = row.get("value")
    return row.get("figure") in figures() and isinstance(value, int | float) and value >= 0

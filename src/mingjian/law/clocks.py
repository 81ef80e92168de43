"""The clocks of a case: a state and a day in, due days out. Pauses stop the clock of the decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mingjian.law.case import CaseState
from mingjian.law.counting import Due, Span, due

Clock = Callable[[CaseState, date], Due | None]
DAY = timedelta(days=1)
CLOCKS: dict[str, Clock] = {}


def clock(function: Clock) -> Clock:
    """Register a clock under its function's name."""
    CLOCKS[function.__name__] = function
    return function


@clock
def filing(state: CaseState, _: date) -> Due | None:
    """Filing or not filing. Article: 网信部门行政执法程序规定 §18."""
    if state.registered_on is None:
        return None
    return due("CAC14-18.filing_extended" if state.filing_long else "CAC14-18.filing", state.registered_on)


@clock
def limitation(state: CaseState, _: date) -> Due | None:
    """The last day on which a breach may still be found; None while it goes on. Article: 行政处罚法 §36."""
    if state.act_ended is None:
        return None
    return due("APL-36.limitation_serious" if state.serious_harm else "APL-36.limitation", state.act_ended)


@clock
def designation(state: CaseState, _: date) -> Due | None:
    """The superior's answer on jurisdiction. Article: 网信部门行政执法程序规定 §13."""
    return due("CAC14-13.designate_jurisdiction", state.designation_asked) if state.designation_asked else None


def paused_days(state: CaseState, day: date) -> tuple[Span, ...]:
    """The spans that do not count towards the decision; an open pause reaches to `day`."""
    return tuple((pause.first, pause.last or max(day, pause.first)) for pause in state.pauses)


@clock
def decision(state: CaseState, day: date) -> Due | None:
    """The decision: 90 days from filing, 60 more by the head, then what the superior fixed. Article: 行政处罚法 §60."""
    if state.filed_on is None:
        return None
    spans = paused_days(state, day)
    found = due("CAC14-45.decision_90", state.filed_on, spans)
    if state.extended:
        found = due("CAC14-45.decision_extension", found.day, spans)
    return found


def decision_until(state: CaseState, day: date) -> date | None:
    """The last day for the decision, with what the superior fixed."""
    found = decision(state, day)
    if found is None:
        return None
    return max(found.day, state.superior_until) if state.superior_until else found.day


@clock
def preservation(state: CaseState, _: date) -> Due | None:
    """The earliest end of a preservation that is still on. Article: 行政处罚法 §56."""
    running = [row.since for row in state.preservations if not row.disposed]
    return due("CAC14-29.preservation_disposal", min(running)) if running else None


@clock
def crime_ruling(state: CaseState, _: date) -> Due | None:
    """The head's ruling on a proposed transfer. Article: 移送涉嫌犯罪案件规定 §5."""
    proposal = state.waiting("crime_ruled")
    return due("CRT-5.head_decides", proposal.day) if proposal else None


@clock
def crime_handover(state: CaseState, _: date) -> Due | None:
    """Handing over to the police, in hours. Article: 移送涉嫌犯罪案件规定 §5."""
    crime = state.crime
    return due("CRT-5.handover", crime.ruled_at or crime.ruled_on) if crime and crime.ruled and crime.ruled_on else None


@clock
def police_answer(state: CaseState, _: date) -> Due | None:
    """The answer of the police. Article: 移送涉嫌犯罪案件规定 §8."""
    crime = state.crime
    return due("CRT-8.police_answer", crime.sent_on) if crime and crime.sent_on else None


@clock
def crime_reconsideration(state: CaseState, _: date) -> Due | None:
    """Asking the police to reconsider. Article: 移送涉嫌犯罪案件规定 §9."""
    crime = state.crime
    return due("CRT-9.reconsideration", crime.answered_on) if crime and crime.answered_on else None


@clock
def hearing_request(state: CaseState, _: date) -> Due | None:
    """The party's request for a hearing. Article: 行政处罚法 §64."""
    return due("CAC14-36.hearing_request", state.notice.served_on) if state.notice else None


@clock
def service(state: CaseState, _: date) -> Due | None:
    """Service of the decision. Article: 行政处罚法 §61."""
    return due("CAC14-46.service", state.decision.on) if state.decision else None


@clock
def payment(state: CaseState, _: date) -> Due | None:
    """Paying the fine. Article: 行政处罚法 §67."""
    return due("APL-67.fine_payment", state.served_on) if state.served_on else None


@clock
def demand(state: CaseState, _: date) -> Due | None:
    """The term after a demand. Article: 行政强制法 §54."""
    return due("ACL-54.demand", state.demanded_on) if state.demanded_on else None


@clock
def reconsideration(state: CaseState, _: date) -> Due | None:
    """The party's application for reconsideration. Article: 行政复议法 §20."""
    return due("ARL-20.reconsideration", state.served_on) if state.served_on else None


@clock
def litigation(state: CaseState, _: date) -> Due | None:
    """The party's suit: six months, or fifteen days after a reconsideration. Article: 行政诉讼法 §45、§46."""
    reviewed = [row.over for row in state.appeals if row.kind == "reconsideration" and row.over]
    if reviewed:
        return due("ALL-45.litigation_after_reconsideration", max(reviewed))
    return due("ALL-46.litigation", state.served_on) if state.served_on else None


def appeals_end(state: CaseState) -> date | None:
    """The day on which the last way of appeal ended, or will end; None before service. Article: 行政强制法 §53."""
    if state.served_on is None:
        return None
    judged = [row.over for row in state.appeals if row.kind == "suit" and row.over]
    if judged:
        return max(judged)
    ways = [litigation(state, state.served_on)]
    if not state.appeals:
        ways.append(reconsideration(state, state.served_on))
    return max(way.day for way in ways if way)


@clock
def court_application(state: CaseState, _: date) -> Due | None:
    """The last day to apply to the court. Article: 行政强制法 §53."""
    ended = appeals_end(state)
    return due("ACL-53.court_application_last_day", ended) if ended else None


@clock
def unpublication(state: CaseState, _: date) -> Due | None:
    """Taking back a published decision that fell. Article: 行政处罚法 §48."""
    gone = state.void_since and state.published_on and not state.unpublished_on
    return due("APL-48.publication_withdrawal", state.void_since) if gone and state.void_since else None


def overdue(state: CaseState, day: date) -> bool:
    """Whether money is owed after its day: the fifteenth day, or the instalment's. Article: 行政处罚法 §67、§72."""
    if state.decision is None or state.served_on is None or state.paid >= state.decision.money:
        return False
    if state.instalments:
        owed = sum(amount for when, amount in state.instalments if when < day)
        return state.paid < owed
    found = payment(state, day)
    return found is not None and found.over(day)

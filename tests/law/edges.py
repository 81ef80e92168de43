"""Steps that are just lawful: the last day, the exact amount, the other way the law allows. Beside `offences.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mingjian.law.case import CaseState
from mingjian.law.next import propose
from mingjian.law.people import Officer
from mingjian.law.procedure import KINDS
from mingjian.law.settings import Settings
from mingjian.law.steps import Step
from tests.law import courses as c
from tests.law import offences as o
from tests.law.courses import BOTH, LIN, PARTY, REVIEWER, SERVED, SUPERIOR, Course, d
from tests.law.offences import fine, led

Make = Callable[[], tuple[CaseState, Step]]
EDGES: list[tuple[str, Make]] = []


def lawful(
    name: str,
    stage: Callable[[], Course],
    kind: str,
    by: Officer | tuple[Officer, ...],
    on: date,
    at: datetime | None = None,
    settings: Settings | None = None,
    **facts: Any,
) -> None:
    """Add one; a step that needs approval is tried as a proposal."""

    def make() -> tuple[CaseState, Step]:
        state = c.at(stage).state
        state = replace(state, settings=settings) if settings else state
        step = Step(kind, on, by if isinstance(by, tuple) else (by,), facts, at)
        return state, propose(step) if KINDS[kind].approved_by else step

    EDGES.append((name, make))


def told(name: str, stage: Callable[[], Course] = c.checked, **facts: Any) -> None:
    lawful(name, stage, "notified", BOTH, d("03-27"), **{**c.NOTICE, **facts})


# Source, filing, investigation
lawful(
    "act ended on the day of registration",
    Course,
    "source_registered",
    LIN,
    c.REGISTERED,
    **{**o.NEW, "act_ended": "2026-03-02", "found_on": "2026-03-02"},
)
lawful("extended on the seventh working day", c.registered, "filing_extended", LIN, d("03-11"), **o.REASON)
lawful("filed on the seventh working day", c.registered, "filed", LIN, d("03-11"), **o.F)
lawful("filed late with a reason", c.registered, "filed", LIN, d("03-12"), **o.F, late_reason="跨省核实")
lawful("filed on the fifteenth working day", o.LONG, "filed", LIN, d("03-23"), **o.F)
FOUND = {"act_ended": "2024-03-01", "found_on": "2026-02-28"}
lawful(
    "found within two years",
    lambda: c.registered(**FOUND),
    "filed",
    LIN,
    d("03-05"),
    **{**o.F, "bases": ["RD-CSL68-OLD"]},
)
HARM = {"act_ended": "2022-03-01", "serious_harm": True}
lawful(
    "found within five years",
    lambda: c.registered(**HARM),
    "filed",
    LIN,
    d("03-05"),
    **{**o.F, "bases": ["RD-CSL68-OLD"]},
)
lawful("an act that goes on", lambda: c.registered(act_ended=None), "filed", LIN, d("03-05"), **o.F)
lawful(
    "speech by hand", lambda: c.registered(by_hand=True), "filed", LIN, d("03-05"), **{**o.F, "bases": ["NW-CONTENT"]}
)
lawful("not received, so passed on", c.registered, "passed_on", LIN, d("03-05"), **o.PASS)
HERE = led(
    lambda: c.registered(**o.SENT),
    ("designation_asked", LIN, d("03-05"), o.REASON),
    ("designated", SUPERIOR, d("03-10"), {"to_us": True, "letter": "1"}),
)
lawful("designated, then passed on", HERE, "passed_on", LIN, d("03-11"), **o.PASS)
lawful(
    "a witness instead of the party",
    c.investigated,
    "preserved",
    BOTH,
    d("03-16"),
    **{**o.KEEP, "party_present": False, "witness": "李四"},
)
lawful("disposed on the seventh working day", o.KEPT, "preservation_disposed", BOTH, d("03-25"), **o.GIVE_BACK)
lawful("lapsed after the seventh working day", o.KEPT, "preservation_lapsed", c.SYSTEM, d("03-26"), number="清单1")
lawful(
    "given back, then the filing withdrawn",
    led(o.KEPT, ("preservation_disposed", BOTH, d("03-17"), o.GIVE_BACK)),
    "filing_withdrawn",
    LIN,
    d("03-18"),
    **o.REASON,
)
lawful("resumed", o.STOPPED, "clock_resumed", LIN, d("03-25"), document="鉴定书1")
AGAIN = led(o.STOPPED, ("clock_resumed", LIN, d("03-25"), {"document": "鉴定书1"}))
lawful("paused again", AGAIN, "clock_paused", LIN, d("03-26"), **o.STOP)
lawful("unmet after the term", c.investigated, "correction_checked", BOTH, d("03-21"), met=False, record="复查1")
lawful("met within the term", c.investigated, "correction_checked", BOTH, d("03-18"), met=True, record="复查1")
lawful("interview by a rule that names it", o.against_filed("RD-ECO36"), "interview_held", BOTH, d("03-16"), **o.TALK)
lawful(
    "interview by the province",
    o.against_filed("RD-CSL69", level="province"),
    "interview_held",
    o.PROVINCIALS,
    d("03-16"),
    **o.TALK,
)
lawful("the chair may be recused", c.heard, "recusal_asked", PARTY, d("04-23"), officer="zheng", **o.REASON)
lawful("a handler replaced", c.filed, "handler_changed", c.HEAD, d("03-12"), **o.CHANGE)

# Conclusion and crime
lawful("corrected by itself", o.NO_ORDER, "concluded", BOTH, d("03-24"), **o.END, already_corrected="已自行删除")
NOTHING = {**o.END, "opinion": "no_breach", "facts_proven": False}
lawful("no breach needs no order", o.NO_ORDER, "concluded", BOTH, d("03-24"), **NOTHING)
lawful("a transfer needs no order", o.NO_ORDER, "concluded", BOTH, d("03-24"), **{**o.END, "opinion": "transfer"})
lawful("fourteen years old", c.investigated, "concluded", BOTH, d("03-24"), **o.END, age=14)
lawful(
    "thirteen and no penalty", c.investigated, "concluded", BOTH, d("03-24"), **{**o.END, "opinion": "under_14"}, age=13
)
lawful(
    "handed over at the last minute",
    c.crime_ruled,
    "crime_sent",
    LIN,
    d("03-28"),
    datetime(2026, 3, 28, 9, 30),
    **o.HAND,
)
lawful("asked to reconsider on the third day", o.REFUSED, "crime_reconsidered", LIN, d("04-03"), **o.REASON)
lawful("police accept", c.crime_sent, "crime_answered", c.POLICE, d("03-30"), answer="accepted", letter="1")

# Notice
told("the least fine", penalties=fine(50_000))
told("the most of the lighter share", penalties=fine(185_000))
told("the least of the ordinary share", penalties=fine(185_000), discretion="ordinary")
told("the most of the band", penalties=fine(500_000), discretion="heavier")
told("outside the share with reasons", penalties=fine(300_000), deviation_reasons="后果较重")
told("mitigated below the band", penalties=fine(1), discretion="mitigated")
told(
    "a refusal proven",
    o.against("RD-CSL69", refused=True),
    trigger="refuses_or_serious",
    penalties=fine(600_000),
)
told("serious with reasons", trigger="refuses_or_serious", serious_reasons="严重", penalties=fine(600_000))
told("the highest of two rules", o.against("RD-REFUSE", "RD-CSL69"))
told(
    "one fine for the firm, one for a person",
    trigger="refuses_or_serious",
    serious_reasons="严重",
    penalties=[*fine(600_000), *fine(60_000, "张三")],
)
told(
    "gains confiscated",
    o.GAINS,
    basis="LS-MODE",
    penalties=[*fine(150_000), {"measure": "confiscation", "amount": 30_000}],
    gains=30_000,
)
told("no gains, nothing confiscated", o.GAINS, basis="LS-MODE", penalties=fine(150_000), gains=0)
told("a minor, mitigated", o.YOUNG, penalties=fine(40_000), discretion="mitigated")
told("a grown-up, ordinary", lambda: c.checked(age=18), penalties=fine(200_000), discretion="ordinary")
told("fourteen and lighter", lambda: c.checked(age=14))
told("a small fine without hearing right", o.narrow, hearing_told=False)
told("five working days to answer", answer_by="2026-04-03")
told("left with a witness", way="left", witness="居委会")
told("left, recorded in pictures", way="left", recorded=True)
told(
    "electronic with consent",
    led(c.checked, ("electronic_consented", PARTY, d("03-26"), {"address": "a@b.test", "form": "1"})),
    way="electronic",
)
told("published for thirty days", way="publication", posted_on="2026-02-25", why_published="下落不明")
OLD_LAW = o.against("RD-NETSEC-OLD", source={"act_ended": "2025-12-01"})
told("the old rule for an old act", OLD_LAW, basis="RD-NETSEC-OLD", penalties=[{"measure": "warning"}])
LIGHTER = o.against("RD-CSL68-OLD", source={"act_ended": "2025-12-01"})
told("our own licence", **{**o.REVOKE, "granted_by_us": True})

# Defence, hearing, decision
lawful("asked on the fifth working day", c.notified, "hearing_asked", PARTY, d("04-03"), request="1")
lawful("hearing told seven working days before", c.hearing_pending, "hearing_notified", LIN, d("04-09"), **c.ARRANGED)
lawful(
    "one more day where set so", c.hearing_pending, "hearing_notified", LIN, d("04-08"), settings=o.MORE, **c.ARRANGED
)
lawful(
    "asked after an early review",
    led(c.notified, ("legal_reviewed", REVIEWER, d("03-30"), o.PASS_REVIEW)),
    "hearing_asked",
    PARTY,
    d("04-02"),
    request="1",
)
lawful("no review for a simple case", c.notified, "decided", LIN, d("04-08"), **o.DECIDE)
lawful("waived, so at once", o.WAIVED, "decided", LIN, d("03-31"), **o.DECIDE)
lawful("decided on the last day", c.reviewed, "decided", LIN, d("06-29"), **o.DECIDE)
lawful("decided on the last extended day", lambda: o._later(c.reviewed), "decided", LIN, d("08-28"), **o.DECIDE)
SUPERIORS = led(
    lambda: o._later(c.reviewed),
    ("decision_extended_more", SUPERIOR, d("08-20"), {"until": "2026-09-30", "letter": "1"}),
)
lawful("decided on the superior's day", SUPERIORS, "decided", LIN, d("09-30"), **o.DECIDE)
lawful("less than told", c.reviewed, "decided", LIN, d("04-27"), **{**o.DECIDE, "penalties": fine(100_000)})
CONFIRMED = led(o.UNCONFIRMED, ("basis_confirmed", REVIEWER, d("04-07"), {"basis": "RD-ECO36", "text": "原文"}))
lawful(
    "confirmed by the reviewer",
    CONFIRMED,
    "decided",
    LIN,
    d("04-08"),
    **{**o.DECIDE, "basis": "RD-ECO36", "penalties": [{"measure": "warning"}]},
)
lawful("discussed by three", c.reviewed, "discussed", c.HEAD, d("04-27"), **o.MEET)
lawful("no penalty, no notice", lambda: c.checked(opinion="minor_corrected"), "decided", LIN, d("04-01"), **o.NONE)
AFTER_POLICE = led(o.GOING, ("crime_sent", LIN, d("03-27"), o.HAND), ("crime_answered", c.POLICE, d("03-30"), o.ANSWER))
lawful("the police refused", AFTER_POLICE, "decided", LIN, d("04-01"), **o.NONE)

# After the decision
lawful("served on the seventh working day", c.decided, "served", BOTH, d("05-09"), **SERVED)
POSTED = {"way": "publication", "proof": "公告", "posted_on": "2026-05-09", "why_published": "下落不明"}
lawful("published on the seventh working day", c.decided, "served", BOTH, d("06-08"), **POSTED)
lawful("taken back on the third working day", o.FELL_PUBLIC, "unpublished", LIN, d("06-17"), **o.REASON)
GONE = led(o.FELL_PUBLIC, ("unpublished", LIN, d("06-17"), o.REASON))
lawful("closed once it is taken back", GONE, "closed", LIN, d("06-18"), ground="revoked", reasons="复议撤销")
lawful("paid in full", c.served, "paid", c.BANK, d("05-08"), amount=120_000, receipt="1")
lawful("paid in part", c.served, "paid", c.BANK, d("05-08"), amount=1, receipt="1")
lawful(
    "business suspended",
    o.suspension,
    "performed",
    LIN,
    d("04-20"),
    measure="business_suspension",
    record="1",
)
lawful("demanded on the sixteenth day", c.served, "demanded", BOTH, d("05-15"), owed="罚款", **SERVED)
lawful("an unperformed suspension demanded", o.suspension, "demanded", BOTH, d("04-27"), owed="停业", **SERVED)
lawful("an instalment missed", o.DEFERRED, "demanded", BOTH, d("07-01"), owed="罚款", **SERVED)
lawful("18 % after six days", c.served, "late_fee_charged", LIN, d("05-20"), amount=21_600)
lawful("instalments add up", o.DEFER, "deferral_granted", LIN, d("05-08"), instalments=o.PLAN, **o.REASON)
lawful("to the court after the appeals", c.demanded, "court_applied", LIN, d("10-30"), **o.ASK_COURT)
lawful("to the court on the last day", c.demanded, "court_applied", LIN, date(2027, 1, 29), **o.ASK_COURT)
lawful("reconsideration on the last day", c.served, "reconsideration_applied", PARTY, d("06-29"), **o.SUE)
lawful(
    "a late one that the body took",
    c.served,
    "reconsideration_applied",
    PARTY,
    d("07-29"),
    **o.SUE,
    accepted_by_body=True,
)
lawful("a suit on the last day", c.served, "suit_filed", PARTY, d("10-29"), **o.SUE)
lawful("a suit after reconsideration", o.UPHELD, "suit_filed", PARTY, d("06-29"), **o.SUE)
lawful(
    "a result of the suit",
    o.PAID_APPEALED,
    "appeal_decided",
    c.COURT,
    d("09-01"),
    appeal="suit",
    result="upheld",
    number="1",
)
lawful(
    "no penalty, served, closed",
    led(c.none_decided, ("served", BOTH, d("04-02"), SERVED)),
    "closed",
    LIN,
    d("04-03"),
    ground="no_penalty",
    reasons="不予处罚",
)
lawful("sender told, closed", o.TOLD_SENDER, "closed", LIN, d("03-09"), ground="not_filed", reasons="不予立案")
lawful(
    "transferred, closed",
    led(c.crime_sent, ("crime_answered", c.POLICE, d("03-30"), {"answer": "accepted", "letter": "1"})),
    "closed",
    LIN,
    d("03-31"),
    ground="transferred",
    reasons="已移送",
)
lawful(
    "the court has it, closed",
    led(c.demanded, ("court_applied", LIN, d("10-30"), o.ASK_COURT)),
    "closed",
    LIN,
    d("11-30"),
    ground="court",
    reasons="法院已执行",
)
lawful("nobody left, closed", c.served, "closed", LIN, d("05-20"), ground="impossible", reasons="当事人已注销且无承继")
lawful("waits for itself only", c.paid, "closed", LIN, d("05-12"), ground="performed", reasons="已缴清")


ABOVE_US = o.against("NW-OPER", "AS-ALG-FALSE")
told(
    "a higher fine that is the province's does not count",
    ABOVE_US,
    basis="NW-OPER",
    trigger="refuses_or_serious",
    serious_reasons="严重",
    penalties=fine(10_000),
)
lawful("a small penalty, no hearing", o.SMALL, "decided", LIN, d("04-08"), **o.DECIDE)


def _paid_of_a_transfer() -> Course:
    """A case that another body sent, decided and paid."""
    course = Course().take("source_registered", LIN, c.REGISTERED, **{**o.NEW, **o.SENT})
    for step in c.at(c.paid).steps[1:]:
        course.add(step)
    return course


lawful(
    "a sender is told of a refusal only",
    _paid_of_a_transfer,
    "closed",
    LIN,
    d("05-12"),
    ground="performed",
    reasons="已缴清",
)

"""One offence for every guard: a lawful course, and a step that this guard alone refuses.

The tests check that it is refused for that reason and that, with the guard taken away, it would pass; the mutation run
(`benchmarks/guards.py`) removes and weakens each guard and looks whether an offence or a lawful course notices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from mingjian.law.case import CaseState
from mingjian.law.course import refusals
from mingjian.law.next import approve, next_from, propose
from mingjian.law.people import Officer
from mingjian.law.procedure import KINDS
from mingjian.law.settings import Settings
from mingjian.law.steps import Step
from mingjian.law.verdicts import NotMet
from tests.law import courses as c
from tests.law.courses import BOTH, CHEN, HEAD, LIN, PARTY, REVIEWER, SERVED, SUPERIOR, WU, Course, d

NARROW = Settings(large_org=500_000)


@dataclass(frozen=True)
class Offence:
    """The guard that must refuse, the state before, the step.

    `preview`: another guard refuses the step too; this one tells the officer beforehand, in `next_steps`.
    """

    guard: str
    state: CaseState
    step: Step
    preview: bool = False

    def refused_by(self) -> list[NotMet]:
        """What stands against it now."""
        if not self.preview:
            return list(refusals(self.state, self.step))
        offered = next_from(self.state, self.step.by[0], self.step.day)
        return [found for step in offered if step.kind == self.step.kind for found in step.missing]


Make = Callable[[], Offence]
OFFENCES: list[tuple[str, Make]] = []


def offence(
    guard: str,
    stage: Callable[[], Course],
    kind: str,
    by: Officer | tuple[Officer, ...],
    on: date,
    at: datetime | None = None,
    settings: Settings | None = None,
    preview: bool = False,
    **facts: Any,
) -> None:
    """Add one; a step that needs approval is tried as a proposal."""

    def make() -> Offence:
        state = c.at(stage).state
        state = replace(state, settings=settings) if settings else state
        step = Step(kind, on, by if isinstance(by, tuple) else (by,), facts, at)
        needs = kind in KINDS and bool(KINDS[kind].approved_by)
        return Offence(guard, state, propose(step) if needs else step, preview)

    OFFENCES.append((guard, make))


def approval(guard: str, stage: Callable[[], Course], kind: str, head: Officer, on: date, **more: Any) -> None:
    """Add an approval of what waits, by `head`."""

    def make() -> Offence:
        state = c.at(stage).state
        return Offence(guard, state, approve(state, kind, head, on, **more))

    OFFENCES.append((guard, make))


def led(start: Callable[[], Course], *steps: tuple[Any, ...], **last: Any) -> Callable[[], Course]:
    """A course with more steps: (kind, by, day, facts)."""

    def lead() -> Course:
        course = c.at(start).copy()
        for kind, by, on, facts in steps:
            if KINDS[kind].approved_by:
                course.settle(kind, on, **facts)
            else:
                course.take(kind, by, on, **facts)
        return course

    return lead


def waiting(
    start: Callable[[], Course], kind: str, on: date, by: tuple[Officer, ...] = (LIN,), **facts: Any
) -> Callable[[], Course]:
    """A course with a proposal that waits."""

    def lead() -> Course:
        return c.at(start).copy().add(propose(Step(kind, on, by, facts)))

    return lead


def suspension() -> Course:
    """Served with a suspension of business only, nothing to pay."""
    rule = {
        "trigger": "refuses_or_serious",
        "serious_reasons": "严重",
        "penalties": [{"measure": "business_suspension"}],
    }
    course = c.notified(**rule).settle("decided", d("04-08"), **{**c.DECISION, **rule})
    return course.take("served", BOTH, d("04-09"), **SERVED)


def narrow() -> Course:
    """A province that gives hearings from half a million yuan on."""
    course = c.at(c.checked).copy()
    course.state = replace(course.state, settings=NARROW)
    return course


# People
F = c.FILING
REASON = {"reasons": "理由"}
offence("stage_allows", c.registered, "electronic_consented", PARTY, d("03-10"), address="a@b.test", form="1")
offence("in_order", c.filed, "electronic_consented", PARTY, d("03-08"), address="a@b.test", form="1")
offence("role_enters", c.filed, "electronic_consented", HEAD, d("03-10"), address="a@b.test", form="1")
approval("role_approves", waiting(c.registered, "filed", d("03-05"), **F), "filed", c.SECTION, d("03-06"))
approval("on_duty", waiting(c.registered, "filed", d("03-05"), **F), "filed", replace(HEAD, away=True), d("03-06"))
offence("enough_people", c.investigated, "evidence_taken", LIN, d("03-16"), **c.evidence("sha256:2a"))
offence("enough_people", c.investigated, "evidence_taken", (LIN, LIN), d("03-16"), **c.evidence("sha256:2a"))
EXPIRED = replace(LIN, card_to=d("03-15"))
offence("cards_valid", c.investigated, "evidence_taken", (EXPIRED, CHEN), d("03-16"), **c.evidence("sha256:2a"))
offence("own_case", c.investigated, "evidence_taken", (LIN, WU), d("03-16"), **c.evidence("sha256:2a"))
RECUSED = led(
    c.investigated,
    ("recusal_asked", PARTY, d("03-16"), {"officer": "chen", **REASON}),
    ("recusal_ruled", HEAD, d("03-17"), {"officer": "chen", "granted": True, **REASON}),
)
offence("not_recused", RECUSED, "evidence_taken", BOTH, d("03-18"), **c.evidence("sha256:2a"))
offence("own_office", c.filed, "recusal_asked", replace(REVIEWER, office="西山"), d("03-10"), officer="lin", **REASON)


def _unasked() -> Offence:
    return Offence("was_proposed", c.at(c.registered).state, Step("filed", d("03-06"), (HEAD,), F))


OFFENCES.append(("was_proposed", _unasked))
BOTH_ROLES = c.person("lin", "handler", "office_head")
approval("another_person", waiting(c.registered, "filed", d("03-05"), **F), "filed", BOTH_ROLES, d("03-06"))
approval(
    "as_proposed", waiting(c.registered, "filed", d("03-05"), **F), "filed", HEAD, d("03-06"), reasons="另一个理由"
)
offence("not_yet_proposed", waiting(c.registered, "filed", d("03-05"), **F), "filed", CHEN, d("03-06"), **F)

# Source and filing
NEW = {"source": "inspection", "summary": "巡查发现", "act_ended": "2026-02-20"}
offence("transfer_has_sender", Course, "source_registered", LIN, c.REGISTERED, **{**NEW, "source": "transferred"})
offence("act_not_in_future", Course, "source_registered", LIN, c.REGISTERED, **{**NEW, "act_ended": "2026-03-03"})
offence("act_not_in_future", Course, "source_registered", LIN, c.REGISTERED, **{**NEW, "found_on": "2026-03-03"})
# registered on Monday 2 March: the seventh working day is Wednesday 11 March
offence("in_time", c.registered, "filing_extended", LIN, d("03-12"), **REASON)
offence("late_with_reason", c.registered, "filed", LIN, d("03-12"), **F)
LONG = led(c.registered, ("filing_extended", LIN, d("03-11"), REASON))
offence("extension_asked_in_time", LONG, "filing_extended", LIN, d("03-12"), **REASON)
offence("late_with_reason", LONG, "filed", LIN, d("03-24"), **F)
OLD = {"act_ended": "2024-03-01"}
offence("within_limitation", lambda: c.registered(**OLD), "filed", LIN, d("03-05"), **{**F, "bases": ["RD-CSL68-OLD"]})
VERY_OLD = {"act_ended": "2021-03-01", "serious_harm": True}
offence(
    "within_limitation", lambda: c.registered(**VERY_OLD), "filed", LIN, d("03-05"), **{**F, "bases": ["RD-CSL68-OLD"]}
)
offence("jurisdiction_holds", c.registered, "filed", LIN, d("03-05"), **{**F, "own_jurisdiction": False})
offence("two_carded_handlers", c.registered, "filed", LIN, d("03-05"), **{**F, "handlers": [LIN.to_json()]})
CARDLESS = [LIN.to_json(), replace(CHEN, card_to=d("03-04")).to_json()]
offence("two_carded_handlers", c.registered, "filed", LIN, d("03-05"), **{**F, "handlers": CARDLESS})
NO_HANDLER = [LIN.to_json(), CHEN.to_json(), REVIEWER.to_json()]
offence("two_carded_handlers", c.registered, "filed", LIN, d("03-05"), **{**F, "handlers": NO_HANDLER})
offence("bases_known", c.registered, "filed", LIN, d("03-05"), **{**F, "bases": ["RD-NOTHING"]})
offence("bases_in_force", c.registered, "filed", LIN, d("03-05"), **{**F, "bases": ["RD-CSL68-OLD"]})
offence("bases_ours", c.registered, "filed", LIN, d("03-05"), **{**F, "bases": ["CH-SITE48"]})
offence("speech_chosen_by_hand", c.registered, "filed", LIN, d("03-05"), **{**F, "bases": ["NW-CONTENT"]})
SENT = {"source": "transferred", "sender": "省网信办"}
PASS = {"receiver": "西山市网信办", "reasons": "属地", "letter": "移送函1"}
offence("not_handed_on_twice", lambda: c.registered(**SENT), "passed_on", LIN, d("03-05"), **PASS)
offence("designation_was_asked", c.registered, "designated", SUPERIOR, d("03-05"), to_us=True, letter="1")
NOT_FILED = led(c.registered, ("not_filed", LIN, d("03-05"), REASON))
offence("sender_waits", NOT_FILED, "sender_told", LIN, d("03-06"), letter="1")
SENT_NOT_FILED = led(lambda: c.registered(**SENT), ("not_filed", LIN, d("03-05"), REASON))
TOLD_SENDER = led(SENT_NOT_FILED, ("sender_told", LIN, d("03-06"), {"letter": "1"}))
offence("sender_waits", TOLD_SENDER, "sender_told", LIN, d("03-09"), letter="2")

# Investigation
CONTACT = {"cards_shown": True, "recusal_told": True, "record": "笔录1"}
offence("recusal_right_told", c.filed, "party_contacted", BOTH, d("03-12"), **{**CONTACT, "recusal_told": False})
offence("recusal_right_told", c.filed, "party_contacted", BOTH, d("03-12"), **{**CONTACT, "cards_shown": False})
ASKED = {"digest": "sha256:2a", "evidence": "statement", "lawful_basis": "§26", "record": "笔录2"}
offence("contact_made", c.filed, "statement_taken", BOTH, d("03-12"), **ASKED)
offence("recusal_names_participant", c.filed, "recusal_asked", PARTY, d("03-12"), officer="nobody", **REASON)
offence("recusal_was_asked", c.filed, "recusal_ruled", HEAD, d("03-12"), officer="lin", **REASON)
CHANGE = {"from": "chen", "to": [WU.to_json()], "reasons": "调岗"}
offence("replacement_fits", c.filed, "handler_changed", HEAD, d("03-12"), **{**CHANGE, "from": "wu"})
offence("replacement_fits", c.filed, "handler_changed", HEAD, d("03-12"), **{**CHANGE, "to": [LIN.to_json()]})
OLD_CARD = [replace(WU, card_to=d("03-11")).to_json()]
offence("replacement_fits", c.filed, "handler_changed", HEAD, d("03-12"), **{**CHANGE, "to": OLD_CARD})
offence(
    "replacement_fits",
    c.filed,
    "handler_changed",
    HEAD,
    d("03-12"),
    **{**CHANGE, "to": [c.CLERK.to_json()]},
)
BACK = {"from": "lin", "to": [CHEN.to_json()], "reasons": "调岗"}
WITHOUT_CHEN = led(RECUSED, ("handler_changed", HEAD, d("03-18"), CHANGE))
offence("replacement_fits", WITHOUT_CHEN, "handler_changed", HEAD, d("03-19"), **BACK)
offence(
    "lawful_basis",
    c.investigated,
    "evidence_taken",
    BOTH,
    d("03-16"),
    **c.evidence("sha256:2a", lawful_basis=""),
)
offence("new_evidence", c.investigated, "evidence_taken", BOTH, d("03-16"), **c.evidence())
offence("evidence_is_there", c.investigated, "evidence_reviewed", LIN, d("03-16"), digest="sha256:2a", **REASON)
KEEP = {"number": "清单1", "items": "服务器一台", "risk": "可能被转移", "party_present": True}
offence("party_called", c.investigated, "preserved", BOTH, d("03-16"), **{**KEEP, "party_present": False})
KEPT = led(c.investigated, ("preserved", BOTH, d("03-16"), KEEP))
offence("new_list_number", KEPT, "preserved", BOTH, d("03-17"), **KEEP)
GIVE_BACK = {"number": "清单1", "outcome": "lifted"}
offence("preservation_running", KEPT, "preservation_disposed", BOTH, d("03-17"), **{**GIVE_BACK, "number": "清单2"})
# preserved on Monday 16 March: the seventh working day is Wednesday 25 March
offence("preservation_not_lapsed", KEPT, "preservation_disposed", BOTH, d("03-26"), **GIVE_BACK)
offence("preservation_lapsed", KEPT, "preservation_lapsed", c.SYSTEM, d("03-25"), number="清单1")
offence("nothing_held", KEPT, "filing_withdrawn", LIN, d("03-17"), **REASON)
STOP = {"cause": "appraisal", "document": "委托书1"}
STOPPED = led(c.investigated, ("clock_paused", LIN, d("03-16"), STOP))
offence("no_pause_open", STOPPED, "clock_paused", LIN, d("03-17"), **STOP)
offence("pause_open", c.investigated, "clock_resumed", LIN, d("03-17"), document="鉴定书1")
offence("pause_open", c.hearing_pending, "clock_resumed", LIN, d("04-02"), document="鉴定书1")
ORDER = {"measures": "删除链接", "limit": "2026-03-25", **SERVED}
offence("term_is_clear", c.investigated, "correction_ordered", BOTH, d("03-25"), **ORDER)
offence("order_runs", led(c.filed), "correction_checked", BOTH, d("03-23"), met=True, record="复查1")
offence("unmet_only_after_term", c.investigated, "correction_checked", BOTH, d("03-20"), met=False, record="复查1")
TALK = {"attendees": "负责人", "record": "约谈1"}
offence("interview_level", c.investigated, "interview_held", BOTH, d("03-16"), **TALK)

# Conclusion and crime
END = c.CONCLUSION
BARE = led(c.filed, ("correction_ordered", BOTH, d("03-13"), ORDER))
offence("some_evidence", BARE, "concluded", BOTH, d("03-24"), preview=True, **END)
TWO = led(c.investigated, ("evidence_taken", BOTH, d("03-16"), c.evidence("sha256:2a")))
offence("evidence_reviewed", TWO, "concluded", BOTH, d("03-24"), **END)
THIRD = led(TWO, ("evidence_reviewed", LIN, d("03-17"), {"digest": "sha256:2a", "excluded": True, "reasons": "非法"}))
offence("excluded_not_used", THIRD, "concluded", BOTH, d("03-24"), **{**END, "evidence": ["sha256:1f", "sha256:2a"]})
offence("opinion_fits_facts", c.investigated, "concluded", BOTH, d("03-24"), **{**END, "facts_proven": False})
offence("opinion_fits_facts", c.investigated, "concluded", BOTH, d("03-24"), **{**END, "opinion": "no_breach"})
NO_ORDER = led(
    c.filed,
    ("evidence_taken", BOTH, d("03-16"), c.evidence()),
    ("evidence_reviewed", LIN, d("03-17"), {"digest": "sha256:1f", "reasons": "真实"}),
)
offence("order_went_out", NO_ORDER, "concluded", BOTH, d("03-24"), **END)
ASKED_RECUSAL = led(c.investigated, ("recusal_asked", PARTY, d("03-16"), {"officer": "chen", **REASON}))
offence("recusals_settled", ASKED_RECUSAL, "concluded", BOTH, d("03-24"), **END)
offence("limitation_opinion", c.investigated, "concluded", BOTH, d("03-24"), **END, act_ended="2024-02-29")
offence("under_fourteen", c.investigated, "concluded", BOTH, d("03-24"), **{**END, "age": 13})
CHECK = {"figures": [{"figure": "posts", "value": 12}], "report": "核对1"}
offence(
    "figures_known",
    c.concluded,
    "crime_checked",
    BOTH,
    d("03-25"),
    **{**CHECK, "figures": [{"figure": "luck", "value": 1}]},
)
offence(
    "figures_known",
    c.concluded,
    "crime_checked",
    BOTH,
    d("03-25"),
    **{**CHECK, "figures": [{"figure": "posts", "value": "12"}]},
)
RULING = {"transfer": True, "team": ["lin", "chen"], "reasons": "达到标准"}
offence("team_of_two", c.crime_hit, "crime_ruled", LIN, d("03-26"), **{**RULING, "team": ["lin"]})
NOT_SENT = led(c.crime_hit, ("crime_ruled", LIN, d("03-26"), {**RULING, "transfer": False}))
offence("not_yet_ruled", NOT_SENT, "crime_ruled", LIN, d("03-27"), **RULING)
OFFENCES.append(
    (
        "late_with_reason",
        lambda: Offence(
            "late_with_reason",
            c.at(waiting(c.crime_hit, "crime_ruled", d("03-26"), **RULING)).state,
            Step("crime_ruled", d("03-30"), (HEAD,), RULING),
        ),
    )
)
HAND = {"letter": "移送书1", "list": "清单1", "receipt": "回执1"}
offence("late_with_reason", c.crime_ruled, "crime_sent", LIN, d("03-28"), datetime(2026, 3, 28, 9, 31), **HAND)
offence("transfer_ruled", c.crime_sent, "crime_sent", LIN, d("03-28"), datetime(2026, 3, 28, 9, 5), **HAND)
ANSWER = {"answer": "refused", "letter": "通知1"}
offence("transfer_sent", c.crime_ruled, "crime_answered", c.POLICE, d("03-29"), **ANSWER)
REFUSED = led(c.crime_sent, ("crime_answered", c.POLICE, d("03-31"), ANSWER))
offence("in_time", REFUSED, "crime_reconsidered", LIN, d("04-04"), **REASON)
offence("police_refused", c.checked, "crime_reconsidered", LIN, d("03-26"), **REASON)

# Notice
TELL = c.NOTICE
offence("opinion_is_penalty", lambda: c.checked(opinion="minor_corrected"), "notified", BOTH, d("03-27"), **TELL)
offence("crime_was_checked", c.concluded, "notified", BOTH, d("03-27"), **TELL)
offence("crime_was_ruled", c.crime_hit, "notified", BOTH, d("03-27"), **TELL)


def tell(guard: str, stage: Callable[[], Course] = c.checked, settings: Settings | None = None, **facts: Any) -> None:
    offence(guard, stage, "notified", BOTH, d("03-27"), settings=settings, **{**TELL, **facts})


def fine(amount: object, on: str = "org") -> list[dict[str, object]]:
    return [{"measure": "fine", "amount": amount, "on": on}]


LIGHT = {"penalties": [{"measure": "warning"}]}
tell("rule_of_the_case", basis="RD-STORE")
tell("rule_of_the_case", basis="RD-NETSEC", penalties=fine(20_000))


PROVINCIALS = (replace(LIN, level="province"), replace(CHEN, level="province"))


def against_filed(*codes: str, level: str = "city", source: dict[str, Any] | None = None) -> Callable[[], Course]:
    """A case filed under other rules, by an office of another level."""

    def lead() -> Course:
        people = [replace(LIN, level=level), replace(CHEN, level=level)]
        given = {"source": "inspection", "summary": "巡查", "act_ended": "2026-02-20", **(source or {})}
        course = Course().take("source_registered", people[0], c.REGISTERED, **given)
        return course.settle(
            "filed", c.FILED, **{**F, "handlers": [who.to_json() for who in people], "bases": list(codes)}
        )

    return lead


def against(
    *codes: str, level: str = "city", source: dict[str, Any] | None = None, refused: bool = False
) -> Callable[[], Course]:
    """The same, led to the crime check; `refused`: the order to correct was not met."""

    def lead() -> Course:
        course = against_filed(*codes, level=level, source=source)()
        course.take("party_contacted", BOTH, d("03-12"), **CONTACT)
        course.take("evidence_taken", BOTH, d("03-12"), **c.evidence())
        course.take("evidence_reviewed", LIN, d("03-13"), digest="sha256:1f", reasons="真实")
        course.take("correction_ordered", BOTH, d("03-13"), measures="删除", limit="2026-03-20", **SERVED)
        if refused:
            course.take("correction_checked", BOTH, d("03-23"), met=False, record="复查1")
        course.take("concluded", BOTH, d("03-24"), **END)
        return course.take("crime_checked", BOTH, d("03-25"), **CHECK)

    return lead


OLD_ACT = against("RD-NETSEC-OLD", source={"act_ended": "2025-12-01"})
NEW_RULE = {"basis": "RD-NETSEC", "penalties": [{"measure": "warning"}]}
tell(
    "rule_in_force",
    OLD_ACT,
    **{**NEW_RULE, "lighter_new_law": True, "trigger": "base", "penalties": fine(20_000), "discretion": "lighter"},
)
COUNTY = against("RD-ECO36", level="county")


def _imported() -> Course:
    """A course taken over from before, filed under a rule that is the police's."""
    course = c.at(c.checked).copy()
    course.state = replace(course.state, bases=("CH-SITE48",))
    return course


tell(
    "ours_by_matter",
    _imported,
    basis="CH-SITE48",
    trigger="organisation",
    serious_reasons="单位",
    penalties=fine(150_000),
)
tell("ours_by_level", COUNTY, basis="RD-ECO36", penalties=[{"measure": "warning"}])
CITY_PIPL = against("AS-PIPL")
tell(
    "ours_by_level",
    CITY_PIPL,
    basis="AS-PIPL",
    trigger="serious_province",
    serious_reasons="泄露百万条",
    penalties=fine(1_000_000),
)
tell("tier_gives_penalties", penalties=[{"measure": "business_suspension"}])
tell("tier_gives_penalties", penalties=[{"measure": "applause"}])
HIGH = {"trigger": "refuses_or_serious", "penalties": fine(600_000)}
tell("tier_is_open", **HIGH)
REFUSE_ONLY = against("AS-PIPL")
tell("tier_is_open", REFUSE_ONLY, basis="AS-PIPL", trigger="refuses", serious_reasons="严重", penalties=fine(100_000))
tell("fine_in_band", penalties=fine(49_999), deviation_reasons="理由")
tell("fine_in_band", penalties=fine(500_001), deviation_reasons="理由")
tell("discretion_share", penalties=fine(185_001))
tell("discretion_share", penalties=fine(364_999), discretion="heavier")
YOUNG = lambda: c.checked(age=17)  # noqa: E731 (a course, made when it is needed)
tell("minors_lighter", YOUNG, penalties=fine(200_000), discretion="ordinary")
tell("one_fine", penalties=[*fine(60_000), *fine(60_000)])
tell(
    "highest_fine",
    against("RD-REFUSE", "RD-CSL69"),
    basis="RD-REFUSE",
    trigger="refuses_or_serious",
    serious_reasons="严重",
    penalties=fine(60_000),
)
GAINS = against("LS-MODE")
tell("gains_confiscated", GAINS, basis="LS-MODE", penalties=fine(150_000), gains=30_000)
SHORT = [*fine(150_000), {"measure": "confiscation", "amount": 29_999}]
tell("gains_confiscated", GAINS, basis="LS-MODE", penalties=SHORT, gains=30_000)
tell("amounts_where_money", penalties=[{"measure": "warning", "amount": 5}])
REVOKE = {
    "trigger": "refuses_or_serious",
    "serious_reasons": "严重",
    "penalties": [{"measure": "licence_cancellation"}],
}
tell("licence_by_grantor", **REVOKE)
tell("rights_told", defence_told=False)
tell("hearing_told", hearing_told=False)
tell("answer_term", answer_by="2026-04-02")
tell("service_proven", way="left")
tell("service_proven", way="electronic")
tell("service_proven", way="publication", posted_on="2026-02-20")
tell("service_proven", way="publication", posted_on="2026-02-26", why_published="下落不明")

# Defence and hearing
SAY = {"statement": "陈述1"}
WAIVED = led(c.notified, ("defence_waived", PARTY, d("03-30"), SAY))
offence("not_waived", WAIVED, "hearing_asked", PARTY, d("04-01"), request="申请1")
offence("not_waived", WAIVED, "defence_waived", PARTY, d("04-01"), **SAY)
SMALL = lambda: Course(list(c.at(c.checked).steps), replace(c.at(c.checked).state, settings=NARROW)).take(  # noqa: E731
    "notified", BOTH, c.TOLD_ON, **{**TELL, "hearing_told": False}
)
offence("hearing_may_be_asked", SMALL, "hearing_asked", PARTY, d("04-01"), request="申请1")
# told on Friday 27 March: the fifth working day is Friday 3 April
offence("in_time", c.notified, "hearing_asked", PARTY, d("04-04"), request="申请1")
HELD = led(
    c.hearing_pending,
    ("hearing_notified", LIN, d("04-03"), c.ARRANGED),
    ("hearing_held", c.CHAIR, d("04-20"), {"record": "1", "attendees": "双方"}),
)
offence("hearing_was_asked", HELD, "hearing_withdrawn", PARTY, d("04-21"), **REASON)
ARRANGED_FOR = led(c.hearing_pending, ("hearing_notified", LIN, d("04-03"), c.ARRANGED))
offence(
    "chair_is_neutral",
    c.hearing_pending,
    "hearing_notified",
    LIN,
    d("04-03"),
    **{**c.ARRANGED, "chair": [c.person("chen", "hearing_chair").to_json()]},
)
offence(
    "chair_is_neutral",
    c.hearing_pending,
    "hearing_notified",
    LIN,
    d("04-03"),
    **{**c.ARRANGED, "chair": [WU.to_json()]},
)
# Monday 20 April back: the seventh working day is Thursday 9 April
offence("hearing_notice_early", c.hearing_pending, "hearing_notified", LIN, d("04-10"), **c.ARRANGED)
MORE = Settings(hearing_day_more=True)
offence("hearing_notice_early", c.hearing_pending, "hearing_notified", LIN, d("04-09"), settings=MORE, **c.ARRANGED)
offence("on_hearing_day", ARRANGED_FOR, "hearing_held", c.CHAIR, d("04-21"), record="1", attendees="双方")
offence(
    "by_the_chair",
    ARRANGED_FOR,
    "hearing_held",
    c.person("other", "hearing_chair"),
    d("04-20"),
    record="1",
    attendees="双方",
)
offence("hearing_was_held", ARRANGED_FOR, "hearing_reported", c.CHAIR, d("04-20"), opinion="清楚")
offence("defence_waits", c.notified, "defence_reviewed", BOTH, d("04-02"), opinion="不采纳", **REASON)
DEFENDED = led(c.notified, ("defended", PARTY, d("04-01"), SAY))
offence("not_made_heavier", DEFENDED, "defence_reviewed", BOTH, d("04-02"), opinion="加重", heavier=True, **REASON)

# Review and decision
PASS_REVIEW = {"passed": True, "opinion": "同意"}
offence("reviewer_qualified", c.heard, "legal_reviewed", c.person("xu", "legal_reviewer"), d("04-24"), **PASS_REVIEW)
offence(
    "reviewer_is_neutral",
    c.heard,
    "legal_reviewed",
    c.person("zheng", "legal_reviewer", qualified=True),
    d("04-24"),
    **PASS_REVIEW,
)
offence(
    "reviewer_is_neutral",
    c.heard,
    "legal_reviewed",
    c.person("lin", "legal_reviewer", qualified=True),
    d("04-24"),
    **PASS_REVIEW,
)
offence("defence_settled", DEFENDED, "legal_reviewed", REVIEWER, d("04-08"), **PASS_REVIEW)
MEET = {"members": ["head", "main", "deputy"], "record": "讨论1"}
offence("members_discuss", c.reviewed, "discussed", HEAD, d("04-27"), **{**MEET, "members": ["head", "main"]})
# filed on 9 March; hearing from 1 to 22 April does not count: 90 + 22 days end on 29 June
ON = d("04-27")
DECIDE = c.DECISION
offence("decision_in_time", c.reviewed, "decided", LIN, d("06-30"), **DECIDE)
offence("decision_in_time", lambda: _later(c.reviewed), "decided", LIN, d("08-29"), **DECIDE)
offence("told_before_penalty", c.checked, "decided", LIN, d("04-08"), settings=NARROW, **DECIDE)
offence("was_heard", c.notified, "decided", LIN, d("04-07"), **DECIDE)
offence("hearing_was_offered", SMALL, "decided", LIN, d("04-08"), settings=Settings(), **DECIDE)
offence("review_passed", c.heard, "decided", LIN, ON, **DECIDE)
FAILED = led(c.notified, ("legal_reviewed", REVIEWER, d("04-08"), {"passed": False, "opinion": "证据不足"}))
offence("review_passed", FAILED, "decided", LIN, d("04-09"), **DECIDE)
COMPLEX = led(lambda: c.notified({"complex": True}), ("legal_reviewed", REVIEWER, d("04-08"), PASS_REVIEW))
offence("discussion_held", COMPLEX, "decided", LIN, d("04-09"), **DECIDE)
GREAT = led(lambda: c.notified({"major": True}), ("legal_reviewed", REVIEWER, d("04-08"), PASS_REVIEW))
offence("discussion_held", GREAT, "decided", LIN, d("04-09"), **DECIDE)
DEVIATES = lambda: c.notified(penalties=fine(300_000), deviation_reasons="后果较重")  # noqa: E731
offence(
    "discussion_held",
    DEVIATES,
    "decided",
    LIN,
    d("04-08"),
    **{**DECIDE, "penalties": fine(300_000), "deviation_reasons": "后果较重"},
)
DISCUSSED_FIRST = led(lambda: c.notified({"major": True}))
offence("review_passed", DISCUSSED_FIRST, "discussed", HEAD, d("04-08"), **MEET)
offence("hearing_settled", HELD, "legal_reviewed", REVIEWER, d("04-21"), **PASS_REVIEW)
NONE = {**c.CONTENT, "decision": "no_penalty", "number": "东屿网信不罚〔2026〕1号"}
SLIGHT_CRIME = lambda: c.checked(figures=[{"figure": "posts", "value": 100}], opinion="minor_corrected")  # noqa: E731
GOING = led(SLIGHT_CRIME, ("crime_ruled", LIN, d("03-26"), RULING))
offence("no_transfer_running", GOING, "decided", LIN, d("04-01"), **NONE)
SLIGHT = led(lambda: c.checked(opinion="minor_corrected"), ("legal_reviewed", REVIEWER, d("04-01"), PASS_REVIEW))
offence("was_told", SLIGHT, "defended", PARTY, d("04-02"), **SAY)


def decide(guard: str, stage: Callable[[], Course] = c.reviewed, **facts: Any) -> None:
    offence(guard, stage, "decided", LIN, ON, **{**DECIDE, **facts})


WIDE = lambda: _with_review(c.notified(trigger="refuses_or_serious", serious_reasons="严重", penalties=fine(600_000)))  # noqa: E731
decide("as_told", WIDE, penalties=fine(120_000))
decide("not_heavier_than_told", penalties=fine(120_001))
decide("not_heavier_than_told", penalties=[*DECIDE["penalties"], {"measure": "circulate_notice"}])
UNCONFIRMED = led(
    against("RD-ECO36"),
    ("notified", BOTH, d("03-27"), {**TELL, "basis": "RD-ECO36", "penalties": [{"measure": "warning"}]}),
)
offence(
    "rule_confirmed",
    UNCONFIRMED,
    "decided",
    LIN,
    d("04-08"),
    **{**DECIDE, "basis": "RD-ECO36", "penalties": [{"measure": "warning"}]},
)
decide("no_penalty_founded", decision="no_penalty", penalties=None)
decide("content_complete", performance="")
decide("number_in_series", number="12号")
decide("tier_gives_penalties", penalties=None)
offence("ordinary_time_runs", lambda: _later(c.reviewed), "decision_extended", LIN, d("04-29"), **REASON)
offence("in_time", c.investigated, "decision_extended", LIN, d("06-08"), **REASON)
offence(
    "extended_before", c.investigated, "decision_extended_more", SUPERIOR, d("04-29"), until="2026-09-30", letter="1"
)
offence(
    "crime_was_checked",
    lambda: c.concluded(opinion="minor_corrected"),
    "decided",
    LIN,
    d("04-01"),
    **{**c.CONTENT, "decision": "no_penalty", "number": "不罚〔2026〕1号"},
)
offence(
    "crime_was_ruled",
    lambda: c.checked(figures=[{"figure": "posts", "value": 100}], opinion="minor_corrected"),
    "decided",
    LIN,
    d("04-01"),
    **{**c.CONTENT, "decision": "no_penalty", "number": "不罚〔2026〕1号"},
)
RECUSAL_LATE = led(c.reviewed, ("recusal_asked", PARTY, d("04-24"), {"officer": "zhou", **REASON}))
offence("recusals_settled", RECUSAL_LATE, "decided", LIN, ON, **DECIDE)

# After the decision
# decided on Monday 27 April; 1 to 5 May off, 9 May works: the seventh working day is Saturday 9 May
offence("late_with_reason", c.decided, "served", BOTH, d("05-10"), **SERVED)
SHOW = {"social_impact": True, "masked": "个人信息", "reasons": "影响较大"}
SHOWN = led(c.served, ("published", LIN, d("05-06"), SHOW))
offence("social_impact", c.served, "published", LIN, d("05-06"), **{**SHOW, "social_impact": False})
offence("not_published", SHOWN, "published", LIN, d("05-07"), **SHOW)
offence("is_published", c.served, "unpublished", LIN, d("05-06"), **REASON)
SUE = {"request": "申请1"}
APPEALED = led(c.served, ("reconsideration_applied", PARTY, d("05-08"), SUE))
FELL_FACTS = {"appeal": "reconsideration", "result": "revoked", "number": "复议1"}
FELL = led(APPEALED, ("appeal_decided", c.BODY, d("06-12"), FELL_FACTS))
offence("decision_stands", FELL, "published", LIN, d("06-15"), **SHOW)
FELL_PUBLIC = led(
    SHOWN, ("reconsideration_applied", PARTY, d("05-08"), SUE), ("appeal_decided", c.BODY, d("06-12"), FELL_FACTS)
)
offence("void_not_public", FELL_PUBLIC, "closed", LIN, d("06-15"), ground="revoked", reasons="复议撤销")
# revoked on Friday 12 June: the third working day is Wednesday 17 June
offence("late_with_reason", FELL_PUBLIC, "unpublished", LIN, d("06-18"), **REASON)
offence("payment_fits", c.served, "paid", c.BANK, d("05-08"), amount=120_001, receipt="1")
offence("payment_fits", c.served, "paid", c.BANK, d("05-08"), amount=0, receipt="1")
offence("payment_fits", c.served, "paid", c.BANK, d("05-08"), amount=0.5, receipt="1")
offence("is_to_perform", c.served, "performed", LIN, d("05-08"), measure="warning", record="1")
POOR = {"request": "申请1", "hardship": "资金困难"}
offence(
    "money_is_owed",
    suspension,
    "deferral_asked",
    PARTY,
    d("05-08"),
    **POOR,
)
PLAN = [{"day": "2026-06-30", "amount": 60_000}, {"day": "2026-07-31", "amount": 60_000}]
offence("deferral_was_asked", c.served, "deferral_granted", LIN, d("05-08"), instalments=PLAN, **REASON)
DEFER = led(c.served, ("deferral_asked", PARTY, d("05-07"), POOR))
offence("instalments_add_up", DEFER, "deferral_granted", LIN, d("05-08"), instalments=PLAN[:1], **REASON)
EARLY = [{"day": "2026-05-08", "amount": 60_000}, PLAN[1]]
offence("instalments_add_up", DEFER, "deferral_granted", LIN, d("05-08"), instalments=EARLY, **REASON)
# served on 29 April: the fifteenth day is Thursday 14 May
offence("is_overdue", c.served, "demanded", BOTH, d("05-14"), owed="罚款", **SERVED)
DEFERRED = led(DEFER, ("deferral_granted", LIN, d("05-08"), {"instalments": PLAN, **REASON}))
offence("is_overdue", DEFERRED, "demanded", BOTH, d("06-30"), owed="罚款", **SERVED)
# 6 days late on 20 May: 18 % of 120,000
offence("late_fee_right", c.served, "late_fee_charged", LIN, d("05-20"), amount=21_601)
ASK_COURT = {"application": "申请书1", **REASON}
LATE_DEMAND = led(c.served, ("demanded", BOTH, d("10-28"), {"owed": "罚款", **SERVED}))
# suit possible until 29 October; demanded on 28 October: ten working days end on 11 November
offence("demand_term_over", LATE_DEMAND, "court_applied", LIN, d("11-11"), **ASK_COURT)
offence("appeals_over", c.demanded, "court_applied", LIN, d("10-29"), **ASK_COURT)
offence("in_time", c.demanded, "court_applied", LIN, date(2027, 1, 30), **ASK_COURT)
offence("no_appeal_open", APPEALED, "suit_filed", PARTY, d("05-11"), **SUE)
# sixty days after 29 April: Sunday 28 June, moved to Monday
offence("appeal_in_time", c.served, "reconsideration_applied", PARTY, d("06-30"), **SUE)
offence("appeal_in_time", c.served, "suit_filed", PARTY, d("10-30"), **SUE)
UPHELD = led(APPEALED, ("appeal_decided", c.BODY, d("06-12"), {**FELL_FACTS, "result": "upheld"}))
# fifteen days after 12 June: Saturday 27 June, moved to Monday 29 June
offence("appeal_in_time", UPHELD, "suit_filed", PARTY, d("06-30"), **SUE)
offence("not_reconsidered_before", UPHELD, "reconsideration_applied", PARTY, d("06-15"), **SUE)
SUED = led(
    UPHELD,
    ("suit_filed", PARTY, d("06-29"), SUE),
    ("appeal_decided", c.COURT, d("09-15"), {"appeal": "suit", "result": "upheld", "number": "判决1"}),
)
offence("no_suit_before", SUED, "suit_filed", PARTY, d("09-16"), **SUE, accepted_by_body=True)
offence("appeal_is_open", c.served, "appeal_decided", c.BODY, d("06-12"), **FELL_FACTS)
offence("appeal_is_open", APPEALED, "appeal_decided", c.COURT, d("06-12"), **{**FELL_FACTS, "appeal": "suit"})
NEVER = led(NOT_FILED, ("closed", LIN, d("03-09"), {"ground": "not_filed", "reasons": "不予立案"}))
offence("decision_exists", NEVER, "reconsideration_applied", PARTY, d("03-10"), **SUE)
offence("decision_not_revoked", FELL, "demanded", BOTH, d("06-15"), owed="罚款", **SERVED)
DEMANDED_FELL = led(
    c.demanded, ("reconsideration_applied", PARTY, d("05-25"), SUE), ("appeal_decided", c.BODY, d("06-12"), FELL_FACTS)
)
END_IT = {"ground": "performed", "reasons": "已缴清"}
offence("closing_ground", c.served, "closed", LIN, d("05-11"), **END_IT)
offence("closing_ground", c.paid, "closed", LIN, d("05-11"), **{**END_IT, "ground": "no_penalty"})
PAID_APPEALED = led(c.paid, ("suit_filed", PARTY, d("05-11"), SUE))
offence("no_appeal_open", PAID_APPEALED, "closed", LIN, d("05-12"), **END_IT)
PAID_WAITING = waiting(c.paid, "published", d("05-11"), **SHOW)
offence("nothing_waits", PAID_WAITING, "closed", LIN, d("05-12"), **END_IT)
offence("sender_was_told", SENT_NOT_FILED, "closed", LIN, d("03-09"), ground="not_filed", reasons="不予立案")
offence("file_complete", c.closed, "archived", c.ARCHIVIST, d("05-12"), index="目录", pages=0, digest="sha256:aa")


def _later(stage: Callable[[], Course]) -> Course:
    """Sixty days more, granted on 28 April; with the hearing's 22 days they end on 28 August."""
    return c.at(stage).copy().settle("decision_extended", d("04-28"), reasons="案情复杂")


def _with_review(course: Course) -> Course:
    return course.take("legal_reviewed", REVIEWER, d("04-08"), passed=True, opinion="同意")


# More ways to go wrong, found by weakening the guards
TAKEN_BACK = led(SHOWN, ("unpublished", LIN, d("05-08"), REASON))
offence("is_published", TAKEN_BACK, "unpublished", LIN, d("05-09"), **REASON)
ZERO = [{"day": "2026-06-30", "amount": 120_000}, {"day": "2026-07-31", "amount": 0}]
offence("instalments_add_up", DEFER, "deferral_granted", LIN, d("05-08"), instalments=ZERO, **REASON)
HALF = [{"day": "2026-06-30", "amount": 60_000.0}, {"day": "2026-07-31", "amount": 60_000.0}]
offence("instalments_add_up", DEFER, "deferral_granted", LIN, d("05-08"), instalments=HALF, **REASON)
LATE_SUIT = led(c.demanded, ("suit_filed", PARTY, d("10-28"), SUE))
offence("appeals_over", LATE_SUIT, "court_applied", LIN, d("11-16"), **ASK_COURT)
for ground in ("transferred", "revoked", "court", "not_filed", "no_penalty"):
    offence("closing_ground", c.paid, "closed", LIN, d("05-11"), ground=ground, reasons="理由")
offence("closing_ground", c.paid, "closed", LIN, d("05-11"), ground="impossible", reasons="理由")
NONE_SERVED = led(c.none_decided, ("served", BOTH, d("04-02"), SERVED))
offence("closing_ground", NONE_SERVED, "closed", LIN, d("04-03"), **END_IT)
ANSWERED = led(
    REFUSED, ("crime_reconsidered", LIN, d("04-02"), REASON), ("crime_answered", c.POLICE, d("04-03"), ANSWER)
)
offence("police_refused", ANSWERED, "crime_reconsidered", LIN, d("04-03"), **REASON)
offence(
    "extended_before",
    lambda: _later(c.reviewed),
    "decision_extended_more",
    SUPERIOR,
    d("04-29"),
    until="2026-04-29",
    letter="1",
)
offence(
    "figures_known",
    c.concluded,
    "crime_checked",
    BOTH,
    d("03-25"),
    **{**CHECK, "figures": [{"figure": "posts", "value": -1}]},
)
offence(
    "preservation_running",
    led(KEPT, ("preservation_disposed", BOTH, d("03-17"), GIVE_BACK)),
    "preservation_disposed",
    BOTH,
    d("03-18"),
    **GIVE_BACK,
)
PAUSED_ONCE = led(STOPPED, ("clock_resumed", LIN, d("03-25"), {"document": "鉴定书1"}))
offence("pause_open", PAUSED_ONCE, "clock_resumed", LIN, d("03-26"), document="鉴定书2")
offence(
    "within_limitation",
    lambda: c.registered(act_ended="2024-02-28", found_on="2026-03-01"),
    "filed",
    LIN,
    d("03-05"),
    **{**F, "bases": ["RD-CSL68-OLD"]},
)
offence(
    "replacement_fits",
    c.filed,
    "handler_changed",
    HEAD,
    d("03-12"),
    **{**CHANGE, "to": [WU.to_json(), c.person("xie", "handler").to_json()]},
)
tell("minors_lighter", lambda: c.checked(age=14), penalties=fine(200_000), discretion="ordinary")
TWO_OLD = against("RD-NETSEC-OLD", "RD-CSL68-OLD", source={"act_ended": "2025-12-01"})
OLD_FINE = {
    "basis": "RD-NETSEC-OLD",
    "trigger": "refuses_or_harm",
    "serious_reasons": "有危害后果",
    "penalties": fine(20_000),
}
tell("highest_fine", TWO_OLD, **OLD_FINE)

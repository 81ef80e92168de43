"""What the law wants until the investigation is concluded: one function for each thing, asked of the steps again."""

from __future__ import annotations

from .claims import APL, CAC, CRT, RULES, Claim, Clock, Found, gap, paper_claim
from .course import DAY, Course, Step


@RULES.append
def order(course: Course, _: Step) -> Found:
    """Steps are numbered through, and no day lies before the one of the step before."""
    for before, after in zip(course.steps, course.steps[1:], strict=False):
        if after.seq != before.seq + 1 or after.day < before.day:
            yield gap("order", after, n=after.seq)


@RULES.append
def source(course: Course, decided: Step) -> Found:
    """The source is registered. Article: 网信部门行政执法程序规定 §17."""
    step = course.first("source_registered", decided)
    if step is None:
        yield gap("source")
    else:
        yield from paper_claim(course, step, "source_registration")


@RULES.append
def filing(course: Course, decided: Step) -> Found:
    """The case is filed in seven working days, or fifteen. Article: 行政处罚法 §54，网信部门行政执法程序规定 §18."""
    step = course.first("filed", decided)
    if step is None:
        if not course.last("not_filed") and not course.last("passed_on"):
            yield gap("filing")
        return
    if len(step.rows("handlers")) < 2:
        yield gap("handlers", step)
    begun, clock = course.first("source_registered", step), None
    if begun:
        long = course.first("filing_extended", step) is not None
        rule_name = "CAC14-18.filing_extended" if long else "CAC14-18.filing"
        clock = Clock(rule_name, begun.day, course.working_days(begun.day, 15 if long else 7), step.day)
        if not clock.kept and not step.text("late_reason"):
            yield gap("filing_late", step)
    yield from paper_claim(course, step, "filing_approval", clock)


@RULES.append
def two_officers(course: Course, decided: Step) -> Found:
    """Nobody investigates alone. Article: 行政处罚法 §42."""
    for step in course.of("party_contacted", "evidence_taken", "statement_taken", "concluded", "notified"):
        if step.seq < decided.seq and len(set(step.by)) < 2:
            yield gap("alone", step, n=step.seq)


@RULES.append
def preservation(course: Course, decided: Step) -> Found:
    """Things preserved are decided on in seven working days, then they are free by themselves.

    Article: 行政处罚法 §56，网信部门行政执法程序规定 §28、§29.
    """
    for step in course.of("preserved"):
        if step.seq > decided.seq:
            continue
        number, due = step.text("number"), course.working_days(step.day, 7)
        yield from paper_claim(course, step, "preservation_notice")
        same = [
            one for one in course.of("preservation_disposed", "preservation_lapsed") if one.text("number") == number
        ]
        if not same:
            if course.steps[-1].day > due:
                yield gap("preservation", step, m=number, due=due)
            continue
        clock = Clock("CAC14-29.preservation_disposal", step.day, due, same[0].day)
        if same[0].kind == "preservation_lapsed":  # free by itself the day after its last; recorded then or later
            names = tuple(course.paper("preservation_disposal"))
            yield Claim(
                "preservation_lapsed",
                f"{APL} §56，{CAC} §29",
                same[0].seq,
                names,
                Clock(clock.rule, step.day, due, due),
            )
            continue
        if not clock.kept:
            yield gap("preservation_late", same[0], m=number, due=due)
        yield from paper_claim(course, same[0], "preservation_disposal", clock)


@RULES.append
def crime(course: Course, decided: Step) -> Found:
    """Criminal thresholds are checked before a penalty; a hit waits for the ruling. Article: 移送涉嫌犯罪案件规定 §3、§5."""
    step, ruled = course.last("crime_checked", decided), course.last("crime_ruled", decided)
    if step is None:
        if decided.text("decision") == "penalty" and (decided.kind or course.first("concluded")):
            yield gap("crime")
        return
    sent, clock = course.last("crime_sent"), None
    if ruled is not None and ruled.true("transfer"):
        answer = course.last("crime_answered", decided)
        if decided.kind and (answer is None or answer.text("answer") != "refused"):
            yield gap("crime_open", ruled)
        if sent is not None and sent.seq > ruled.seq:
            clock = Clock("CRT-5.handover", ruled.day, ruled.day + DAY, sent.day)
            if not clock.kept:
                yield gap("crime_late", sent, due=clock.due)
    names = tuple(course.paper("crime_transfer_approval"))
    yield Claim("crime", f"{CRT} §3、§5", (ruled or step).seq, names, clock)

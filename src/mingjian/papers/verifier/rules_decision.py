"""What the law wants of a penalty, from the contact with the party to the service: one function for each thing."""

from __future__ import annotations

from .claims import APL, DECIDING, Claim, Clock, Found, gap, paper_claim
from .course import Course, Step


@DECIDING.append
def contact(course: Course, decided: Step) -> Found:
    """Cards are shown and the right to recusal is told. Article: 行政处罚法 §43、§55."""
    step = course.first("party_contacted", decided)
    if step is None or not (step.true("cards_shown") and step.true("recusal_told")):
        yield gap("contact", step)
    else:
        names = tuple(course.paper("inspection_record", "inquiry_record"))
        yield Claim("contact", f"{APL} §43、§55", step.seq, names)


@DECIDING.append
def evidence(course: Course, decided: Step) -> Found:
    """The facts rest on evidence lawfully taken and not excluded. Article: 行政处罚法 §40、§46."""
    out = {step.text("digest") for step in course.of("evidence_reviewed") if step.true("excluded")}
    taken = [step for step in course.of("evidence_taken", "statement_taken") if step.seq < decided.seq]
    stands = [step for step in taken if step.text("digest") not in out and step.text("lawful_basis")]
    if not stands:
        yield gap("evidence")
    for step in stands:
        digest = step.text("digest")
        yield Claim("evidence", f"{APL} §40、§46", step.seq, (digest,))
        if not course.evidence.get(digest, {}).get("file"):
            yield gap("evidence_file", step, d=digest[:16])


@DECIDING.append
def correction(course: Course, decided: Step) -> Found:
    """A penalty goes with an order to correct; a refusal is order, term over, and a check that finds nothing corrected.

    Article: 行政处罚法 §28，网信部门行政执法程序规定 §34.
    """
    if decided.text("decision") != "penalty":
        return
    ordered, checked = course.last("correction_ordered", decided), course.last("correction_checked", decided)
    if ordered is None:
        yield gap("correction")
    else:
        yield from paper_claim(course, ordered, "correction_order")
    if checked is not None:
        yield from paper_claim(course, checked, "correction_check")
    if decided.text("trigger") == "refuses":
        until = ordered.on("limit") if ordered else None
        if until is None or checked is None or checked.day <= until or checked.true("met"):
            yield gap("refusal", checked or decided)


@DECIDING.append
def conclusion(course: Course, decided: Step) -> Found:
    """The investigation is concluded with a report. Article: 网信部门行政执法程序规定 §33."""
    step = course.last("concluded", decided)
    if step is None:
        yield gap("conclusion")
    else:
        yield from paper_claim(course, step, "handling_report")


@DECIDING.append
def notice(course: Course, decided: Step) -> Found:
    """The party is told before a penalty and has five working days. Article: 行政处罚法 §44、§64."""
    if decided.text("decision") != "penalty":
        return
    step = course.last("notified", decided)
    if step is None or not step.true("defence_told"):
        yield gap("notice", step)
        return
    until = step.on("answer_by")
    if until is None or until < course.working_days(step.day, 5):
        yield gap("term", step)
    heard = any(one.seq > step.seq for one in course.of("defence_waived", "defended", "hearing_held"))
    if decided.kind and until and decided.day <= until and not heard:
        yield gap("too_early", decided)
    known = {str(row.get("measure")): row.get("amount") or 0 for row in step.rows("penalties")}
    if any((row.get("amount") or 0) > known.get(str(row.get("measure")), -1) for row in decided.rows("penalties")):
        yield gap("heavier", decided)
    yield from paper_claim(course, step, "penalty_notice")


@DECIDING.append
def hearing(course: Course, decided: Step) -> Found:
    """A large penalty offers a hearing; one that is asked for is held and reported. Article: 行政处罚法 §63-65."""
    told = course.last("notified", decided)
    money = max((row.get("amount") or 0 for row in told.rows("penalties")), default=0) if told else 0
    if told and money >= course.large and not told.true("hearing_told"):
        yield gap("hearing_told", told)
    asked = course.last("hearing_asked", decided)
    if asked is None or any(one.seq > asked.seq for one in course.of("hearing_withdrawn") if one.seq < decided.seq):
        return
    arranged, held = course.last("hearing_notified", decided), course.last("hearing_held", decided)
    if held is None or arranged is None or course.last("hearing_reported", decided) is None:
        yield gap("hearing", asked)
        return
    latest = course.working_days_before(held.day, 7)
    if arranged.day > latest:
        yield gap("hearing_notice", arranged)
    if set(held.by) & course.handlers:
        yield gap("chair", held)
    proofs = tuple(course.paper("hearing_notice", "hearing_record", "hearing_report"))
    clock = Clock("CAC14-37.hearing_notice", arranged.day, latest, arranged.day)
    yield Claim("hearing", f"{APL} §64-65", held.seq, proofs, clock)


@DECIDING.append
def defence(course: Course, decided: Step) -> Found:
    """What the party said is reviewed in writing. Article: 行政处罚法 §45."""
    said, reviewed = course.last("defended", decided), course.last("defence_reviewed", decided)
    if said is not None and (reviewed is None or reviewed.seq < said.seq):
        yield gap("defence", said)
    elif said is not None and reviewed is not None:
        yield from paper_claim(course, reviewed, "defence_review")


@DECIDING.append
def legal_review(course: Course, decided: Step) -> Found:
    """Reviewed by a qualified person who is no handler, where the law wants it. Article: 行政处罚法 §58."""
    step = course.last("legal_reviewed", decided)
    if step is None or not step.true("passed"):
        if course.heavy(decided) or course.last("hearing_held", decided):
            yield gap("review", step)
        return
    if set(step.by) & course.handlers:
        yield gap("reviewer", step)
    yield from paper_claim(course, step, "legal_review")


@DECIDING.append
def discussion(course: Course, decided: Step) -> Found:
    """Complex or major cases are discussed together. Article: 行政处罚法 §57."""
    step = course.last("discussed", decided)
    if step:
        yield from paper_claim(course, step, "discussion_record")
    elif course.heavy(decided):
        yield gap("discussion", decided if decided.kind else None)


@DECIDING.append
def decision(course: Course, decided: Step) -> Found:
    """Decided by a head who did not propose it, in ninety days, and more where extended. Article: 行政处罚法 §57、§59、§60."""
    filed, clock = course.first("filed", decided), None
    if decided.kind and not decided.roles & {"office_head", "main_head"}:
        yield gap("head", decided)
    proposed = [one for one in course.of("proposed") if one.seq < decided.seq and one.text("step") == "decided"]
    if proposed and set(proposed[-1].by) & set(decided.by):
        yield gap("same_person", decided)
    if filed:
        pauses = course.pauses(decided.day)
        due = course.days(filed.day, 90, pauses)
        if course.first("decision_extended", decided):
            due = course.days(due, 60, pauses)
        more = course.last("decision_extended_more", decided)
        due = max(due, (more.on("until") or due) if more else due)
        clock = Clock("CAC14-45.decision_90", filed.day, due, decided.day)
        if not clock.kept:
            yield gap("decision_late", decided, due=due)
    if not decided.kind:
        return
    code = "penalty_decision" if decided.text("decision") == "penalty" else "no_penalty_decision"
    rows = [row for row in course.documents if row.get("code") == code and not row.get("withdrawn")]
    if rows and decided.text("number") not in {str(row.get("number")) for row in rows}:
        yield gap("number", decided)
    yield from paper_claim(course, decided, code, clock)


@DECIDING.append
def service(course: Course, decided: Step) -> Found:
    """Served in seven working days. Article: 行政处罚法 §61."""
    step = next((one for one in course.of("served") if one.seq > decided.seq), None)
    if step is None:
        if decided.kind:
            yield gap("service", decided)
        return
    clock = Clock("CAC14-46.service", decided.day, course.working_days(decided.day, 7), step.day)
    if not clock.kept and not step.text("late_reason"):
        yield gap("service_late", step, due=clock.due)
    yield from paper_claim(course, step, "service_receipt", clock)

"""What the law wants from the notice to the service of a decision: one function for each thing, asked again."""

from __future__ import annotations

try:
    from mingjian.papers.verifier.claims import APL, Claim, Clock, Found, Gap, paper_claim, rule
    from mingjian.papers.verifier.course import Course, Step
except ImportError:  # copied out of Mingjian as a folder of its own
    from verifier.claims import APL, Claim, Clock, Found, Gap, paper_claim, rule  # type: ignore[import-not-found,no-redef]
    from verifier.course import Course, Step  # type: ignore[import-not-found,no-redef]


@rule
def notice(course: Course, decided: Step) -> Found:
    """The party is told before a penalty and has five working days. Article: 行政处罚法 §44、§64."""
    if decided.text("decision") != "penalty":
        return
    article, step = f"{APL} §44、§62", course.last("notified", decided)
    if step is None or not step.true("defence_told"):
        yield Gap(
            "notice",
            article,
            "处罚前没有告知当事人",
            "the party was not told before the penalty",
            True,
            step.seq if step else 0,
        )
        return
    until = step.on("answer_by")
    if until is None or until < course.working_days(step.day, 5):
        yield Gap(
            "term",
            f"{APL} §64",
            "陈述申辩、申请听证的期限不足五个工作日",
            "fewer than five working days to answer",
            True,
            step.seq,
        )
    heard = any(one.seq > step.seq for one in course.of("defence_waived", "defended", "hearing_held"))
    if until and decided.day <= until and not heard:
        yield Gap(
            "too_early",
            article,
            "期限届满前、当事人未表示意见时作出决定",
            "decided before the party could answer",
            True,
            decided.seq,
        )
    if _heavier(step, decided):
        yield Gap(
            "heavier",
            f"{APL} §45",
            "决定重于告知的处罚",
            "the decision is heavier than what was told",
            True,
            decided.seq,
        )
    yield from paper_claim(
        course, step, "penalty_notice", article, "行政处罚意见告知书", "notice of the intended penalty"
    )


def _heavier(told: Step, decided: Step) -> bool:
    known = {str(row.get("measure")): row.get("amount") or 0 for row in told.rows("penalties")}
    rows = decided.rows("penalties")
    return any((row.get("amount") or 0) > known.get(str(row.get("measure")), -1) for row in rows)


@rule
def hearing(course: Course, decided: Step) -> Found:
    """A large penalty offers a hearing; one that is asked for is held and reported. Article: 行政处罚法 §63-65."""
    told = course.last("notified", decided)
    money = max((row.get("amount") or 0 for row in told.rows("penalties")), default=0) if told else 0
    if told and money >= course.large and not told.true("hearing_told"):
        yield Gap(
            "hearing_told",
            f"{APL} §63",
            "较大数额罚款没有告知听证权",
            "a large fine without the right to a hearing told",
            True,
            told.seq,
        )
    asked = course.last("hearing_asked", decided)
    if asked is None or any(one.seq > asked.seq for one in course.of("hearing_withdrawn") if one.seq < decided.seq):
        return
    arranged, held = course.last("hearing_notified", decided), course.last("hearing_held", decided)
    reported = course.last("hearing_reported", decided)
    if held is None or reported is None or arranged is None:
        yield Gap(
            "hearing",
            f"{APL} §64",
            "当事人要求听证而没有举行听证",
            "a hearing was asked for and not held",
            True,
            asked.seq,
        )
        return
    latest = course.working_days_before(held.day, 7)
    if arranged.day > latest:
        yield Gap(
            "hearing_notice",
            f"{APL} §64",
            "听证通知不足七个工作日",
            "fewer than seven working days' notice",
            True,
            arranged.seq,
        )
    if set(held.by) & _handlers(course):
        yield Gap("chair", f"{APL} §64", "听证主持人是本案调查人员", "the chair is a handler", True, held.seq)
    proofs = tuple(course.paper("hearing_notice", "hearing_record", "hearing_report"))
    yield Claim(
        "hearing",
        f"{APL} §64-65",
        held.seq,
        proofs,
        Clock("CAC14-37.hearing_notice", arranged.day, latest, arranged.day),
    )


def _handlers(course: Course) -> set[str]:
    codes = {str(row.get("code")) for step in course.of("filed") for row in step.rows("handlers")}
    return codes | {str(row.get("code")) for step in course.of("handler_changed") for row in step.rows("to")}


@rule
def defence(course: Course, decided: Step) -> Found:
    """What the party said is reviewed in writing. Article: 行政处罚法 §45."""
    said = course.last("defended", decided)
    if said is None:
        return
    reviewed = course.last("defence_reviewed", decided)
    if reviewed is None or reviewed.seq < said.seq:
        yield Gap("defence", f"{APL} §45", "陈述申辩没有复核", "the defence was not reviewed", True, said.seq)
    else:
        yield from paper_claim(
            course, reviewed, "defence_review", f"{APL} §45", "陈述申辩复核意见书", "review of the defence"
        )


@rule
def legal_review(course: Course, decided: Step) -> Found:
    """Reviewed by a qualified person who is no handler, where the law wants it. Article: 行政处罚法 §58."""
    ended, step = course.last("concluded", decided), course.last("legal_reviewed", decided)
    needed = course.last("hearing_held", decided) or (ended and (ended.true("complex") or ended.true("major")))
    if step is None or not step.true("passed"):
        if needed:
            yield Gap(
                "review",
                f"{APL} §58",
                "应当法制审核而未审核或者未通过",
                "the legal review is missing or did not pass",
                True,
                step.seq if step else 0,
            )
        return
    if set(step.by) & _handlers(course):
        yield Gap("reviewer", f"{APL} §58", "法制审核人员是本案承办人", "the reviewer is a handler", True, step.seq)
    yield from paper_claim(course, step, "legal_review", f"{APL} §58", "法制审核意见书", "legal review")


@rule
def discussion(course: Course, decided: Step) -> Found:
    """Complex or major cases are discussed together. Article: 行政处罚法 §57."""
    ended, step = course.last("concluded", decided), course.last("discussed", decided)
    if step:
        yield from paper_claim(
            course, step, "discussion_record", f"{APL} §57", "集体讨论记录", "record of the discussion"
        )
    elif ended and (ended.true("complex") or ended.true("major")):
        yield Gap(
            "discussion",
            f"{APL} §57",
            "情节复杂或者重大而没有集体讨论",
            "it was not discussed together",
            True,
            decided.seq,
        )


@rule
def decision(course: Course, decided: Step) -> Found:
    """Decided by a head who did not propose it, in ninety days, and more where extended. Article: 行政处罚法 §57、§59、§60."""
    article, filed = f"{APL} §57、§59、§60", course.first("filed", decided)
    if not decided.roles & {"office_head", "main_head"}:
        yield Gap("head", f"{APL} §57", "决定不是由机关负责人作出", "not decided by a head", True, decided.seq)
    proposed = [one for one in course.of("proposed") if one.seq < decided.seq and one.text("step") == "decided"]
    if proposed and set(proposed[-1].by) & set(decided.by):
        yield Gap(
            "same_person", f"{APL} §57", "提出人与决定人是同一人", "one person proposed and decided", True, decided.seq
        )
    clock = None
    if filed:
        pauses = course.pauses(decided.day)
        due = course.days(filed.day, 90, pauses)
        if course.first("decision_extended", decided):
            due = course.days(due, 60, pauses)
        more = course.last("decision_extended_more", decided)
        due = max(due, (more.on("until") or due) if more else due)
        clock = Clock("CAC14-45.decision_90", filed.day, due, decided.day)
        if not clock.kept:
            yield Gap(
                "decision_late", f"{APL} §60", f"决定超过期限（{due}）", f"decided after {due}", True, decided.seq
            )
    code = "penalty_decision" if decided.text("decision") == "penalty" else "no_penalty_decision"
    numbers = {
        str(row.get("number")) for row in course.documents if row.get("code") == code and not row.get("withdrawn")
    }
    if numbers and decided.text("number") not in numbers:
        yield Gap(
            "number", f"{APL} §59", "决定书的文号与决定不一致", "the document bears another number", True, decided.seq
        )
    yield from paper_claim(course, decided, code, article, "处罚决定书", "decision", clock)


@rule
def service(course: Course, decided: Step) -> Found:
    """Served in seven working days. Article: 行政处罚法 §61."""
    step = next((one for one in course.of("served") if one.seq > decided.seq), None)
    if step is None:
        yield Gap("service", f"{APL} §61", "决定没有送达", "the decision was not served", False, decided.seq)
        return
    clock = Clock("CAC14-46.service", decided.day, course.working_days(decided.day, 7), step.day)
    if not clock.kept and not step.text("late_reason"):
        yield Gap(
            "service_late",
            f"{APL} §61",
            f"送达逾期（应于{clock.due}前）",
            f"served late (due {clock.due})",
            False,
            step.seq,
        )
    yield from paper_claim(course, step, "service_receipt", f"{APL} §61", "送达回证", "receipt of service", clock)

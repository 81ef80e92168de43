"""What the law wants until the investigation is concluded: one function for each thing, asked of the steps again."""

from __future__ import annotations

try:
    from mingjian.papers.verifier.claims import APL, CAC, CRT, Claim, Clock, Found, Gap, paper_claim, rule
    from mingjian.papers.verifier.course import Course, Step
except ImportError:  # copied out of Mingjian as a folder of its own
    from verifier.claims import APL, CAC, CRT, Claim, Clock, Found, Gap, paper_claim, rule  # type: ignore[import-not-found,no-redef]
    from verifier.course import Course, Step  # type: ignore[import-not-found,no-redef]


@rule
def order(course: Course, _: Step) -> Found:
    """Steps are numbered through, and no day lies before the one of the step before."""
    for before, after in zip(course.steps, course.steps[1:], strict=False):
        if after.seq != before.seq + 1 or after.day < before.day:
            yield Gap(
                "order",
                f"{APL} §47",
                f"第{after.seq}步的编号或者日期不连续",
                f"step {after.seq} is out of order",
                True,
                after.seq,
            )


@rule
def source(course: Course, decided: Step) -> Found:
    """The source is registered. Article: 网信部门行政执法程序规定 §17."""
    step = course.first("source_registered", decided)
    if step is None:
        yield Gap("source", f"{CAC} §17", "没有案件来源登记", "the source was not registered", fatal=False)
    else:
        yield from paper_claim(
            course, step, "source_registration", f"{CAC} §17", "案件来源登记表", "registration of the source"
        )


@rule
def filing(course: Course, decided: Step) -> Found:
    """The case is filed in seven working days, or fifteen. Article: 行政处罚法 §54，网信部门行政执法程序规定 §18."""
    article, step = f"{APL} §54，{CAC} §18", course.first("filed", decided)
    if step is None:
        yield Gap("filing", article, "没有立案就作出决定", "it was decided without a filed case", fatal=True)
        return
    if len(step.rows("handlers")) < 2:
        yield Gap("handlers", f"{APL} §42", "承办人少于两人", "there are fewer than two handlers", True, step.seq)
    begun, clock = course.first("source_registered", step), None
    if begun:
        long = course.first("filing_extended", step) is not None
        rule_name = "CAC14-18.filing_extended" if long else "CAC14-18.filing"
        clock = Clock(rule_name, begun.day, course.working_days(begun.day, 15 if long else 7), step.day)
        if not clock.kept and not step.text("late_reason"):
            yield Gap("filing_late", article, "立案逾期且未写明理由", "filed late without a reason", False, step.seq)
    yield from paper_claim(course, step, "filing_approval", article, "立案审批表", "approval of filing", clock)


@rule
def contact(course: Course, decided: Step) -> Found:
    """Cards are shown and the right to recusal is told. Article: 行政处罚法 §43、§55."""
    article = f"{APL} §43、§55"
    step = next((one for one in course.of("party_contacted") if one.seq < decided.seq), None)
    if step is None or not (step.true("cards_shown") and step.true("recusal_told")):
        zh, en = "没有出示证件、告知回避权的记录", "no record that cards were shown and recusal told"
        yield Gap("contact", article, zh, en, True, step.seq if step else 0)
    else:
        yield Claim("contact", article, step.seq, tuple(course.paper("inspection_record", "inquiry_record")))


@rule
def two_officers(course: Course, decided: Step) -> Found:
    """Nobody investigates alone. Article: 行政处罚法 §42."""
    for step in course.of("party_contacted", "evidence_taken", "statement_taken", "concluded", "notified"):
        if step.seq < decided.seq and len(set(step.by)) < 2:
            yield Gap(
                "alone",
                f"{APL} §42",
                f"第{step.seq}步只有一人执法",
                f"step {step.seq} was taken alone",
                True,
                step.seq,
            )


@rule
def evidence(course: Course, decided: Step) -> Found:
    """The facts rest on evidence lawfully taken and not excluded. Article: 行政处罚法 §40、§46."""
    article = f"{APL} §40、§46"
    out = {step.text("digest") for step in course.of("evidence_reviewed") if step.true("excluded")}
    taken = [step for step in course.of("evidence_taken", "statement_taken") if step.seq < decided.seq]
    stands = [step for step in taken if step.text("digest") not in out and step.text("lawful_basis")]
    if not stands:
        yield Gap("evidence", article, "没有合法取得、未被排除的证据", "no evidence that stands", fatal=True)
    for step in stands:
        digest = step.text("digest")
        yield Claim("evidence", article, step.seq, (digest,))
        if not course.evidence.get(digest, {}).get("file"):
            zh, en = f"证据 {digest[:16]} 未随卷附上", f"evidence {digest[:16]} is not enclosed"
            yield Gap("evidence_file", article, zh, en, False, step.seq)


@rule
def crime(course: Course, decided: Step) -> Found:
    """Criminal thresholds are checked before a penalty; a hit waits for the ruling. Article: 移送涉嫌犯罪案件规定 §3、§5."""
    step = course.last("crime_checked", decided)
    if step is None:
        if decided.text("decision") == "penalty":
            yield Gap("crime", f"{CRT} §3", "没有核对涉嫌犯罪标准", "criminal thresholds were not checked", fatal=True)
        return
    ruled = course.last("crime_ruled", decided)
    if ruled is not None and ruled.true("transfer"):
        answer = course.last("crime_answered", decided)
        if answer is None or answer.text("answer") != "refused":
            yield Gap(
                "crime_open",
                f"{CRT} §5",
                "已决定移送公安，不得以罚代刑",
                "it goes to the police; no penalty instead",
                True,
                ruled.seq,
            )
    yield Claim("crime", f"{CRT} §3、§5", (ruled or step).seq, tuple(course.paper("crime_transfer_approval")))


@rule
def conclusion(course: Course, decided: Step) -> Found:
    """The investigation is concluded with a report. Article: 网信部门行政执法程序规定 §33."""
    step = course.last("concluded", decided)
    if step is None:
        yield Gap("conclusion", f"{CAC} §33", "调查没有终结", "the investigation was not concluded", fatal=True)
    else:
        yield from paper_claim(
            course, step, "handling_report", f"{CAC} §33", "案件处理意见报告", "report on handling the case"
        )

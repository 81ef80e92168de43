"""What the law wants before and after a decision: one function for each thing, asked of the steps again.

Each returns claims (article → step → document or evidence → clock) or gaps (what is missing, curable or fatal).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

try:
    from mingjian.papers.verifier.course import Course, Step
except ImportError:  # copied out of Mingjian as a folder of its own
    from verifier.course import Course, Step  # type: ignore[import-not-found,no-redef]


@dataclass(frozen=True, slots=True)
class Clock:
    """A period that was to be kept: its rule, its first and last day, the day it was done, whether in time."""

    rule: str
    since: date
    due: date
    done: date

    @property
    def kept(self) -> bool:
        """Whether it was done in time."""
        return self.done <= self.due


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the law wants and the file proves."""

    code: str
    article: str
    step: int
    proofs: tuple[str, ...] = ()
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing. `fatal`: the decision cannot be saved; otherwise it can still be mended."""

    code: str
    article: str
    zh: str
    en: str
    fatal: bool
    step: int = 0


Found = Iterator[Claim | Gap]
RULES: list[Callable[[Course, Step], Found]] = []
_APL, _CAC, _CRT = "行政处罚法", "网信部门行政执法程序规定", "移送涉嫌犯罪案件规定"


def rule(function: Callable[[Course, Step], Found]) -> Callable[[Course, Step], Found]:
    """Register one thing to be asked."""
    RULES.append(function)
    return function


def _paper(course: Course, step: Step, code: str, article: str, zh: str, en: str, clock: Clock | None = None) -> Found:
    """The claim of a step with its document; a missing document is a gap that can be mended."""
    names = course.paper(code)
    yield Claim(code, article, step.seq, tuple(names), clock)
    if not names:
        yield Gap(f"{code}_paper", article, f"卷内没有《{zh}》", f"the file has no {en}", fatal=False, step=step.seq)


@rule
def order(course: Course, _: Step) -> Found:
    """Steps are numbered through, and no day lies before the one of the step before."""
    for before, after in zip(course.steps, course.steps[1:], strict=False):
        if after.seq != before.seq + 1 or after.day < before.day:
            yield Gap(
                "order",
                f"{_APL} §47",
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
        yield Gap("source", f"{_CAC} §17", "没有案件来源登记", "the source was not registered", fatal=False)
    else:
        yield from _paper(
            course, step, "source_registration", f"{_CAC} §17", "案件来源登记表", "registration of the source"
        )


@rule
def filing(course: Course, decided: Step) -> Found:
    """The case is filed in seven working days, or fifteen. Article: 行政处罚法 §54，网信部门行政执法程序规定 §18."""
    article, step = f"{_APL} §54，{_CAC} §18", course.first("filed", decided)
    if step is None:
        yield Gap("filing", article, "没有立案就作出决定", "it was decided without a filed case", fatal=True)
        return
    if len(step.rows("handlers")) < 2:
        yield Gap("handlers", f"{_APL} §42", "承办人少于两人", "there are fewer than two handlers", True, step.seq)
    begun, clock = course.first("source_registered", step), None
    if begun:
        long = course.first("filing_extended", step) is not None
        rule_name = "CAC14-18.filing_extended" if long else "CAC14-18.filing"
        clock = Clock(rule_name, begun.day, course.working_days(begun.day, 15 if long else 7), step.day)
        if not clock.kept and not step.text("late_reason"):
            yield Gap("filing_late", article, "立案逾期且未写明理由", "filed late without a reason", False, step.seq)
    yield from _paper(course, step, "filing_approval", article, "立案审批表", "approval of filing", clock)


@rule
def contact(course: Course, decided: Step) -> Found:
    """Cards are shown and the right to recusal is told. Article: 行政处罚法 §43、§55."""
    article = f"{_APL} §43、§55"
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
                f"{_APL} §42",
                f"第{step.seq}步只有一人执法",
                f"step {step.seq} was taken alone",
                True,
                step.seq,
            )


@rule
def evidence(course: Course, decided: Step) -> Found:
    """The facts rest on evidence lawfully taken and not excluded. Article: 行政处罚法 §40、§46."""
    article = f"{_APL} §40、§46"
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
            yield Gap("crime", f"{_CRT} §3", "没有核对涉嫌犯罪标准", "criminal thresholds were not checked", fatal=True)
        return
    ruled = course.last("crime_ruled", decided)
    if ruled is not None and ruled.true("transfer"):
        answer = course.last("crime_answered", decided)
        if answer is None or answer.text("answer") != "refused":
            yield Gap(
                "crime_open",
                f"{_CRT} §5",
                "已决定移送公安，不得以罚代刑",
                "it goes to the police; no penalty instead",
                True,
                ruled.seq,
            )
    yield Claim("crime", f"{_CRT} §3、§5", (ruled or step).seq, tuple(course.paper("crime_transfer_approval")))


@rule
def conclusion(course: Course, decided: Step) -> Found:
    """The investigation is concluded with a report. Article: 网信部门行政执法程序规定 §33."""
    step = course.last("concluded", decided)
    if step is None:
        yield Gap("conclusion", f"{_CAC} §33", "调查没有终结", "the investigation was not concluded", fatal=True)
    else:
        yield from _paper(
            course, step, "handling_report", f"{_CAC} §33", "案件处理意见报告", "report on handling the case"
        )


@rule
def notice(course: Course, decided: Step) -> Found:
    """The party is told before a penalty and has five working days. Article: 行政处罚法 §44、§64."""
    if decided.text("decision") != "penalty":
        return
    article, step = f"{_APL} §44、§62", course.last("notified", decided)
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
            f"{_APL} §64",
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
            f"{_APL} §45",
            "决定重于告知的处罚",
            "the decision is heavier than what was told",
            True,
            decided.seq,
        )
    yield from _paper(course, step, "penalty_notice", article, "行政处罚意见告知书", "notice of the intended penalty")


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
            f"{_APL} §63",
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
            f"{_APL} §64",
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
            f"{_APL} §64",
            "听证通知不足七个工作日",
            "fewer than seven working days' notice",
            True,
            arranged.seq,
        )
    if set(held.by) & _handlers(course):
        yield Gap("chair", f"{_APL} §64", "听证主持人是本案调查人员", "the chair is a handler", True, held.seq)
    proofs = tuple(course.paper("hearing_notice", "hearing_record", "hearing_report"))
    yield Claim(
        "hearing",
        f"{_APL} §64-65",
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
        yield Gap("defence", f"{_APL} §45", "陈述申辩没有复核", "the defence was not reviewed", True, said.seq)
    else:
        yield from _paper(
            course, reviewed, "defence_review", f"{_APL} §45", "陈述申辩复核意见书", "review of the defence"
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
                f"{_APL} §58",
                "应当法制审核而未审核或者未通过",
                "the legal review is missing or did not pass",
                True,
                step.seq if step else 0,
            )
        return
    if set(step.by) & _handlers(course):
        yield Gap("reviewer", f"{_APL} §58", "法制审核人员是本案承办人", "the reviewer is a handler", True, step.seq)
    yield from _paper(course, step, "legal_review", f"{_APL} §58", "法制审核意见书", "legal review")


@rule
def discussion(course: Course, decided: Step) -> Found:
    """Complex or major cases are discussed together. Article: 行政处罚法 §57."""
    ended, step = course.last("concluded", decided), course.last("discussed", decided)
    if step:
        yield from _paper(course, step, "discussion_record", f"{_APL} §57", "集体讨论记录", "record of the discussion")
    elif ended and (ended.true("complex") or ended.true("major")):
        yield Gap(
            "discussion",
            f"{_APL} §57",
            "情节复杂或者重大而没有集体讨论",
            "it was not discussed together",
            True,
            decided.seq,
        )


@rule
def decision(course: Course, decided: Step) -> Found:
    """Decided by a head who did not propose it, in ninety days, and more where extended. Article: 行政处罚法 §57、§59、§60."""
    article, filed = f"{_APL} §57、§59、§60", course.first("filed", decided)
    if not decided.roles & {"office_head", "main_head"}:
        yield Gap("head", f"{_APL} §57", "决定不是由机关负责人作出", "not decided by a head", True, decided.seq)
    proposed = [one for one in course.of("proposed") if one.seq < decided.seq and one.text("step") == "decided"]
    if proposed and set(proposed[-1].by) & set(decided.by):
        yield Gap(
            "same_person", f"{_APL} §57", "提出人与决定人是同一人", "one person proposed and decided", True, decided.seq
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
                "decision_late", f"{_APL} §60", f"决定超过期限（{due}）", f"decided after {due}", True, decided.seq
            )
    code = "penalty_decision" if decided.text("decision") == "penalty" else "no_penalty_decision"
    numbers = {
        str(row.get("number")) for row in course.documents if row.get("code") == code and not row.get("withdrawn")
    }
    if numbers and decided.text("number") not in numbers:
        yield Gap(
            "number", f"{_APL} §59", "决定书的文号与决定不一致", "the document bears another number", True, decided.seq
        )
    yield from _paper(course, decided, code, article, "处罚决定书", "decision", clock)


@rule
def service(course: Course, decided: Step) -> Found:
    """Served in seven working days. Article: 行政处罚法 §61."""
    step = next((one for one in course.of("served") if one.seq > decided.seq), None)
    if step is None:
        yield Gap("service", f"{_APL} §61", "决定没有送达", "the decision was not served", False, decided.seq)
        return
    clock = Clock("CAC14-46.service", decided.day, course.working_days(decided.day, 7), step.day)
    if not clock.kept and not step.text("late_reason"):
        yield Gap(
            "service_late",
            f"{_APL} §61",
            f"送达逾期（应于{clock.due}前）",
            f"served late (due {clock.due})",
            False,
            step.seq,
        )
    yield from _paper(course, step, "service_receipt", f"{_APL} §61", "送达回证", "receipt of service", clock)


@dataclass(slots=True)
class Asked:
    """All that was found of a case."""

    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def ask(course: Course) -> Asked:
    """Ask everything of the last decision of a case; a case without one has one gap, which can be mended."""
    found = Asked()
    decided = course.last("decided")
    if decided is None:
        found.gaps.append(Gap("undecided", f"{_APL} §57", "案件没有决定", "the case has no decision", fatal=False))
        return found
    for one in RULES:
        for answer in one(course, decided):
            (found.claims if isinstance(answer, Claim) else found.gaps).append(answer)  # type: ignore[arg-type]
    return found

"""What is found of a case: claims (article → step → document or evidence → clock) and gaps (curable or fatal)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from .course import Course, Step

APL, CAC, CRT = "行政处罚法", "网信部门行政执法程序规定", "移送涉嫌犯罪案件规定"


@dataclass(frozen=True, slots=True)
class Clock:
    """A period that was to be kept: its rule, its first and last day, the day it was done."""

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
    """One thing that is missing or wrong. `fatal`: the decision cannot be saved; otherwise it can still be mended."""

    code: str
    article: str
    zh: str
    en: str
    fatal: bool
    step: int = 0


FATAL, CURABLE, UNDONE = "fatal", "curable", "undone"
"""How bad a gap is; what was not done can still be done until the decision, and is fatal after it."""
GAPS: dict[str, tuple[str, str, str, str]] = {
    "undecided": (CURABLE, f"{APL} §57", "案件没有决定", "the case has no decision"),
    "order": (FATAL, f"{APL} §47", "第{n}步的编号或者日期不连续", "step {n} is out of order"),
    "source": (CURABLE, f"{CAC} §17", "没有案件来源登记", "the source was not registered"),
    "filing": (UNDONE, f"{APL} §54，{CAC} §18", "没有立案", "the case was not filed"),
    "handlers": (FATAL, f"{APL} §42", "承办人少于两人", "there are fewer than two handlers"),
    "filing_late": (CURABLE, f"{APL} §54，{CAC} §18", "立案逾期且未写明理由", "filed late without a reason"),
    "contact": (UNDONE, f"{APL} §43、§55", "没有出示证件、告知回避权的记录", "no record that cards were shown and recusal told"),
    "alone": (FATAL, f"{APL} §42", "第{n}步只有一人执法", "step {n} was taken alone"),
    "evidence": (UNDONE, f"{APL} §40、§46", "没有合法取得、未被排除的证据", "no evidence that stands"),
    "evidence_file": (CURABLE, f"{APL} §40、§46", "证据 {d} 未随卷附上", "evidence {d} is not enclosed"),
    "preservation": (CURABLE, f"{APL} §56，{CAC} §29", "{m} 的物品没有处理结果（应于{due}前）", "nothing was decided on the things of {m} (due {due})"),
    "preservation_late": (CURABLE, f"{APL} §56，{CAC} §29", "{m} 已于{due}后自动解除，其后的处理无效", "{m} had lapsed by itself after {due}; what was decided later is void"),
    "correction": (CURABLE, f"{APL} §28，{CAC} §34", "没有责令改正", "no order to correct"),
    "refusal": (FATAL, f"{CAC} §34，法释〔2019〕15号 §2", "拒不改正没有证据：责令、期满、复查未改正", "the refusal to correct is not proven: order, term over, check not met"),
    "crime": (UNDONE, f"{CRT} §3", "没有核对涉嫌犯罪标准", "criminal thresholds were not checked"),
    "crime_open": (FATAL, f"{CRT} §5", "已决定移送公安，不得以罚代刑", "it goes to the police; no penalty instead"),
    "crime_late": (CURABLE, f"{CRT} §5", "移送公安逾期（应于{due}前）", "handed to the police late (due {due})"),
    "conclusion": (UNDONE, f"{CAC} §33", "调查没有终结", "the investigation was not concluded"),
    "notice": (UNDONE, f"{APL} §44、§62", "处罚前没有告知当事人", "the party was not told before the penalty"),
    "term": (FATAL, f"{APL} §64", "陈述申辩、申请听证的期限不足五个工作日", "fewer than five working days to answer"),
    "too_early": (FATAL, f"{APL} §44、§62", "期限届满前、当事人未表示意见时作出决定", "decided before the party could answer"),
    "heavier": (FATAL, f"{APL} §45", "决定重于告知的处罚", "the decision is heavier than what was told"),
    "hearing_told": (FATAL, f"{APL} §63", "较大数额罚款没有告知听证权", "a large fine without the right to a hearing told"),
    "hearing": (UNDONE, f"{APL} §64", "当事人要求听证而没有举行听证", "a hearing was asked for and not held"),
    "hearing_notice": (FATAL, f"{APL} §64", "听证通知不足七个工作日", "fewer than seven working days' notice"),
    "chair": (FATAL, f"{APL} §64", "听证主持人是本案调查人员", "the chair is a handler"),
    "defence": (UNDONE, f"{APL} §45", "陈述申辩没有复核", "the defence was not reviewed"),
    "review": (UNDONE, f"{APL} §58", "应当法制审核而未审核或者未通过", "the legal review is missing or did not pass"),
    "reviewer": (FATAL, f"{APL} §58", "法制审核人员是本案承办人", "the reviewer is a handler"),
    "discussion": (UNDONE, f"{APL} §57", "情节复杂或者重大而没有集体讨论", "it was not discussed together"),
    "head": (FATAL, f"{APL} §57", "决定不是由机关负责人作出", "not decided by a head"),
    "same_person": (FATAL, f"{APL} §57", "提出人与决定人是同一人", "one person proposed and decided"),
    "decision_late": (FATAL, f"{APL} §60", "决定超过期限（{due}）", "decided after {due}"),
    "number": (FATAL, f"{APL} §59", "决定书的文号与决定不一致", "the document bears another number"),
    "service": (CURABLE, f"{APL} §61", "决定没有送达", "the decision was not served"),
    "service_late": (CURABLE, f"{APL} §61", "送达逾期（应于{due}前）", "served late (due {due})"),
}  # fmt: skip
PAPERS: dict[str, tuple[str, str, str]] = {
    "source_registration": (f"{CAC} §17", "案件来源登记表", "registration of the source"),
    "filing_approval": (f"{APL} §54，{CAC} §18", "立案审批表", "approval of filing"),
    "not_filing_approval": (f"{CAC} §18", "不予立案审批表", "approval of not filing"),
    "filing_withdrawal": (f"{CAC} §18", "撤销立案审批表", "approval of withdrawing the filing"),
    "transfer_letter": (f"{APL} §25，{CAC} §12", "案件移送函", "letter of transfer"),
    "crime_transfer": (f"{CRT} §5、§6", "涉嫌犯罪案件移送书", "transfer of a suspected crime"),
    "preservation_notice": (f"{APL} §56，{CAC} §28", "登记保存通知书", "notice of preservation"),
    "preservation_disposal": (f"{APL} §56，{CAC} §29", "登记保存物品处理决定书", "disposal of preserved things"),
    "correction_order": (f"{APL} §28，{CAC} §34", "责令改正通知书", "order to correct"),
    "correction_check": (f"{CAC} §34", "责令改正复查记录", "record of checking the correction"),
    "handling_report": (f"{CAC} §33", "案件处理意见报告", "report on handling the case"),
    "penalty_notice": (f"{APL} §44、§62", "行政处罚意见告知书", "notice of the intended penalty"),
    "defence_review": (f"{APL} §45", "陈述申辩复核意见书", "review of the defence"),
    "legal_review": (f"{APL} §58", "法制审核意见书", "legal review"),
    "discussion_record": (f"{APL} §57", "集体讨论记录", "record of the discussion"),
    "penalty_decision": (f"{APL} §57、§59、§60", "行政处罚决定书", "decision on a penalty"),
    "no_penalty_decision": (f"{APL} §57、§59、§60", "不予行政处罚决定书", "decision of no penalty"),
    "service_receipt": (f"{APL} §61", "送达回证", "receipt of service"),
}
Found = Iterator[Claim | Gap]
Rule = Callable[[Course, Step], Found]
RULES: list[Rule] = []
"""Asked of every case up to its decision or its end."""
DECIDING: list[Rule] = []
"""Asked of what leads to a penalty, and of the decision."""


def gap(code: str, step: Step | None = None, **words: object) -> Gap:
    """A gap in its words; `fatal` as for a case that is decided."""
    kind, article, zh, en = GAPS[code]
    said = {name: str(word) for name, word in words.items()}
    return Gap(code, article, zh.format(**said), en.format(**said), kind != CURABLE, step.seq if step else 0)


def paper_claim(course: Course, step: Step, code: str, clock: Clock | None = None) -> Found:
    """The claim of a step with its document; a missing document is a gap that can be mended."""
    article, zh, en = PAPERS[code]
    names = course.paper(code)
    yield Claim(code, article, step.seq, tuple(names), clock)
    if not names:
        yield Gap(f"{code}_paper", article, f"卷内没有《{zh}》", f"the file has no {en}", False, step.seq)

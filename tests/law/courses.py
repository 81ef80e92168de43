"""Courses of cases for the tests: people, and a case that is led step by step to any stage, every step checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from mingjian.law.case import CaseState
from mingjian.law.course import after, fold, may_take
from mingjian.law.next import approve, propose
from mingjian.law.people import Officer
from mingjian.law.procedure import KINDS
from mingjian.law.steps import Step
from mingjian.law.verdicts import Verdict


def person(code: str, *roles: str, office: str = "东屿", level: str = "city", **more: Any) -> Officer:
    return Officer(code, frozenset(roles), office, level, **{"card_from": date(2020, 1, 1), **more})


LIN, CHEN, WU = (person(code, "handler") for code in ("lin", "chen", "wu"))
CLERK = person("clerk", "intake_clerk")
HEAD, MAIN = person("head", "office_head"), person("main", "main_head")
SECTION = person("section", "section_head")
REVIEWER = person("zhou", "legal_reviewer", qualified=True)
CHAIR = person("zheng", "hearing_chair")
ARCHIVIST, PUBLISHER = person("archivist", "archivist"), person("publisher", "publisher")
PARTY = Officer("party", frozenset({"party"}))
BANK = Officer("bank", frozenset({"bank"}))
POLICE = Officer("police", frozenset({"public_security"}))
SUPERIOR = Officer("superior", frozenset({"superior_head"}), "省", "province")
SYSTEM = Officer("system", frozenset({"system"}))
BODY = Officer("body", frozenset({"reconsideration_body"}))
COURT = Officer("court", frozenset({"court"}))
BOTH = (LIN, CHEN)

REGISTERED = date(2026, 3, 2)
FILED = date(2026, 3, 9)
SERVED = {"way": "in_person", "proof": "送达回证1号"}
PENALTY = {
    "basis": "RD-CSL69",
    "trigger": "base",
    "penalties": [{"measure": "warning"}, {"measure": "fine", "amount": 120_000}],
    "discretion": "lighter",
}
CONTENT = {
    "party": "某公司",
    "facts": "事实",
    "performance": "十五日内缴至银行",
    "appeal": "六十日内复议，六个月内诉讼",
}


@dataclass
class Course:
    """A case on its way; `take` and `settle` insist that the step is allowed."""

    steps: list[Step] = field(default_factory=list)
    state: CaseState = field(default_factory=CaseState)

    def copy(self) -> Course:
        return Course(list(self.steps), self.state)

    def add(self, step: Step) -> Course:
        verdict = may_take(self.state, step)
        assert verdict, f"{step.kind} {step.day}: {verdict.say('en')}"
        self.steps.append(step)
        self.state = after(self.state, step)
        return self

    def take(
        self, kind: str, by: Officer | tuple[Officer, ...], on: date, at: datetime | None = None, **facts: Any
    ) -> Course:
        return self.add(Step(kind, on, by if isinstance(by, tuple) else (by,), facts, at))

    def settle(
        self, kind: str, on: date, by: tuple[Officer, ...] | None = None, head: Officer = HEAD, **facts: Any
    ) -> Course:
        """Propose and approve on one day."""
        self.add(propose(Step(kind, on, by or ((LIN, CHEN) if KINDS[kind].people == 2 else (LIN,)), facts)))
        return self.add(approve(self.state, kind, head, on))

    def answer(
        self, kind: str, by: Officer | tuple[Officer, ...], on: date, at: datetime | None = None, **facts: Any
    ) -> Verdict:
        """What the law says to a step; an approval step is asked with its proposal waiting."""
        return may_take(self.state, Step(kind, on, by if isinstance(by, tuple) else (by,), facts, at))


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def registered(**facts: Any) -> Course:
    given = {"source": "inspection", "summary": "巡查发现", "act_ended": "2026-02-20", **facts}
    return Course().take("source_registered", LIN, REGISTERED, **{k: v for k, v in given.items() if v is not None})


FILING = {
    "handlers": [LIN.to_json(), CHEN.to_json()],
    "bases": ["RD-CSL69"],
    "own_jurisdiction": True,
    "reasons": "涉嫌未停止传输违法信息",
}


def filed(source: dict[str, Any] | None = None, **facts: Any) -> Course:
    return registered(**(source or {})).settle("filed", FILED, **{**FILING, **facts})


def evidence(digest: str = "sha256:1f", **facts: Any) -> dict[str, Any]:
    return {
        "digest": digest,
        "evidence": "electronic",
        "lawful_basis": "程序规定 §22",
        "place": "https://site.test",
        **facts,
    }


def investigated(**source: Any) -> Course:
    course = filed(source)
    course.take("party_contacted", BOTH, d("03-12"), cards_shown=True, recusal_told=True, record="笔录1")
    course.take("evidence_taken", BOTH, d("03-12"), **evidence())
    course.take("evidence_reviewed", LIN, d("03-13"), digest="sha256:1f", reasons="真实、合法、关联")
    course.take("correction_ordered", BOTH, d("03-13"), measures="删除链接", limit="2026-03-20", **SERVED)
    return course


CONCLUSION = {"opinion": "penalty", "facts_proven": True, "evidence": ["sha256:1f"], "report": "报告1"}


def concluded(**facts: Any) -> Course:
    course = investigated()
    course.take("correction_checked", BOTH, d("03-23"), met=True, record="复查1")
    return course.take("concluded", BOTH, d("03-24"), **{**CONCLUSION, **facts})


def checked(*, figures: list[dict[str, Any]] | None = None, **facts: Any) -> Course:
    rows = figures if figures is not None else [{"figure": "posts", "value": 12}]
    return concluded(**facts).take("crime_checked", BOTH, d("03-25"), figures=rows, report="核对1")


NOTICE = {
    **PENALTY,
    "facts": "事实",
    "reasons": "理由",
    "defence_told": True,
    "hearing_told": True,
    "answer_by": "2026-04-07",
    **SERVED,
}
TOLD_ON = d("03-27")


def notified(conclusion: dict[str, Any] | None = None, **facts: Any) -> Course:
    return checked(**(conclusion or {})).take("notified", BOTH, TOLD_ON, **{**NOTICE, **facts})


def hearing_pending(**facts: Any) -> Course:
    return notified(facts).take("hearing_asked", PARTY, d("04-01"), request="申请1")


ARRANGED = {"hearing_day": "2026-04-20", "place": "会议室", "chair": [CHAIR.to_json()], **SERVED}


def heard() -> Course:
    course = hearing_pending().take("hearing_notified", LIN, d("04-03"), **ARRANGED)
    course.take("hearing_held", CHAIR, d("04-20"), record="听证笔录1", attendees="双方")
    return course.take("hearing_reported", CHAIR, d("04-22"), opinion="事实清楚")


def reviewed() -> Course:
    return heard().take("legal_reviewed", REVIEWER, d("04-24"), passed=True, opinion="同意")


DECISION = {"decision": "penalty", "number": "东屿网信罚〔2026〕12号", **PENALTY, **CONTENT}


def decided(**facts: Any) -> Course:
    return reviewed().settle("decided", d("04-27"), **{**DECISION, **facts})


def served() -> Course:
    return decided().take("served", BOTH, d("04-29"), **SERVED)


def paid() -> Course:
    return served().take("paid", BANK, d("05-08"), amount=120_000, receipt="回单1")


def closed() -> Course:
    return paid().settle("closed", d("05-11"), ground="performed", reasons="已缴清")


def archived() -> Course:
    return closed().take("archived", ARCHIVIST, d("05-12"), index="目录1", pages=80, digest="sha256:aa")


OVERDUE_ON = d("05-20")


def demanded() -> Course:
    return served().take("demanded", BOTH, OVERDUE_ON, owed="罚款十二万元", **SERVED)


def none_decided() -> Course:
    course = checked(opinion="minor_corrected")
    facts = {"decision": "no_penalty", "number": "东屿网信不罚〔2026〕1号", **CONTENT}
    return course.settle("decided", d("04-01"), **facts)


def crime_hit() -> Course:
    return checked(figures=[{"figure": "posts", "value": 100}])


def crime_ruled() -> Course:
    course = crime_hit()
    facts = {"transfer": True, "team": ["lin", "chen"], "reasons": "达到标准"}
    course.add(propose(Step("crime_ruled", d("03-26"), (LIN,), facts)))
    course.add(Step("crime_ruled", d("03-27"), (HEAD,), facts, datetime(2026, 3, 27, 9, 30)))
    return course


def crime_sent() -> Course:
    facts = {"letter": "移送书1", "list": "清单1", "receipt": "回执1"}
    return crime_ruled().take("crime_sent", LIN, d("03-28"), datetime(2026, 3, 28, 9, 0), **facts)


@cache
def at(stage: Callable[[], Course]) -> Course:
    """A course led to a stage once, shared; do not add to it, copy it."""
    return stage()


def twice(course: Course) -> CaseState:
    """The state folded anew, to compare with the one kept step by step."""
    return fold(course.steps)


def next_working(day: date, number: int) -> date:
    from mingjian.law.calendar import shipped

    for _ in range(number):
        day = shipped().first_working_day(day + timedelta(days=1))
    return day


__all__ = [name for name in globals() if not name.startswith("_")]

"""A city office with everybody a case needs, a lead, and a case that is led step by step through the acts."""

from __future__ import annotations

import datetime
import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from tests.office.places import officer

OPENED, FILED = datetime.date(2026, 3, 2), datetime.date(2026, 3, 9)
SERVED = {"way": "in_person", "proof": "送达回证1号"}
DIGEST = "ab" * 32


def d(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


def at(day: datetime.date, hour: int = 9) -> datetime.datetime:
    from mingjian.records.clock import SHANGHAI

    return datetime.datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


class Led:
    """One case: `take`, `ask` and `settle` go through the acts; `desk` names the people."""

    def __init__(self, desk: Any, case: Any) -> None:
        self.desk, self.case = desk, case

    def sent(self, day: datetime.date, *together: Any, key: str = "", seen: int | None = None) -> Any:
        from mingjian.office.cases.take_step import Sent

        return Sent(day, key or uuid.uuid4().hex, seen, together)

    def take(self, kind: str, by: Any, day: datetime.date, *together: Any, **facts: Any) -> Any:
        from mingjian.office.cases.take_step import enter_step

        row = enter_step(self.case, kind, facts, self.sent(day, *together), by=by, at=at(day))
        self.case.refresh_from_db()
        return row

    def both(self, kind: str, day: datetime.date, **facts: Any) -> Any:
        return self.take(kind, self.desk.lin, day, self.desk.chen, **facts)

    def approve(self, kind: str, day: datetime.date, by: Any = None, **more: Any) -> Any:
        from mingjian.office.cases.take_step import approve_step

        row = approve_step(self.case, kind, self.sent(day), by=by or self.desk.head, at=at(day), **more)
        self.case.refresh_from_db()
        return row

    def settle(self, kind: str, day: datetime.date, *together: Any, by: Any = None, **facts: Any) -> Any:
        self.take(kind, by or self.desk.lin, day, *together, **facts)
        return self.approve(kind, day)

    # The course of the demo and of the tests, stage by stage.
    def filed(self, day: datetime.date = FILED) -> Led:
        from mingjian.office.cases.people import officers_json

        facts = {"bases": ["RD-CSL69"], "own_jurisdiction": True, "reasons": "涉嫌未停止传输违法信息"}
        self.settle("filed", day, handlers=officers_json([self.desk.lin, self.desk.chen]), **facts)
        return self

    def investigated(self) -> Led:
        self.filed()
        self.both("party_contacted", d("03-12"), cards_shown=True, recusal_told=True, record="笔录1")
        facts = {"evidence": "electronic", "lawful_basis": "程序规定 §22", "place": "https://sushua.test"}
        self.both("evidence_taken", d("03-12"), digest=DIGEST, **facts)
        self.take("evidence_reviewed", self.desk.lin, d("03-13"), digest=DIGEST, reasons="真实、合法、关联")
        self.both("correction_ordered", d("03-13"), measures="删除链接", limit="2026-03-20", **SERVED)
        return self

    def concluded(self, **facts: Any) -> Led:
        self.investigated()
        self.both("correction_checked", d("03-23"), met=True, record="复查1")
        given = {"opinion": "penalty", "facts_proven": True, "evidence": [DIGEST], "report": "报告1"}
        self.both("concluded", d("03-24"), **{**given, **facts})
        return self

    def notified(self, posts: int = 12) -> Led:
        self.concluded()
        rows = [{"figure": "posts", "value": posts}]
        self.both("crime_checked", d("03-25"), figures=rows, report="核对1")
        self.both("notified", d("03-27"), **NOTICE)
        return self

    def heard(self) -> Led:
        from mingjian.office.cases.people import officers_json

        self.notified()
        self.take("hearing_asked", self.desk.lin, d("04-01"), request="申请1")
        chair = officers_json([self.desk.chair])
        arranged = {"hearing_day": "2026-04-20", "place": "会议室", "chair": chair, **SERVED}
        self.take("hearing_notified", self.desk.lin, d("04-03"), **arranged)
        self.take("hearing_held", self.desk.chair, d("04-20"), record="听证笔录1", attendees="双方")
        self.take("hearing_reported", self.desk.chair, d("04-22"), opinion="事实清楚")
        return self

    def decided(self) -> Led:
        self.heard()
        self.take("legal_reviewed", self.desk.reviewer, d("04-24"), passed=True, opinion="同意")
        self.settle("decided", d("04-27"), **DECISION)
        return self

    def served(self) -> Led:
        self.decided()
        self.both("served", d("04-29"), **SERVED)
        return self


PENALTY = {
    "basis": "RD-CSL69",
    "trigger": "base",
    "penalties": [{"measure": "warning"}, {"measure": "fine", "amount": 120_000}],
    "discretion": "lighter",
}
NOTICE = {
    **PENALTY,
    "facts": "事实",
    "reasons": "理由",
    "defence_told": True,
    "hearing_told": True,
    "answer_by": "2026-04-07",
    **SERVED,
}
DECISION = {
    "decision": "penalty",
    **PENALTY,
    "party": "速刷网络科技",
    "facts": "事实",
    "performance": "十五日内缴至银行",
    "appeal": "六十日内复议，六个月内诉讼",
}


def lead_about(place: Any, service: Any = None, number: str = "9901-2026-0001") -> Any:
    from mingjian.records.models import Lead

    service = service or place.shop
    return Lead.objects.create(
        number=number, unit=place.city, service=service, opened_by=place.handler, opened_at=at(OPENED)
    )


@pytest.fixture
def desk(place: Any) -> Any:
    """The office of `places` with everybody a case needs."""
    return everybody(place)


def everybody(place: Any) -> Any:
    """The people of an office, and a lead."""
    from mingjian.records.models import NumberSeries

    city = place.city
    NumberSeries.objects.create(unit=city, kind="lead", year=2026, last=1)  # the lead below has taken its number
    reviewer = officer(city, "zhou", "legal_reviewer")
    reviewer.legal_qualification = True
    reviewer.save()
    return SimpleNamespace(
        **vars(place),
        lin=officer(city, "lin", "handler"),
        chen=officer(city, "chen", "handler"),
        wu=officer(city, "wu", "handler"),
        section=officer(city, "section", "section_head"),
        main=officer(city, "main", "main_head"),
        reviewer=reviewer,
        chair=officer(city, "zheng", "hearing_chair"),
        archivist=officer(city, "archivist", "archivist"),
        auditor=officer(city, "auditor", "auditor"),
        admin=officer(city, "admin", "system_administrator"),
        lead=lead_about(place),
    )


def register(desk: Any, lead: Any = None, **facts: Any) -> Led:
    from mingjian.office.cases.open_case import open_case
    from mingjian.office.cases.take_step import Sent

    given = {"source": "inspection", "summary": "巡查发现", "act_ended": "2026-02-20", **facts}
    sent = Sent(OPENED, uuid.uuid4().hex)
    return Led(desk, open_case([lead or desk.lead], given, sent, by=desk.lin, at=at(OPENED)))


@pytest.fixture
def opened(desk: Any) -> Led:
    """A case whose source is registered."""
    return register(desk)

"""The demo's cases, led through the acts step by step: one to its end with a hearing, one to the police, some in progress.

In: the loaded province and the day. Out: cases whose days lie before that day, counted in working days of the calendar.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from mingjian.demo.case_facts import (
    CONCLUSION,
    DECISION,
    EVIDENCE,
    ORDER,
    PENALTY,
    RULE,
    SERVED,
    STORIES,
    Story,
    record_of,
)
from mingjian.law.calendar import shipped
from mingjian.law.counting import due
from mingjian.law.guards.after import late_fee_now
from mingjian.office.cases.course import state_of
from mingjian.office.cases.open_case import open_case
from mingjian.office.cases.people import officers_json
from mingjian.office.cases.take_step import Sent, approve_step, enter_step
from mingjian.office.intake.decide_report import accept_report
from mingjian.office.intake.receive_report import receive_report
from mingjian.records.clock import SHANGHAI
from mingjian.records.models import Account, Case, Lead, OnlineService, Report


def later(day: datetime.date, working_days: int) -> datetime.date:
    """The day so many working days after (before, if negative) another."""
    step = datetime.timedelta(days=1 if working_days >= 0 else -1)
    left = abs(working_days)
    while left:
        day += step
        left -= shipped().works(day)
    return day


def moment(day: datetime.date, hour: int = 10) -> datetime.datetime:
    """An hour of a day in Shanghai."""
    return datetime.datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


class Led:
    """A case on its way; days are given as working days after its first day."""

    def __init__(self, story: Story, start: datetime.date) -> None:
        self.start = start
        self.who: dict[str, Account] = {
            row.username: row for row in Account.objects.filter(username__in=PEOPLE.values()).select_related("unit")
        }
        self.count = 0
        lead = self._lead(story)
        facts = {"source": "complaint", "summary": story.summary, "act_ended": self.day(-3).isoformat()}
        sent = Sent(start, "demo-0")
        self.case: Case = open_case([lead], facts, sent, by=self.person("handler"), at=moment(start))

    def person(self, role: str) -> Account:
        """The officer of the demo's city who has a part in its cases."""
        return self.who[PEOPLE[role]]

    def day(self, working_days: int) -> datetime.date:
        """A day of the case."""
        return later(self.start, working_days)

    def _lead(self, story: Story) -> Lead:
        service = OnlineService.objects.select_related("unit").get(name=story.service, kind=story.kind)
        at = moment(self.day(-2))
        receipt = receive_report(service.address or service.name, story.category, story.summary, "", at=at)
        report = Report.objects.get(number=receipt.number)
        return accept_report(report, service, by=self.person("intake"), at=at)

    def take(
        self,
        kind: str,
        on: datetime.date | int,
        by: str = "handler",
        with_other: bool = False,
        hour: int = 10,
        **facts: Any,
    ) -> None:
        """Take or propose a step."""
        day = on if isinstance(on, datetime.date) else self.day(on)
        together = (self.person("second"),) if with_other else ()
        enter_step(self.case, kind, facts, self._sent(day, together), by=self.person(by), at=moment(day, hour))

    def both(self, kind: str, on: datetime.date | int, **facts: Any) -> None:
        """A step of the two handlers."""
        self.take(kind, on, with_other=True, **facts)

    def settle(self, kind: str, on: datetime.date | int, **facts: Any) -> None:
        """Propose a step, and let the head approve it on the same day."""
        self.take(kind, on, **facts)
        day = on if isinstance(on, datetime.date) else self.day(on)
        approve_step(self.case, kind, self._sent(day), by=self.person("head"), at=moment(day, 16))

    def _sent(self, day: datetime.date, together: tuple[Account, ...] = ()) -> Sent:
        self.count += 1
        return Sent(day, f"demo-{self.count}", together=together)

    def filed(self) -> Led:
        """File the case and make the first contact."""
        self.settle("filed", 4, handlers=officers_json([self.person("handler"), self.person("second")]), **RULE)
        self.both("party_contacted", 6, cards_shown=True, recusal_told=True, record="现场笔录 1 号")
        return self

    def investigated(self) -> Led:
        """Take and review evidence, order to correct and check it."""
        self.filed()
        digest = record_of(self.case)
        self.both("evidence_taken", 6, digest=digest, place=self.case.service.name, **EVIDENCE)
        self.take("evidence_reviewed", 7, digest=digest, reasons="来源清楚，与原始载体一致，与案件有关")
        self.both("correction_ordered", 7, limit=self.day(12).isoformat(), **ORDER, **SERVED)
        self.both("correction_checked", 13, met=True, record="复查记录 1 号")
        return self

    def concluded(self, figures: list[Mapping[str, Any]]) -> Led:
        """End the investigation and check the criminal thresholds."""
        self.investigated()
        self.both("concluded", 15, evidence=[record_of(self.case)], **CONCLUSION)
        self.both("crime_checked", 16, figures=figures, report="对照追诉标准核对，见核对说明")
        return self

    def notified(self) -> Led:
        """Tell the party what is intended."""
        self.concluded([{"figure": "posts", "value": 12}])
        answer_by = due("CAC14-36.hearing_request", self.day(18)).day.isoformat()
        facts = {
            "reasons": "平台未按规定处置违法信息",
            "defence_told": True,
            "hearing_told": True,
            "answer_by": answer_by,
        }
        self.both(
            "notified", 18, facts="平台发布者持续发布代刷网课信息，收到举报后未停止传输", **facts, **PENALTY, **SERVED
        )
        return self

    def heard(self) -> Led:
        """Hold the hearing and review the case."""
        self.notified()
        self.take("hearing_asked", 21, request="听证申请书 1 号")
        chair = officers_json([self.person("chair")])
        facts: dict[str, Any] = {
            "hearing_day": self.day(33).isoformat(),
            "place": "东屿市网信办三楼听证室",
            "chair": chair,
        }
        self.take("hearing_notified", 23, **facts, **SERVED)
        self.take(
            "hearing_held", 33, by="chair", record="听证笔录 1 号", attendees="当事人及代理人、两名承办人、记录人何书"
        )
        self.take("hearing_reported", 35, by="chair", opinion="事实清楚，证据充分，建议按从轻档次处罚")
        self.take("legal_reviewed", 37, by="reviewer", passed=True, opinion="程序合法，依据正确，裁量适当，同意")
        return self


PEOPLE = {
    "handler": "linyizhou",
    "second": "chenzhi",
    "head": "fangjingshu",
    "reviewer": "zhoushen",
    "chair": "zhengyan",
    "archivist": "baocunyuan",
    "intake": "songwanqing",
}


def to_its_end(story: Story, start: datetime.date) -> Case:
    """A hearing, a warning and a fine, paid in two instalments, the second late, and closed."""
    led = Led(story, start).heard()
    led.settle("decided", 39, party=led.case.party_name, **DECISION, **PENALTY)
    led.both("served", 40, **SERVED)
    served, month = led.day(40), datetime.timedelta(days=30)
    first, second = shipped().first_working_day(served + month), shipped().first_working_day(served + 2 * month)
    led.take("deferral_asked", 44, request="分期缴纳申请书 1 号", hardship="回款周期长，一次缴清影响员工工资发放")
    rows = [{"day": first.isoformat(), "amount": 60_000}, {"day": second.isoformat(), "amount": 60_000}]
    led.settle("deferral_granted", 46, instalments=rows, reasons="确有经济困难，同意分两期缴纳")
    led.take("paid", later(first, -1), amount=60_000, receipt="银行回单 0001 号")
    late = later(second, 3)
    led.take("late_fee_charged", late, amount=int(late_fee_now(state_of(led.case), late)))
    left = 60_000 + int(state_of(led.case).late_charged)
    led.take("paid", later(late, 1), amount=left, receipt="银行回单 0002 号")
    led.settle("closed", later(late, 3), ground="performed", reasons="罚款及加处罚款已缴清，警告已送达")
    return led.case


def to_the_police(story: Story, start: datetime.date) -> Case:
    """The crime check hits; the head rules on the transfer, the police take the case over, and it is closed."""
    led = Led(story, start).concluded([{"figure": "gains", "value": 236_000}, {"figure": "payments", "value": 410_000}])
    team = [str(led.person(role).pk) for role in ("handler", "second")]
    led.settle("crime_ruled", 17, transfer=True, team=team, reasons="违法所得和支付结算金额均达到立案追诉标准")
    led.take(
        "crime_sent",
        17,
        hour=17,
        letter="涉嫌犯罪案件移送书 1 号",
        list="案卷 1 册，电子数据光盘 2 张",
        receipt="送达回证 3 号",
    )
    led.take("crime_answered", 20, answer="accepted", letter="立案告知书 1 号")
    led.settle("closed", 22, ground="transferred", reasons="公安机关已立案侦查")
    return led.case


def load_cases(day: datetime.date) -> None:
    """Lead the demo's cases; the last day of each lies before `day`."""
    to_its_end(STORIES["forum"], later(day, -115))
    to_the_police(STORIES["homework"], later(day, -40))
    Led(STORIES["shop"], later(day, -20)).notified()
    Led(STORIES["mall"], later(day, -12))  # nobody has filed it in time
    waiting = Led(STORIES["bank"], later(day, -5))
    handlers = officers_json([waiting.person("handler"), waiting.person("second")])
    waiting.take("filed", 4, handlers=handlers, **RULE)

"""The demo's bulk return: 50,000 closed accounts of a platform, some of which were never closed, and a sample that tells.

It runs step by step in the worker, after the first page is up: received, read, sampled, judged; the decision is left to
the section head. One penalty decision in force is published too, and one closure once the letter of the forty is answered.
"""

from __future__ import annotations

import csv
import datetime
import tempfile
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mingjian.demo.rows import first_officer
from mingjian.errors import MingjianError
from mingjian.figures.period import period
from mingjian.law.publication import QUESTIONS, Answer
from mingjian.office.cases.enter_publications import refused_by_case
from mingjian.office.publications.publish import propose_publication, publish
from mingjian.office.returns.receive_return import Told, receive_return
from mingjian.office.returns.sample_return import draw_sample, head_after_receipt, judge_row
from mingjian.records import clock
from mingjian.records.models import Account, Agency, BulkReturn, Measure, Publication, Unit

ACCOUNTS = 50_000
REPORTER = "platform.manlu"
PENALTIES = ("warning", "circulate_notice", "fine", "confiscation")
MOST = 20
WHY = {
    "social_impact": "同类网站在当地多次出现，公众举报较多",
    "no_secret": "内容均来自公开网页",
    "no_privacy": "当事方为单位，不含个人信息",
    "no_minor": "当事方为单位",
}


def was_closed(number: int) -> bool:
    """Whether the platform really closed its account number `number`: about one in forty it did not."""
    return number * 2_654_435_761 % 40 != 7


def write_return(path: Path, day: datetime.date) -> None:
    """The platform's file: 50,000 rows of the days up to `day`; a few lack a way of appeal, a few lie outside the period."""
    first = day.replace(day=1)
    with path.open("w", encoding="gb18030", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(["账号标识", "措施", "处置日期", "依据代码", "告知情况", "未告知理由", "申诉途径", "事由"])
        for number in range(ACCOUNTS):
            on = first + datetime.timedelta(days=number % day.day)
            if number % 997 == 0:
                on = first - datetime.timedelta(days=1)
            way = "" if number % 499 == 0 else "漫鹭申诉中心 https://manlu.test/appeal"
            lines.writerow(
                [
                    f"ml{number:08d}",
                    "account_closure",
                    on.isoformat(),
                    "RD-CSL69",
                    "已告知",
                    "",
                    way,
                    "批量推广网络赌博",
                ]
            )


class Reports:
    """One step at a look; nothing is done twice, for the records say what is done already."""

    def __init__(self) -> None:
        self._done = False
        self._tried: list[Any] = []

    def carry_out(self) -> None:
        """Take the next step of the return, and publish one decision when there is one to publish."""
        if self._done:
            return
        unit = Unit.objects.filter(parent=None).first()
        handler = first_officer(unit, "handler") if unit else None
        if unit is None or handler is None:
            return
        row = BulkReturn.objects.filter(reporter__code=REPORTER).order_by("received_at").first()
        if row is None:
            self._receive(unit, handler)
        elif row.state == "checked" and row.counted and head_after_receipt(row):
            draw_sample(row, 200, by=handler, at=clock.now())
        elif row.state == "sampled" and row.drawn_by_id == handler.pk:
            self._judge(row, handler)
        penalty = Publication.objects.filter(case__isnull=False).exists() or self._publish(
            Measure.objects.filter(case__isnull=False, code__in=PENALTIES)
        )
        closure = Publication.objects.filter(case=None).exists() or self._publish(
            Measure.objects.filter(case=None, code="closure", executor_kind="telecom")
        )
        self._done = (
            penalty
            and closure
            and row is not None
            and row.state not in ("submitted", "checked")
            and not self._open(row)
        )

    def _open(self, row: BulkReturn) -> bool:
        return row.sample.filter(result="open").exists()

    def _receive(self, unit: Unit, handler: Account) -> None:
        reporter = Agency.objects.filter(code=REPORTER).first()
        if reporter is None:
            return
        today = clock.today()
        with tempfile.TemporaryDirectory(prefix="mj-demo-") as folder:
            path = Path(folder) / "return.csv"
            write_return(path, today)
            told = Told(reporter, "accounts", period(f"{today:%Y-%m}"))
            receive_return(unit, told, path, "漫鹭关停账号清单.csv", by=handler, at=clock.now())

    def _judge(self, row: BulkReturn, handler: Account) -> None:
        for one in row.sample.filter(result="open").order_by("position")[:25]:
            closed = was_closed(int(one.content["shown"].removeprefix("ml")))
            judge_row(
                one,
                "confirmed" if closed else "false",
                seen_how="profile_page",
                note="" if closed else "主页仍可打开，账号还在发布推广",
                by=handler,
                at=clock.now(),
            )

    def _publish(self, rows: QuerySet[Measure]) -> bool:
        """Publish the first decision of these against an organisation that can be; False while there is none."""
        rows = rows.filter(state__in=("executed", "verified"), victim=False, lifted_on=None)
        rows = rows.exclude(subject__kind="person").exclude(pk__in=self._tried)
        for measure in rows.select_related("unit", "case").order_by("executed_on", "id")[:MOST]:
            self._tried.append(measure.pk)
            handler, head = first_officer(measure.unit, "handler"), first_officer(measure.unit, "office_head")
            if handler is not None and head is not None and _published(measure, handler, head):
                return True
        return False


def _published(measure: Measure, handler: Account, head: Account) -> bool:
    answers = {question.code: Answer(True, WHY[question.code]) for question in QUESTIONS}
    now = clock.now()
    try:
        with transaction.atomic():
            row = propose_publication(measure, answers, measure.facts, minor=False, by=handler, at=now)
            if refused := refused_by_case(row, by=head, at=now):
                raise refused
            publish(row, by=head, at=now)
    except MingjianError:
        return False
    return True

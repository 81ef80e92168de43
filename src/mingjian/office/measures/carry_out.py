"""Tell those who are hit, and record what the executor answered."""

from __future__ import annotations

import datetime
import hashlib

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.measure_rules import after, may_notify, may_record_execution
from mingjian.law.measures import measure as kind_of
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.choices import executor_of
from mingjian.office.measures.notice import write_notice
from mingjian.office.measures.propose_measure import locked
from mingjian.office.measures.rechecks import plan_rechecks
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import Account, Measure, OnlineService, ServiceState

WAYS = ("in_person", "electronic", "mail", "left", "publication")


@transaction.atomic
def notify_measure(
    measure: Measure, way: str, *, not_told_because: str = "", by: Account, at: datetime.datetime
) -> Measure:
    """Tell the operator and the executor: the notice is written and kept as it was served.

    `not_told_because`: the reason why the one who is hit cannot be told (recorded instead of `way`).
    Raises: BadInput, if neither a way nor a reason is given; ForbiddenAct.
    """
    measure = locked(measure)
    require("measure.notify", by=by, about=measure)
    told = way in WAYS
    if way and not told:
        raise BadInput("Choose how the notice is served.", "请选择送达方式。")
    verdict = may_notify(
        measure.state, order_number=measure.number or "", owner_told=told, why_not_told=not_told_because
    )
    if not verdict:
        raise ForbiddenAct(verdict)
    day = clock.day_of(at)
    measure.state = after(measure.state, "notify")
    measure.notified_on, measure.notified_way = day, way
    measure.not_told_because = not_told_because.strip()[:500]
    measure.notice = write_notice(measure, told_on=day)
    measure.save()
    content = {"way": way, "notice": hashlib.sha256(measure.notice.encode()).hexdigest()}
    log_event("measure_notified", measure, by=by, at=at, content=content)
    return measure


def _touch_service(measure: Measure) -> None:
    if measure.code == "closure":
        OnlineService.objects.filter(pk=measure.service_id).update(state=ServiceState.CLOSED)


@transaction.atomic
def record_execution(
    measure: Measure, *, done: bool, answer: str, executed_on: datetime.date, by: Account, at: datetime.datetime
) -> Measure:
    """Record the executor's answer: done on a day, or not done; once done, the later visits are planned.

    Raises: BadInput, without the answer's words or for a day before the order or in the future; ForbiddenAct.
    """
    if not answer.strip():
        raise BadInput("Write what the executor answered, with its reference.", "请写明执行方的答复和文号。")
    measure = locked(measure)
    require("measure.record_execution", by=by, about=measure)
    if measure.ordered_on is None or not measure.ordered_on <= executed_on <= clock.day_of(at):
        raise BadInput(
            "The day of execution lies before the order or in the future; correct it.",
            "执行日期早于决定日期或在今天之后，请更正。",
        )
    executor = executor_of(kind_of(measure.code))
    verdict = may_record_execution(measure.state, measure.code, ordered_from=executor, answered_by=executor, done=done)
    if not verdict:
        raise ForbiddenAct(verdict)
    measure.state = after(measure.state, "record_execution" if done else "record_failure")
    measure.executor_answer = answer.strip()[:500]
    measure.answer_digest = hashlib.sha256(answer.strip().encode()).hexdigest()
    measure.executed_on = executed_on if done else None
    measure.save()
    log_event(
        "measure_executed" if done else "measure_not_executed",
        measure,
        by=by,
        at=at,
        content={"answer": measure.answer_digest, "on": executed_on.isoformat()},
    )
    if done:
        _touch_service(measure)
        plan_rechecks(measure, at=at)
    return measure

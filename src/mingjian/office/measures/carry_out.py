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
from mingjian.office.people.kept_secrets import code_digest, objection_code
from mingjian.records import clock
from mingjian.records.base import new_id
from mingjian.records.models import (
    Account,
    AccountState,
    Agency,
    ListingState,
    Measure,
    MeasureNotice,
    OnlineService,
    OrderItem,
    PlatformAccount,
    ServiceState,
    StoreListing,
)

WAYS = ("in_person", "electronic", "mail", "left", "publication", "by_executor")


def tell(measure: Measure, way: str, because: str, by: Agency | None, at: datetime.datetime) -> MeasureNotice:
    """Write who is told how: the row has the digest of the code by which the one who is hit may object."""
    key = new_id()
    return MeasureNotice(
        id=key,
        measure=measure,
        by=by,
        way=way,
        told_on=clock.day_of(at) if way in WAYS and way != "by_executor" else None,
        not_told_because=because.strip()[:500],
        code_digest=code_digest(objection_code(key)),
        made_at=at,
    )


def note_telling(measure: Measure, way: str, because: str, day: datetime.date) -> None:
    """Put the telling into a measure that is not saved yet, after asking whether it may be told now.

    Raises: BadInput, for an unknown way; ForbiddenAct, without a telling or a reason, or in a state that forbids it.
    """
    if way and way not in WAYS:
        raise BadInput("Choose how the notice is served.", "请选择送达方式。")
    verdict = may_notify(measure.state, order_number=measure.number or "", owner_told=way in WAYS, why_not_told=because)
    if not verdict:
        raise ForbiddenAct(verdict)
    measure.state = after(measure.state, "notify")
    measure.notified_on, measure.notified_way = day, way
    measure.not_told_because = because.strip()[:500]
    measure.notice = write_notice(measure, told_on=day)


@transaction.atomic
def notify_measure(
    measure: Measure, way: str, *, not_told_because: str = "", by: Account, at: datetime.datetime
) -> Measure:
    """Tell the one who is hit: the notice is written and kept as it was served, with a code by which to object.

    `not_told_because`: the reason why the one who is hit cannot be told (recorded instead of `way`).
    Raises: BadInput, if neither a way nor a reason is given; ForbiddenAct.
    """
    measure = locked(measure)
    require("measure.notify", by=by, about=measure)
    note_telling(measure, way, not_told_because, clock.day_of(at))
    measure.save()
    tell(measure, way, not_told_because, measure.executor if way == "by_executor" else None, at).save()
    content = {"way": way, "notice": hashlib.sha256(measure.notice.encode()).hexdigest()}
    log_event("measure_notified", measure, by=by, at=at, content=content)
    return measure


SUSPENDING = ("update_suspension", "business_suspension")


def touch_targets(measure: Measure, day: datetime.date) -> None:
    """What an execution changes in the registry: the service's state, the listing's, the account's."""
    if measure.code == "closure":
        OnlineService.objects.filter(pk=measure.service_id).update(state=ServiceState.CLOSED)
    elif measure.code in SUSPENDING:
        OnlineService.objects.filter(pk=measure.service_id).update(state=ServiceState.SUSPENDED)
    elif measure.code == "delisting":
        StoreListing.objects.filter(targets__measure=measure).update(state=ListingState.DELISTED, as_of=day)
    elif measure.code in ACCOUNT_STATES:
        accounts = PlatformAccount.objects.filter(targets__measure=measure)
        accounts.update(state=ACCOUNT_STATES[measure.code], as_of=day)


def untouch_targets(measure: Measure, day: datetime.date) -> None:
    """What a lifting or a return gives back in the registry."""
    if measure.code == "closure" or measure.code in SUSPENDING:
        OnlineService.objects.filter(pk=measure.service_id).update(state=ServiceState.FILED)
    elif measure.code == "delisting":
        StoreListing.objects.filter(targets__measure=measure).update(state=ListingState.RETURNED, as_of=day)
    elif measure.code in ACCOUNT_STATES:
        PlatformAccount.objects.filter(targets__measure=measure).update(state=AccountState.ACTIVE, as_of=day)


ACCOUNT_STATES = {
    "account_closure": AccountState.CLOSED,
    "account_mute": AccountState.MUTED,
    "account_update_stop": AccountState.UPDATE_STOPPED,
}


def settle_execution(
    measure: Measure, *, done: bool, answer: str, on: datetime.date, quantity: int = 1, at: datetime.datetime
) -> None:
    """Write an execution or a failure into a locked measure, with what follows from it; the caller has asked the law."""
    measure.state = after(measure.state, "record_execution" if done else "record_failure")
    measure.executor_answer = answer.strip()[:500]
    measure.answer_digest = hashlib.sha256(answer.strip().encode()).hexdigest()
    measure.executed_on = on if done else None
    measure.failed_on = None if done else on
    measure.quantity = quantity if done else 0
    measure.save()
    if done:
        touch_targets(measure, on)
        plan_rechecks(measure, at=at)


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
    if OrderItem.objects.filter(measure=measure, order__state="out", result="waiting").exists():
        raise BadInput(
            "A letter with this measure is out; record the answer on the letter.",
            "这项处置已写入交办函，请在交办函上记录答复。",
        )
    executor = measure.executor_kind or executor_of(kind_of(measure.code))
    verdict = may_record_execution(measure.state, measure.code, ordered_from=executor, answered_by=executor, done=done)
    if not verdict:
        raise ForbiddenAct(verdict)
    settle_execution(measure, done=done, answer=answer, on=executed_on, quantity=max(1, measure.targets.count()), at=at)
    log_event(
        "measure_executed" if done else "measure_not_executed",
        measure,
        by=by,
        at=at,
        content={"answer": measure.answer_digest, "on": executed_on.isoformat()},
    )
    return measure


def show_code(measure: Measure, *, by: Account, at: datetime.datetime) -> None:
    """Note that somebody looked at the code of a notice. Raises: ForbiddenAct."""
    require("measure.notify", by=by, about=measure)
    log_event("code_shown", measure, by=by, at=at)

"""Take an executor's answer to an order: every row judged, taken rows moved into their measures, all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.answer_rules import ItemFacts, JudgedRow, SaidRow, judge_rows
from mingjian.law.measure_rules import may_move
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.carry_out import settle_execution
from mingjian.office.measures.returning import plan_return
from mingjian.office.measures.send_order import item_number
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Agency,
    AnswerRow,
    ExecutorToken,
    Measure,
    MeasureNotice,
    MeasureTarget,
    Order,
    OrderAct,
    OrderAnswer,
    OrderItem,
    OrderState,
)

OPEN = ("waiting",)
GOOD = ("done", "partly")


def _key(item: OrderItem) -> str:
    return item_number(item.measure, item.target.position if item.target else None)


def _facts(item: OrderItem, order: Order) -> ItemFacts:
    return ItemFacts(
        position=item.position,
        number=_key(item),
        result=item.result,
        sent_on=order.sent_on,
        due_on=order.due_on,
        answered_on=clock.day_of(item.answered_at) if item.answered_at else None,
        asks_owner=order.act == OrderAct.EXECUTE and item.measure.notified_way == "by_executor",
    )


@transaction.atomic
def take_answer(
    order: Order,
    executor: Agency,
    rows: Sequence[SaidRow],
    *,
    way: str,
    digest: str,
    name: str = "",
    by: Account | None = None,
    token: ExecutorToken | None = None,
    at: datetime,
) -> OrderAnswer:
    """Take an answer in: rows that fit are taken, the others refused, each with its reason; both are kept.

    `by`: the officer who reads a file in; `token`: of the executor's own system.
    Raises: BadInput, for a letter that was taken back; ForbiddenAct, from the wrong executor or without the role.
    """
    order = (
        Order.objects.select_for_update(of=("self",))
        .select_related("unit", "executor")
        .defer("package")
        .get(pk=order.pk)
    )
    if by is not None:
        require("measure.record_execution", by=by, about=order)
    if executor.pk != order.executor_id:
        raise ForbiddenAct(refuse("wrong_answerer", "明鉴 §处置", asked=order.executor.name_zh, who=executor.name_zh))
    if order.state == OrderState.WITHDRAWN:
        raise BadInput("The letter was taken back; no answer is needed.", "交办函已撤回，不需要答复。")
    items = {_key(item): item for item in _items(order)}
    day = clock.day_of(at)
    judged = judge_rows(list(rows), {key: _facts(item, order) for key, item in items.items()}, day)
    fates = [row.fate for row in judged]
    answer = OrderAnswer.objects.create(
        order=order,
        executor=executor,
        way=way,
        name=name[:200],
        digest=digest,
        by=by,
        token=token,
        received_at=at,
        taken=fates.count("taken"),
        marked=fates.count("marked"),
        refused=fates.count("refused"),
    )
    AnswerRow.objects.bulk_create(_row(answer, row, items) for row in judged)
    good = [row for row in judged if row.fate != "refused"]
    touched = [_write(items[row.said.number.strip()], row, at) for row in good]
    OrderItem.objects.bulk_update(touched, _FIELDS)
    _settle_all(order, {item.measure_id for item in touched}, list(items.values()), good, by, at)
    if not any(item.result in OPEN for item in items.values()):
        order.state, order.closed_at = OrderState.ANSWERED, at
        order.save(update_fields=["state", "closed_at"])
    content = {"digest": digest, "taken": answer.taken, "marked": answer.marked, "refused": answer.refused}
    log_event("order_answered", order, by=by, at=at, content=content)
    return answer


_FIELDS = ["result", "answered_at", "done_on", "reason", "reference", "evidence_digest", "late", "corrected"]


def _items(order: Order) -> list[OrderItem]:
    rows = OrderItem.objects.select_for_update(of=("self",)).filter(order=order).order_by("position")
    return list(rows.select_related("measure", "target"))


def _row(answer: OrderAnswer, row: JudgedRow, items: dict[str, OrderItem]) -> AnswerRow:
    reasons = [{"code": reason.code, "params": dict(reason.params)} for reason in row.reasons]
    said = {name: value for name, value in asdict(row.said).items() if value and name != "line"}
    known = items.get(row.said.number.strip())
    return AnswerRow(answer=answer, line=row.said.line, item=known, fate=row.fate, said=said, reasons=reasons)


def _write(item: OrderItem, row: JudgedRow, at: datetime) -> OrderItem:
    item.corrected = item.result != "waiting"
    item.late = any(reason.code == "late" for reason in row.reasons)
    item.result, item.answered_at, item.done_on = row.result, at, row.done_on
    item.reason, item.reference = row.said.reason.strip()[:500], row.said.reference.strip()[:200]
    item.evidence_digest = row.said.evidence_digest.strip().lower()
    return item


def _settle_all(
    order: Order,
    measures: set[UUID],
    items: list[OrderItem],
    rows: list[JudgedRow],
    by: Account | None,
    at: datetime,
) -> None:
    """Move each measure of the letter whose items are all answered, and note who told the one who is hit."""
    by_measure: dict[UUID, list[OrderItem]] = {}
    for item in items:
        by_measure.setdefault(item.measure_id, []).append(item)
    said = {row.said.number.strip(): row for row in rows}
    locked = Measure.objects.select_for_update(of=("self",)).filter(pk__in=measures).select_related("executor")
    for measure in locked.order_by("pk"):
        mine = by_measure[measure.pk]
        _keep_results(mine)
        if any(item.result in OPEN for item in mine):
            continue
        if order.act == OrderAct.EXECUTE:
            _settle(measure, mine, by, at)
            _note_owner(measure, [said[_key(item)] for item in mine if _key(item) in said], at)
        elif any(item.result in GOOD for item in mine):
            plan_return(measure, at=at)


def _keep_results(items: list[OrderItem]) -> None:
    targets = []
    for item in items:
        if item.target and item.target.result != item.result:
            item.target.result = item.result
            targets.append(item.target)
    MeasureTarget.objects.bulk_update(targets, ["result"])


def _settle(measure: Measure, items: list[OrderItem], by: Account | None, at: datetime) -> None:
    """A measure with one item is executed when that is done; one with many when any of them is."""
    single = items[0].target is None
    done = [item for item in items if item.result == "done" or (not single and item.result == "partly")]
    if not may_move(measure.state, "record_execution" if done else "record_failure"):
        return
    day = max((item.done_on for item in done if item.done_on), default=clock.day_of(at))
    settle_execution(measure, done=bool(done), answer=_words(items), on=day, quantity=max(1, len(done)), at=at)
    content = {"answer": measure.answer_digest, "on": day.isoformat(), "items": len(items), "done": len(done)}
    log_event("measure_executed" if done else "measure_not_executed", measure, by=by, at=at, content=content)


def _words(items: list[OrderItem]) -> str:
    """What was answered, in one line for the measure's page."""
    words = {"done": "已办理", "partly": "部分办理", "refused": "未予办理", "not_found": "未找到"}
    if len(items) == 1:
        item = items[0]
        return " ".join(text for text in (words[item.result], item.reference, item.reason) if text)
    tally = {result: sum(item.result == result for item in items) for result in words}
    return "，".join(f"{words[result]} {count}" for result, count in tally.items() if count)


def _note_owner(measure: Measure, rows: list[JudgedRow], at: datetime) -> None:
    """What the executor says of telling the one who is hit."""
    notice = MeasureNotice.objects.filter(measure=measure, way="by_executor").order_by("-made_at").first()
    told = next((row for row in rows if row.told is not None), None)
    if notice is None or told is None or notice.told_on is not None:
        return
    if told.told:
        notice.told_on = told.done_on or clock.day_of(at)
    else:
        notice.not_told_because = told.said.why_not_told.strip()[:500]
    notice.save(update_fields=["told_on", "not_told_because"])
    if told.told:
        log_event("owner_told", measure, by=None, at=at, content={"by": "executor", "on": _iso(notice.told_on)})


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

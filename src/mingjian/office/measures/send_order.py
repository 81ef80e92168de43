"""Order many measures in one letter: looked at before, then done at once, each item with its own answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.executors import answer_due, may_order, may_restore
from mingjian.law.measures import measure as kind_of
from mingjian.law.verdicts import Verdict
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.log_keys import office_keys
from mingjian.office.measures.carry_out import note_telling, tell
from mingjian.office.measures.order_package import pack
from mingjian.office.measures.order_paper import signed_pdfs
from mingjian.office.measures.packed_order import PackedItem, PackedOrder
from mingjian.office.measures.targets import in_clear
from mingjian.office.people.authority import require
from mingjian.office.people.kept_secrets import objection_code, seal, unseal
from mingjian.office.people.number_series import next_number
from mingjian.office.people.office_seal import office_name
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Agency,
    Measure,
    MeasureNotice,
    MeasureTarget,
    Order,
    OrderAct,
    OrderItem,
    OrderState,
    Seal,
)

MOST = 1000
"""Items of one letter."""
OBJECTIONS = "/objection/"
"""Where the public page for objections stands, on the office's public site."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """One measure of a selection, and whether it may stand in the letter."""

    measure: Measure
    verdict: Verdict


def preview_order(measures: Iterable[Measure], executor: Agency, act: str = OrderAct.EXECUTE) -> list[Previewed]:
    """Say of each measure whether it may stand in a letter to this executor; nothing is changed."""
    return [Previewed(measure, _may(measure, executor, act)) for measure in measures]


def _may(measure: Measure, executor: Agency, act: str) -> Verdict:
    kind = kind_of(measure.code)
    if act == OrderAct.RESTORE:
        return may_restore(kind, measure.state, measure.restored_on)
    named = measure.executor
    same = named is not None and named.pk == executor.pk
    return may_order(
        kind,
        measure.executor_kind or kind.executors[0],
        measure.state,
        ordered_from=executor.name_zh if same else (named.name_zh if named else "—"),
        asked=executor.name_zh,
    )


def _locked(measures: Sequence[Measure]) -> list[Measure]:
    rows = Measure.objects.select_for_update(of=("self",)).filter(pk__in=[measure.pk for measure in measures])
    return list(
        rows.select_related("unit", "service", "subject", "executor", "lead")
        .prefetch_related("targets")
        .order_by("number")
    )


def item_number(measure: Measure, position: int | None) -> str:
    """How an item is called in a letter: the measure's number, and the target's within a measure of many."""
    return f"{measure.number}" if position is None else f"{measure.number}/{position}"


def _items(order: Order, measures: Sequence[Measure]) -> list[OrderItem]:
    items: list[OrderItem] = []
    for measure in measures:
        targets = [target for target in measure.targets.all() if target.kind in ("item", "number")]
        for target in cast("list[MeasureTarget | None]", targets) or [None]:
            items.append(OrderItem(order=order, position=len(items) + 1, measure=measure, target=target))
    if len(items) > MOST:
        raise BadInput(
            f"A letter holds at most {MOST} items; this selection has {len(items)}.",
            f"一封交办函最多 {MOST} 项，所选共 {len(items)} 项；请分开发出。",
        )
    return items


@transaction.atomic
def send_order(
    measures: Sequence[Measure],
    executor: Agency,
    *,
    act: str = OrderAct.EXECUTE,
    way: str = "by_executor",
    not_told_because: str = "",
    objections_at: str = OBJECTIONS,
    by: Account,
    at: datetime,
) -> Order:
    """Send one letter for all measures of a selection; every one of them must be fit for it (see `preview_order`).

    `way` and `not_told_because`: how those who are hit are told, or why not, as in `notify_measure`; `objections_at`: the
    address of the public page, as the notices name it.
    Raises: BadInput, for an empty selection or too many items; ForbiddenAct, at the first measure that is not fit.
    """
    rows = _locked(measures)
    if not rows:
        raise BadInput("Choose at least one measure.", "请至少选择一项处置。")
    for row in rows:
        require("measure.notify", by=by, about=row)
        if not (verdict := _may(row, executor, act)):
            raise ForbiddenAct(verdict)
    day = clock.day_of(at)
    order = Order(
        number=f"{by.unit.code}-O-{day.year}-{next_number(by.unit, 'order', day.year):04d}",
        unit=by.unit,
        executor=executor,
        act=act,
        made_by=by,
        made_at=at,
        sent_on=day,
        due_on=answer_due(executor.executor_kind, day, executor.answer_days),
    )
    items = _items(order, rows)
    order.items_count = len(items)
    notices = _tell_all(rows, executor, (way, not_told_because), by, at) if act == OrderAct.EXECUTE else {}
    _put_package(order, items, notices, objections_at)
    order.save(force_insert=True)
    OrderItem.objects.bulk_create(items)
    content = {"number": order.number, "executor": executor.code, "items": len(items), "package": order.digest}
    log_event("order_sent", order, by=by, at=at, content=content)
    return order


def _tell_all(
    rows: Sequence[Measure], executor: Agency, how: tuple[str, str], by: Account, at: datetime
) -> dict[UUID, MeasureNotice]:
    notices = {}
    way, because = how
    for row in rows:
        note_telling(row, way, because, clock.day_of(at))
        notices[row.pk] = tell(row, way, because, executor if way == "by_executor" else None, at)
    fields = ["state", "notified_on", "notified_way", "not_told_because", "notice"]
    Measure.objects.bulk_update(rows, fields)
    MeasureNotice.objects.bulk_create(notices.values())
    for row in rows:
        digest = hashlib.sha256(row.notice.encode()).hexdigest()
        log_event("measure_notified", row, by=by, at=at, content={"way": way, "notice": digest})
    return notices


def _packed(item: OrderItem, notice: MeasureNotice | None) -> PackedItem:
    measure, target = item.measure, item.target
    first = target or next(iter(measure.targets.all()), None)
    what = in_clear(first) if first else f"{measure.service.name}（{measure.service.host or measure.subject.name}）"
    hand_on = notice is not None and notice.way == "by_executor"
    return PackedItem(
        position=item.position,
        number=item_number(measure, target.position if target else None),
        measure=kind_of(measure.code).zh,
        what=what,
        key=first.key if first else measure.service.host,
        basis=f"{measure.basis['law']} §{measure.basis['article']}",
        facts=measure.facts,
        notice=measure.notice if hand_on else "",
        code=objection_code(notice.pk) if notice and hand_on else "",
    )


def packed_order(
    order: Order, items: Sequence[OrderItem], notices: dict[UUID, MeasureNotice], objections_at: str = OBJECTIONS
) -> PackedOrder:
    """An order as its executor sees it."""
    return PackedOrder(
        number=order.number,
        office=office_name(order.unit),
        executor=order.executor.name_zh,
        act=order.act,
        sent_on=order.sent_on.isoformat(),
        due_on=order.due_on.isoformat(),
        signer=order.made_by.name_zh,
        objections_at=objections_at,
        items=tuple(_packed(item, notices.get(item.measure.pk)) for item in items),
    )


def _put_package(
    order: Order, items: Sequence[OrderItem], notices: dict[UUID, MeasureNotice], objections_at: str
) -> None:
    """Sign the package and keep it sealed; where the office has no keys (tests) there is none."""
    at = order.made_at
    keys = office_keys(at)
    if keys is None:
        return
    head = Seal.objects.exclude(checkpoint="").order_by("-size").first()
    packed = packed_order(order, items, notices, objections_at)
    pdfs = signed_pdfs(packed, order.unit, at=at)
    package = pack(packed, pdfs, keys, at=at, checkpoint=head.checkpoint if head else None)
    order.digest = hashlib.sha256(package).hexdigest()
    order.package = seal(package, f"order {order.pk}")


def open_package(order: Order) -> bytes:
    """The package in clear. Raises: BadInput, where none was made."""
    if not order.package:
        raise BadInput(
            "This letter has no signed package: the office had no keys when it was sent.",
            "这封交办函没有签名文件包：发出时本机没有签名密钥。",
        )
    return unseal(order.package, f"order {order.pk}")


@transaction.atomic
def take_over(order: Order, way: str, *, by: Account | None, at: datetime) -> Order:
    """Note that the letter was taken over: fetched by the executor's system, or taken out as a file to be handed over."""
    order = Order.objects.select_for_update(of=("self",)).select_related("unit", "executor").get(pk=order.pk)
    if order.fetched_at is None:
        order.fetched_at, order.fetched_way = at, way
        order.save(update_fields=["fetched_at", "fetched_way"])
        log_event("order_fetched", order, by=by, at=at, content={"way": way})
    return order


@transaction.atomic
def withdraw_order(order: Order, because: str, *, by: Account, at: datetime) -> Order:
    """Take a letter back before anything of it was answered; its measures stand as they did before.

    Raises: BadInput, without a reason or once an item was answered; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say why the letter is taken back.", "请写明撤回的理由。")
    order = Order.objects.select_for_update(of=("self",)).select_related("unit").get(pk=order.pk)
    require("measure.notify", by=by, about=order)
    if order.state != OrderState.OUT or order.items.exclude(result="waiting").exists():
        raise BadInput("Something of it was answered already; it cannot be taken back.", "已有答复，不能撤回。")
    order.items.update(result="withdrawn")
    if order.act == OrderAct.EXECUTE:
        Measure.objects.filter(order_items__order=order, state="notified").update(state="ordered", notified_on=None)
        MeasureNotice.objects.filter(measure__order_items__order=order, objection=None, told_on=None).update(
            not_told_because=f"交办函撤回：{because.strip()}"[:500]
        )
    order.state, order.closed_at = OrderState.WITHDRAWN, at
    order.save(update_fields=["state", "closed_at"])
    log_event("order_withdrawn", order, by=by, at=at, content={"because": because.strip()[:500]})
    return order

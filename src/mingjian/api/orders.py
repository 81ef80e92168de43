"""The letters of an executor: listed, fetched, answered."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router

from mingjian.api.answers import page_of, refuse_nul, with_tag
from mingjian.api.idempotency import once
from mingjian.api.problems import ERRORS, problem
from mingjian.api.shapes import AnswerIn, AnswerOut, ItemAnswer, OrderPage, OrderWhole
from mingjian.api.tokens import caller
from mingjian.law.answer_rules import SaidRow
from mingjian.law.order_reasons import EN, ZH
from mingjian.office.measures.send_order import open_package, packed_order, take_over
from mingjian.office.measures.take_answer import take_answer
from mingjian.reasons import Reason
from mingjian.records import clock
from mingjian.records.models import ExecutorToken, MeasureNotice, Order, OrderAnswer, OrderItem

router = Router(tags=["orders"])
MOST = 100


def _mine(token: ExecutorToken) -> Any:
    rows = Order.objects.filter(executor=token.agency).defer("package").select_related("executor", "unit", "made_by")
    return rows.annotate(waiting=Count("items", filter=Q(items__result="waiting")))


def _one(token: ExecutorToken, number: str) -> Any:
    return _mine(token).filter(number=number).first() if "\0" not in number else None


def _missing() -> HttpResponse:
    return problem(404, "You have no order of this number.", "没有发给您的这一编号的交办函。")


def _head(row: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "act": row.act,
        "state": row.state,
        "sent_on": row.sent_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "items": row.items_count,
        "waiting": row.waiting,
    }


@router.get("", response={200: OrderPage, **ERRORS}, operation_id="list_orders", summary="Your orders, oldest first")
def list_orders(
    request: HttpRequest,
    state: Annotated[str, Query(pattern="^(out|answered|withdrawn|all)$")] = "out",
    after: Annotated[str, Query(max_length=64)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Any:
    """One page of the letters of the executor whose token is used."""
    rows = _mine(caller(request))
    if state != "all":
        rows = rows.filter(state=state)
    found, last = page_of(rows, after, limit)
    return {"orders": [_head(row) for row in found], "next": last}


def _items(order: Order) -> list[OrderItem]:
    rows = order.items.select_related("measure__service", "measure__subject", "target").order_by("position")
    return list(rows.prefetch_related("measure__targets"))


def _whole(row: Any) -> dict[str, Any]:
    items = _items(row)
    notices = {
        notice.measure_id: notice
        for notice in MeasureNotice.objects.filter(measure__order_items__order=row).order_by("made_at")
    }
    packed = packed_order(row, items, notices if row.act == "execute" else {})
    listed = [
        {
            "position": one.position,
            "number": one.number,
            "measure": item.measure.code,
            "measure_zh": one.measure,
            "what": one.what,
            "key": one.key,
            "basis": one.basis,
            "facts": one.facts,
            "notice": one.notice,
            "code": one.code,
            "result": item.result,
            "done_on": item.done_on.isoformat() if item.done_on else None,
            "reason": item.reason,
            "reference": item.reference,
        }
        for one, item in zip(packed.items, items, strict=True)
    ]
    return {**_head(row), "office": packed.office, "package": row.digest, "items_listed": listed}


@router.get("/{number}", response={200: OrderWhole, 304: None, **ERRORS}, operation_id="get_order", summary="One order")
def get_order(
    request: HttpRequest, number: str, if_none_match: Annotated[str, Header(alias="If-None-Match")] = ""
) -> Any:
    """One letter with its items; the first call counts as its delivery. Carries an ETag."""
    row = _one(caller(request), number)
    if row is None:
        return _missing()
    take_over(row, "api", by=None, at=clock.now())
    return with_tag(_whole(row), if_none_match)


@router.get(
    "/{number}/package", response={200: None, **ERRORS}, operation_id="get_package", summary="The signed package"
)
def get_package(request: HttpRequest, number: str) -> Any:
    """The signed package of a letter (ZIP), as `./mj verify` checks it."""
    row = _one(caller(request), number)
    if row is None:
        return _missing()
    content = open_package(Order.objects.get(pk=row.pk))
    take_over(row, "api", by=None, at=clock.now())
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{row.number}.zip"'
    return answer


def _said(line: int, one: ItemAnswer) -> SaidRow:
    told = {True: "yes", False: "no", None: ""}[one.owner_told]
    return SaidRow(
        line=line,
        position="",
        number=one.number,
        result=one.result,
        done_on=one.done_on.isoformat() if one.done_on else "",
        reason=one.reason,
        reference=one.reference,
        evidence_digest=one.evidence_digest,
        owner_told=told,
        why_not_told=one.why_not_told,
    )


def _shown(answer: OrderAnswer) -> dict[str, Any]:
    rows = []
    for row in answer.rows.order_by("line"):
        why = [Reason(one["code"], one["params"]) for one in row.reasons]
        reasons = [{"code": one.code, "en": one.say(EN), "zh": one.say(ZH)} for one in why]
        rows.append({"line": row.line, "number": row.said.get("number", ""), "fate": row.fate, "reasons": reasons})
    return {"taken": answer.taken, "marked": answer.marked, "refused": answer.refused, "rows": rows}


@router.post(
    "/{number}/answers",
    response={200: AnswerOut, **ERRORS},
    operation_id="answer_order",
    summary="Answer items of an order",
)
def answer_order(
    request: HttpRequest,
    number: str,
    given: AnswerIn,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key", max_length=200)],
) -> Any:
    """Answer some or all items. Every row is taken, marked or refused by itself; the reply says which and why."""
    token = caller(request)
    row = _one(token, number)
    if row is None:
        return _missing()
    rows = [_said(line, one) for line, one in enumerate(given.answers, 1)]
    for one in rows:
        refuse_nul(one.number, one.reason, one.reference, one.why_not_told, one.result)

    def act() -> dict[str, Any]:
        digest = hashlib.sha256(request.body).hexdigest()
        return _shown(take_answer(row, token.agency, rows, way="api", digest=digest, token=token, at=clock.now()))

    return once(token, idempotency_key, request.path, request.body, act)

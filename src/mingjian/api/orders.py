"""The letters of an executor: listed, fetched, answered."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import uuid
from typing import Annotated, Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router

from mingjian.api.idempotency import Again, once
from mingjian.api.problems import ERRORS, problem
from mingjian.api.shapes import AnswerIn, AnswerOut, ItemAnswer, OrderPage, OrderWhole
from mingjian.api.tokens import caller
from mingjian.errors import BadInput
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


def written_cursor(last: uuid.UUID | None) -> str:
    """The cursor of the rows after one; empty for none."""
    return base64.urlsafe_b64encode(last.bytes).decode().rstrip("=") if last else ""


def read_cursor(cursor: str) -> uuid.UUID:
    """The row a cursor names. Raises: BadInput, if it is none of ours."""
    try:
        return uuid.UUID(bytes=base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (ValueError, binascii.Error) as error:
        raise BadInput("The cursor is not one of ours; begin anew.", "游标无效，请从头读取。") from error


@router.get("", response={200: OrderPage, **ERRORS}, operation_id="list_orders", summary="Your orders, oldest first")
def list_orders(
    request: HttpRequest,
    state: Annotated[str, Query(pattern="^(out|answered|withdrawn|all)$")] = "out",
    after: Annotated[str, Query(max_length=64)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Any:
    """One page of the letters of the executor whose token is used."""
    rows = _mine(caller(request)).order_by("id")
    if state != "all":
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(id__gt=read_cursor(after))
    found = list(rows[: limit + 1])
    last: uuid.UUID | None = found[limit - 1].pk if len(found) > limit else None
    return {"orders": [_head(row) for row in found[:limit]], "next": written_cursor(last)}


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
    body = json.dumps(_whole(row), ensure_ascii=False, sort_keys=True)
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    known = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    same = tag in known or "*" in known
    answer = HttpResponse(status=304) if same else HttpResponse(body, content_type="application/json")
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    return answer


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
    if any(
        "\0" in text for one in rows for text in (one.number, one.reason, one.reference, one.why_not_told, one.result)
    ):
        raise BadInput("A text holds a NUL character.", "文本含有空字符。")

    def act() -> dict[str, Any]:
        digest = hashlib.sha256(request.body).hexdigest()
        return _shown(take_answer(row, token.agency, rows, way="api", digest=digest, token=token, at=clock.now()))

    try:
        return once(token, idempotency_key, request.path, request.body, act)
    except Again as before:
        if before.other:
            return problem(422, "This key was used for another request.", "这个键已用于另一请求。")
        return before.body

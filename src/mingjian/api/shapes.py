"""What the API says and takes: orders, items, answers, pages."""

from __future__ import annotations

import datetime
from typing import Annotated

from ninja import Field, Schema

Text = Annotated[str, Field(max_length=500)]


class OrderHead(Schema):
    """One letter in a list. Days in Asia/Shanghai. `act`: execute or restore; `state`: out, answered, withdrawn."""

    number: str
    act: str
    state: str
    sent_on: datetime.date
    due_on: datetime.date
    items: int
    waiting: int


class OrderPage(Schema):
    """A page of letters, oldest first; `next` is the cursor of the next one, empty on the last."""

    orders: list[OrderHead]
    next: str


class Item(Schema):
    """One item: what is to be done to what, on which basis, and the answer that holds.

    `key`: what identifies the target (host, platform:uid, store:package). `notice` and `code` are to be handed on to the
    one who is hit, where the letter asks for that.
    """

    position: int
    number: str
    measure: str
    measure_zh: str
    what: str
    key: str
    basis: str
    facts: str
    notice: str
    code: str
    result: str
    done_on: datetime.date | None
    reason: str
    reference: str


class OrderWhole(OrderHead):
    """One letter with its items; `package` is the SHA-256 of its signed package."""

    office: str
    package: str
    items_listed: list[Item]


class ItemAnswer(Schema):
    """The answer to one item. `result`: done, partly, refused, not_found; done and partly need `done_on`, the others a
    reason. `owner_told`: whether the one who is hit was told (null: not said); false needs `why_not_told`.
    """

    number: Annotated[str, Field(max_length=120, min_length=1)]
    result: Annotated[str, Field(max_length=40)]
    done_on: datetime.date | None = None
    reason: Text = ""
    reference: Annotated[str, Field(max_length=200)] = ""
    evidence_digest: Annotated[str, Field(max_length=64)] = ""
    owner_told: bool | None = None
    why_not_told: Text = ""


class AnswerIn(Schema):
    """Answers to some or all items of one letter."""

    answers: Annotated[list[ItemAnswer], Field(min_length=1, max_length=1000)]


class ReasonOut(Schema):
    """Why a row was marked or refused, in both languages."""

    code: str
    en: str
    zh: str


class RowOut(Schema):
    """What became of one answer: taken, marked, or refused; `line` counts from 1 in the order of the request."""

    line: int
    number: str
    fate: str
    reasons: list[ReasonOut]


class AnswerOut(Schema):
    """What became of a call: counts and rows."""

    taken: int
    marked: int
    refused: int
    rows: list[RowOut]

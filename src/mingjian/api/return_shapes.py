"""What the API says of bulk returns: heads, pages, rows that do not count."""

from __future__ import annotations

import datetime

from ninja import Schema

from mingjian.api.shapes import ReasonOut


class ReturnOut(Schema):
    """One return. `state`: submitted (waits to be read), checked, sampled, accepted, rejected, superseded, unreadable.

    `rows` are all rows of the file, `counted` those that may count, `repeated` those whose thing stands twice in it;
    `because` (Chinese) and `because_en` say why it was rejected or cannot be read. `digest`: SHA-256 of the file.
    """

    number: str
    category: str
    period: str
    campaign: str
    corrects: str
    state: str
    received_at: datetime.datetime
    digest: str
    read_so_far: int
    rows: int
    counted: int
    repeated: int
    problems: dict[str, int]
    because: str
    because_en: str


class ReturnPage(Schema):
    """A page of returns, oldest first; `next` is the cursor of the next one, empty on the last."""

    returns: list[ReturnOut]
    next: str


class ProblemRow(Schema):
    """One row that does not count: its line in the file, the thing (numbers hidden), and everything it lacks."""

    row: int
    thing: str
    reasons: list[ReasonOut]


class ProblemPage(Schema):
    """A page of rows that do not count, in the order of the file; `next` is the `after` of the next one, 0 on the last."""

    rows: list[ProblemRow]
    next: int

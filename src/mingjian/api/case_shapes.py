"""What the API says of cases: heads, clocks, steps, and what may be done next."""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Schema


class WordsOut(Schema):
    """A code with its words in both languages."""

    code: str
    zh: str
    en: str


class CaseHead(Schema):
    """One case in a list. Days in Asia/Shanghai. `due`: the next day the office must keep, `due_step` the step it bounds,
    `provisional` where a year's holiday notice is missing; `steps`: how many steps add up to this.
    """

    id: str
    number: str
    title: str
    party: str
    office: str
    stage: WordsOut
    outcome: WordsOut
    open: bool
    due: datetime.date | None
    due_rule: str
    due_step: str
    provisional: bool
    steps: int


class CasePage(Schema):
    """A page of cases, the soonest due first; `next` is the cursor of the next one, empty on the last."""

    cases: list[CaseHead]
    next: str


class ClockOut(Schema):
    """A day that a step waits for: its rule (empty for an appointed day), article, who keeps it, whether it stands still."""

    step: str
    day: datetime.date
    rule: str
    article: str
    kept_by: str
    provisional: bool
    confirmed: bool
    paused: bool
    overdue: bool


class StepOut(Schema):
    """A step of the past: its place, kind, day, article, and by whom (roles; people by their accounts' ids)."""

    seq: int
    kind: WordsOut
    proposed: bool
    day: datetime.date
    article: str
    by: list[str]
    facts: dict[str, Any]


class AgainstOut(Schema):
    """One thing that stands against a step, in both languages, with its article."""

    code: str
    article: str
    zh: str
    en: str


class FieldOut(Schema):
    """One thing a step asks for. `kind`: text, day, flag, number, choice, codes, officers, penalties, figures, instalments."""

    name: str
    kind: str
    zh: str
    en: str
    required: bool
    options: list[WordsOut]


class NextOut(Schema):
    """One step that may come next.

    `how`: take, propose or approve. `allowed`: the token's officer may do it on the day asked for. `missing`: what the
    case lacks; `personal`: what stands against this officer only. `who`: roles that may; `people`: how many enter it.
    `until`: its last day, `rule` how it is counted. `documents`: kinds of documents that go with it.
    """

    step: WordsOut
    how: str
    allowed: bool
    missing: list[AgainstOut]
    personal: list[AgainstOut]
    who: list[WordsOut]
    people: int
    article: str
    rule: str
    until: datetime.date | None
    overdue: bool
    provisional: bool
    fields: list[FieldOut]
    documents: list[str]


class CaseWhole(CaseHead):
    """One case as its steps add up to on `day`: clocks, course, what may be done next."""

    day: datetime.date
    bases: list[str]
    legally_confirmed: list[str]
    waiting: list[str]
    clocks: list[ClockOut]
    course: list[StepOut]
    next: list[NextOut]

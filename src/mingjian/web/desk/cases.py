"""Cases 案件: the board by stage and by what is due, my cases, what waits for my approval, search; my days as a calendar."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.errors import BadInput
from mingjian.figures.board import Counts, board_counts, board_page, read_place, written_place
from mingjian.figures.board_search import WHOLE_NAMES, board_search
from mingjian.law.case import STAGES
from mingjian.law.procedure import KINDS
from mingjian.office.cases.people import acting
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Account, Case, Unit
from mingjian.web.desk.case_people import names_of
from mingjian.web.language import chinese
from mingjian.web.paging import page

TABS = ("due", "mine", "approve")


def cases(request: HttpRequest) -> HttpResponse:
    """The board. Filters stand in the address: tab, stage, unit, q."""
    user: Any = request.user
    tab, stage, wanted, day = (*(request.GET.get(name, "").strip() for name in ("tab", "stage", "q")), clock.today())
    unit = _unit(user, request.GET.get("unit", ""))
    counts = board_counts(unit, day)
    after = request.GET.get("after", "")
    if wanted:
        rows, cursor = _search(unit, wanted, counts, day, after)
    elif tab == "mine":
        rows, cursor = _mine(user, after)
    elif tab == "approve":
        rows, cursor = _approve(user, day, after)
    else:
        tab = "due"
        rows, last = board_page(unit, stage=stage if stage in STAGES else "", after=_read(after))
        cursor = written_place(last)
    words = {
        "rows": rows,
        "page": {"after": cursor},
        "counts": counts,
        "stages": [(key, counts.stages[key]) for key in STAGES if counts.stages.get(key)],
        "tab": tab,
        "stage": stage,
        "q": wanted,
        "beginnings": wanted and counts.total > WHOLE_NAMES,
        "here_unit": unit,
        "units": Unit.objects.seen_by(user).order_by("path"),
        "approvals": len(waiting_for(user, day, limit=100)),
        "names": names_of({str(key) for row in rows for key in row.handlers}),
        "day": day,
        "may_reassign": user.has_role("section_head", "office_head"),
        "may_take_over": may_do("lead.register", user),
    }
    return render(request, "desk/cases.html", words)


def _unit(user: Any, code: str) -> Unit:
    found: Unit | None = Unit.objects.seen_by(user).filter(code=code).first() if code else None
    own: Unit = user.unit
    return found or own


def _read(cursor: str) -> tuple[str, str] | None:
    try:
        return read_place(cursor)
    except ValueError as error:
        raise BadInput("The page's address was cut; open the list anew.", "列表地址不完整，请重新打开列表。") from error


def _search(unit: Unit, wanted: str, counts: Counts, day: datetime.date, after: str) -> tuple[list[Case], str]:
    """Cases that fit what was typed; the cursor is the last id."""
    try:
        last = uuid.UUID(after) if after else None
    except ValueError as error:
        raise BadInput("The page's address was cut; open the list anew.", "列表地址不完整，请重新打开列表。") from error
    rows, more = board_search(unit, wanted, total=counts.total, year=day.year, after=last)
    return rows, str(more) if more else ""


def my_cases(user: Account) -> Any:
    """The open cases of which an officer is a handler."""
    return Case.objects.filter(handlers__contains=[user.pk], open=True, void=False).select_related("unit")


def _mine(user: Any, after: str) -> tuple[list[Case], str]:
    found = page(my_cases(user), ("sorted_due", "id"), after)
    return found.rows, found.after


def approvable(user: Account, day: datetime.date) -> list[str]:
    """The kinds of steps that an officer may approve today, standing in for an absent head included."""
    officer = acting(user, user.unit, day).officer
    if officer.away:
        return []
    return [kind.code for kind in KINDS.values() if kind.approved_by and officer.holds(*kind.approved_by)]


def waiting_for(user: Account, day: datetime.date, limit: int = 50) -> list[Case]:
    """Cases of the officer's office in which a step waits that the officer may approve."""
    kinds = approvable(user, day)
    rows = Case.objects.filter(unit=user.unit, void=False, waiting__overlap=kinds).exclude(waiting=[])
    return list(rows.select_related("unit").order_by("sorted_due", "id")[:limit]) if kinds else []


def _approve(user: Any, day: datetime.date, after: str) -> tuple[list[Case], str]:
    kinds = approvable(user, day)
    if not kinds:
        return [], ""
    rows = Case.objects.filter(unit=user.unit, void=False, waiting__overlap=kinds).exclude(waiting=[])
    found = page(rows.select_related("unit"), ("sorted_due", "id"), after)
    return found.rows, found.after


def kind_word(kind: str) -> str:
    """The name of a kind of step in the language of the page."""
    found = KINDS.get(kind)
    return (found.zh if chinese() else found.en) if found else kind

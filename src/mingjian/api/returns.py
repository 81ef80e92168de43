"""Bulk returns of a platform or an operator: handed in as a file, followed, the rows that do not count listed."""

from __future__ import annotations

import hashlib
import json
import tempfile
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Header, Query, Router
from ninja.files import UploadedFile

from mingjian.api.answers import page_of, refuse_nul
from mingjian.api.idempotency import once
from mingjian.api.problems import ERRORS, problem
from mingjian.api.return_shapes import ProblemPage, ReturnOut, ReturnPage
from mingjian.api.tokens import caller
from mingjian.errors import BadInput
from mingjian.figures.period import period as period_of
from mingjian.office.returns.keeping import rows_file
from mingjian.office.returns.receive_return import Told, receive_return
from mingjian.records import clock
from mingjian.records.models import BulkReturn, ExecutorToken, Unit
from mingjian.returns import category as category_of
from mingjian.returns.reasons import say
from mingjian.returns.rowsfile import rows_with_problems

router = Router(tags=["returns"])
MOST = 100
MOST_PROBLEMS = 1000


def _mine(token: ExecutorToken) -> Any:
    return BulkReturn.objects.filter(reporter=token.agency).select_related("corrects")


def _one(token: ExecutorToken, number: str) -> BulkReturn | None:
    found: BulkReturn | None = _mine(token).filter(number=number).first() if "\0" not in number else None
    return found


def _missing() -> HttpResponse:
    return problem(404, "You have handed in no return of this number.", "您没有报送过这一编号的文件。")


def _shown(row: BulkReturn) -> dict[str, Any]:
    return {
        "number": row.number,
        "category": row.category,
        "period": row.period,
        "campaign": row.campaign,
        "corrects": row.corrects.number if row.corrects else "",
        "state": str(row.state),
        "received_at": row.received_at.isoformat(),
        "digest": row.digest,
        "read_so_far": row.read_so_far,
        "rows": row.rows,
        "counted": row.counted,
        "repeated": row.repeated,
        "problems": row.problems,
        "because": row.refusal.get("zh", "") or row.decided_because,
        "because_en": row.refusal.get("en", "") or row.decided_because,
    }


@router.get("", response={200: ReturnPage, **ERRORS}, operation_id="list_returns", summary="Your returns, oldest first")
def list_returns(
    request: HttpRequest,
    after: Annotated[str, Query(max_length=64)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Any:
    """One page of what the caller has handed in, by whatever way."""
    found, last = page_of(_mine(caller(request)), after, limit)
    return {"returns": [_shown(row) for row in found], "next": last}


@router.get("/{number}", response={200: ReturnOut, **ERRORS}, operation_id="get_return", summary="One return")
def get_return(request: HttpRequest, number: str) -> Any:
    """One return and what became of it; its rows are read within a minute or so after the receipt."""
    row = _one(caller(request), number)
    return _missing() if row is None else _shown(row)


@router.get(
    "/{number}/problems",
    response={200: ProblemPage, **ERRORS},
    operation_id="list_problems",
    summary="Rows that do not count, and why",
)
def list_problems(
    request: HttpRequest,
    number: str,
    after: Annotated[int, Query(ge=0, le=2**31)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_PROBLEMS)] = 200,
) -> Any:
    """A page of the rows that do not count, each with everything it lacks."""
    row = _one(caller(request), number)
    if row is None:
        return _missing()
    if not row.rows_digest:
        return problem(409, "The return is not read yet; ask again in a moment.", "报送尚未读完，请稍后再试。")
    later = (one for one in rows_with_problems(rows_file(row)) if one["row"] > after)
    found = list(islice(later, limit + 1))
    listed = [
        {
            "row": one["row"],
            "thing": one["shown"] or "",
            "reasons": [{"code": code, "en": say(code, "en"), "zh": say(code, "zh")} for code in _codes(one)],
        }
        for one in found[:limit]
    ]
    return {"rows": listed, "next": found[limit - 1]["row"] if len(found) > limit else 0}


def _codes(row: dict[str, Any]) -> list[str]:
    return [code for code in row["problems"].split(",") if code]


def _told(token: ExecutorToken, category: str, period: str, campaign: str) -> Told:
    category_of(category)
    return Told(token.agency, category, period_of(period), campaign)


@router.post("", response={200: ReturnOut, **ERRORS}, operation_id="hand_in_return", summary="Hand in a return")
def hand_in_return(
    request: HttpRequest,
    file: Annotated[UploadedFile, File(description="CSV, XLSX or Parquet, as the template says")],
    category: Annotated[str, Form(max_length=16)],
    period: Annotated[str, Form(max_length=16)],
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key", max_length=200)],
    campaign: Annotated[str, Form(max_length=64)] = "",
    corrects: Annotated[str, Form(max_length=64)] = "",
) -> Any:
    """Hand in a file for a category (accounts, items, numbers) and a period (2026-11, 2026Q4).

    It is refused whole for what refuses a file at the desk: missing columns, the same file twice, a period that is held
    already. `corrects`: the number of an accepted return that this one corrects. The rows are read afterwards.
    """
    token = caller(request)
    refuse_nul(category, period, campaign, corrects)
    told = _told(token, category, period, campaign)
    corrected = _one(token, corrects) if corrects else None
    if corrects and corrected is None:
        return _missing()
    with tempfile.TemporaryDirectory(prefix="mj-api-") as folder:
        path, seen = Path(folder) / "file", hashlib.sha256()
        with path.open("wb") as out:
            for piece in file.chunks():
                seen.update(piece)
                out.write(piece)
        asked = json.dumps([category, period, campaign, corrects, seen.hexdigest()]).encode()

        def act() -> dict[str, Any]:
            unit = Unit.objects.filter(parent=None).order_by("path").first()
            if unit is None:
                raise BadInput("There is no office yet that receives returns.", "尚未建立接收报送的机构。")
            row = receive_return(
                unit, told, path, file.name or "", by=None, at=clock.now(), corrects=corrected, token=token
            )
            return _shown(row)

        return once(token, idempotency_key, request.path, asked, act)

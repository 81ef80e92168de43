"""Files about returns: templates to fill in, and the rows that do not count, with what each lacks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.returns.keeping import rows_file
from mingjian.records import clock
from mingjian.returns import category
from mingjian.returns.reasons import say as say_problem
from mingjian.returns.templates import csv_template, xlsx_template
from mingjian.web.desk.returns import rows_of
from mingjian.web.language import code, say

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The template of a category as CSV or XLSX, in the language of the page or of `?lang=`."""
    wanted = request.GET.get("lang", "")
    language = wanted if wanted in ("zh", "en") else code()
    if form not in ("csv", "xlsx"):
        raise BadInput("Templates come as csv or xlsx.", "模板有 csv 和 xlsx 两种。")
    made = (csv_template if form == "csv" else xlsx_template)(category(kind), clock.today(), language)
    answer = HttpResponse(made, content_type="text/csv; charset=utf-8" if form == "csv" else _XLSX)
    answer["Content-Disposition"] = f'attachment; filename="mingjian-{kind}-{language}.{form}"'
    return answer


def harmless(cell: object) -> str:
    """A cell that no spreadsheet computes: what could be a formula gets an apostrophe before it."""
    text = str(cell if cell is not None else "").replace("\r", " ").replace("\n", " ")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _lines(rows: Iterator[dict[str, Any]], language: str) -> Iterator[str]:
    head = ["行", "标识", "措施", "日期", "依据", "问题代码", "问题"]
    if language != "zh":
        head = ["row", "thing", "measure", "day", "basis", "codes", "problems"]
    yield "\ufeff" + _line(head)
    for row in rows:
        codes = row["problems"].split(",")
        said = " ".join(say_problem(one, language) for one in codes)
        yield _line([row["row"], row["shown"], row["measure"], row["acted_on"], row["basis"], row["problems"], said])


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def errors(request: HttpRequest, key: str) -> HttpResponse:
    """The rows that do not count, as CSV, one a line with every problem in words; numbers stay hidden."""
    from mingjian.returns.rowsfile import rows_with_problems  # noqa: PLC0415 - loads pyarrow

    user: Any = request.user
    row = get_object_or_404(rows_of(user), pk=key)
    if not row.rows_digest:
        raise BadInput(
            say("报送尚未读完，没有问题清单。", "The return is not read yet; there is no list of problems."),
        )
    log_event("return_errors_taken", row, by=user, at=clock.now())
    answer = StreamingHttpResponse(
        _lines(rows_with_problems(rows_file(row)), code()), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{row.number}-errors.csv"'
    return cast(HttpResponse, answer)  # a route hands on any response

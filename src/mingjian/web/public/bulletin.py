"""An issued bulletin in public: the text, its digest, and the counts without any name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from mingjian.errors import BadInput
from mingjian.figures.period import period
from mingjian.records.models import Bulletin
from mingjian.web.bulletin_text import pieces
from mingjian.web.language import chinese, code


def _issued(key: str) -> Bulletin:
    return get_object_or_404(Bulletin.objects.filter(state="issued").select_related("unit"), pk=key)


def bulletin(request: HttpRequest, key: str) -> HttpResponse:
    """The page that anybody can read and print."""
    row = _issued(key)
    text, places = (row.text_zh, row.figures["places_zh"]) if chinese() else (row.text_en, row.figures["places_en"])
    words = {
        "bulletin": row,
        "period": period(row.period).say(code()),
        "territory": row.unit.territory_zh if chinese() else row.unit.territory_en,
        "pieces": pieces(text, places),
        "figures": [(figure["key"], figure["value"]) for figure in row.figures["figures"]],
        "rows_in_all": sum(len(figure["rows"]) for figure in row.figures["figures"]),
    }
    return render(request, "public/bulletin.html", words)


def signed(_request: HttpRequest, key: str) -> HttpResponse:
    """The bulletin as a signed file for `./mj verify`: text, figures and the head of the log they rest on."""
    row = _issued(key)
    if not row.statement:
        raise BadInput("This bulletin was issued without a signature.", "这份通报发布时没有签名。")
    headers = {"Content-Disposition": f'attachment; filename="bulletin-{row.unit.code}-{row.period}.json"'}
    return HttpResponse(row.statement, content_type="application/json", headers=headers)


def open_figures(_request: HttpRequest, key: str) -> JsonResponse:
    """The figures of a bulletin as JSON: values only."""
    row = _issued(key)
    figures = {figure["key"]: figure["value"] for figure in row.figures["figures"]}
    return JsonResponse(
        {"unit": row.unit.code, "period": row.period, "as_of": row.as_of, "digest": row.digest, "figures": figures}
    )

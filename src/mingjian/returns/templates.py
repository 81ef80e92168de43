"""Templates to download: the headings of a category with one line of example, as CSV or as a workbook with explanations."""

from __future__ import annotations

import csv
import io
from datetime import date

from mingjian.law.basis import bases
from mingjian.law.measure_rules import gives_power
from mingjian.law.measures import measures
from mingjian.returns.schema import Category

_EXAMPLES = {
    "uid": ("u10293847", "u10293847"),
    "url": ("https://example.com/post/1024", "https://example.com/post/1024"),
    "number": ("13800000000", "13800000000"),
    "notice": ("已告知", "told"),
    "redress": ("平台申诉中心 https://example.com/appeal", "appeal centre https://example.com/appeal"),
    "facts": ("推广网络赌博", "promotes online gambling"),
}


def headings(kind: Category, language: str) -> list[str]:
    """The headings of a category in "zh" or "en", in their order."""
    return [column.zh if language == "zh" else column.en for column in kind.columns]


def example(kind: Category, day: date, language: str) -> list[str]:
    """One line that would count on `day`."""
    told = dict(_EXAMPLES)
    fitting = next(rule.code for rule in bases(on=day) if gives_power(measures()[kind.measures[0]], rule))
    words = {"measure": kind.measures[0], "acted_on": day.isoformat(), "basis": fitting}
    at = 0 if language == "zh" else 1
    return [words.get(column.name) or told.get(column.name, ("", ""))[at] for column in kind.columns]


def csv_template(kind: Category, day: date, language: str) -> bytes:
    """The template as CSV, UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO()
    csv.writer(text).writerows([headings(kind, language), example(kind, day, language)])
    return text.getvalue().encode("utf-8-sig")


def xlsx_template(kind: Category, day: date, language: str) -> bytes:
    """The template as a workbook: all columns formatted as text, and a sheet that explains columns, measures, bases."""
    from openpyxl import Workbook  # noqa: PLC0415 - 0.1 s that only this needs
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    zh = language == "zh"
    book = Workbook()
    rows, why = book.worksheets[0], book.create_sheet("填写说明" if zh else "Explanation")
    rows.title = "报送" if zh else "Return"
    rows.append(headings(kind, language))
    rows.append(example(kind, day, language))
    for place in range(1, len(kind.columns) + 1):
        rows.column_dimensions[get_column_letter(place)].width = 22
        for number in range(1, 203):
            rows.cell(number, place).number_format = "@"
        rows.cell(1, place).font = Font(bold=True)
    rows.freeze_panes = "A2"
    for line in explanation(kind, day, language):
        why.append(line)
    why.column_dimensions["A"].width, why.column_dimensions["B"].width = 26, 80
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def explanation(kind: Category, day: date, language: str) -> list[list[str]]:
    """What each column holds, and the codes of measures and bases that fit on `day`."""
    zh = language == "zh"
    needed, free = ("必填", "可不填") if zh else ("needed", "may be left out")
    lines = [
        [
            column.zh if zh else column.en,
            f"{column.hint_zh if zh else column.hint_en} ({needed if column.needed else free})",
        ]
        for column in kind.columns
    ]
    lines += [[code, measures()[code].zh if zh else measures()[code].en] for code in kind.measures]
    lines += [
        [rule.code, f"{rule.zh if zh else rule.en} · {rule.citation}"]
        for rule in bases(on=day)
        if any(gives_power(measures()[code], rule) for code in kind.measures)
    ]
    return lines

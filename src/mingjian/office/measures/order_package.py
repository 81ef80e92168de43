"""The package of an order: open files that an executor can read, check with `./mj verify` and answer in.

In: an order with its items. Out: a ZIP with the letter (a signed PDF, and HTML), the order (JSON), the form for the
answer (XLSX and CSV), the notices to hand on (signed PDFs, and text), and `statement.json`, the signed list of all.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import datetime

from mingjian.ledger import OfficeKeys, seal_case_file
from mingjian.office.measures.order_paper import letter_page
from mingjian.office.measures.packed_order import PackedItem, PackedOrder

FORM: tuple[tuple[str, str], ...] = (
    ("position", "序号"),
    ("number", "编号"),
    ("what", "对象"),
    ("measure", "措施"),
    ("result", "办理结果"),
    ("done_on", "办理日期"),
    ("reason", "理由"),
    ("reference", "文号"),
    ("evidence_digest", "证据摘要"),
    ("owner_told", "已告知当事人"),
    ("why_not_told", "未告知理由"),
)
"""The columns of the form: name and heading; the first four are filled in."""
RESULT_WORDS = ("已办理", "部分办理", "未予办理", "未找到")
_WIDTHS = (6, 24, 44, 16, 12, 13, 30, 18, 24, 14, 30)


def _plain(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _lines(order: PackedOrder) -> list[list[str]]:
    empty = [""] * (len(FORM) - 4)
    return [[str(one.position), one.number, _plain(one.what), one.measure, *empty] for one in order.items]


def form_csv(order: PackedOrder) -> bytes:
    """The form as CSV in UTF-8 with a byte-order mark, as spreadsheets want it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading for _, heading in FORM])
    writer.writerows(_lines(order))
    return ("\ufeff" + out.getvalue()).encode()


def form_xlsx(order: PackedOrder) -> bytes:
    """The form as a workbook: text cells, the results as a list to choose from."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy to load, needed seldom
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - heavy to load, needed seldom
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - heavy to load, needed seldom

    book = Workbook()
    sheet = book.active
    sheet.title = "答复"
    sheet.append([heading for _, heading in FORM])
    for line in _lines(order):
        sheet.append(line)
    last = len(order.items) + 1
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJK"[number]].width = width
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    for row in sheet.iter_rows(min_row=2, max_row=last):
        for cell in row:
            cell.number_format = "@"
    for column, words in (("E", RESULT_WORDS), ("J", ("是", "否"))):
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        sheet.add_data_validation(choice)
        choice.add(f"{column}2:{column}{last}")
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def notice_text(order: PackedOrder, item: PackedItem) -> str:
    """The notice to hand on, with the code and where to object."""
    return f"{item.notice}\n\n异议码：{item.code}\n提出异议：{order.objections_at}\n"


def parts_of(order: PackedOrder) -> dict[str, bytes]:
    """All files of the package but the PDFs and the signed list."""
    parts = {
        "letter.html": letter_page(order).encode(),
        "order.json": (json.dumps(order.as_json(), ensure_ascii=False, indent=1) + "\n").encode(),
        "answer.xlsx": form_xlsx(order),
        "answer.csv": form_csv(order),
    }
    for item in order.items:
        if item.notice:
            parts[f"notices/{item.position:04d}.txt"] = notice_text(order, item).encode()
    return parts


def pack(
    order: PackedOrder, pdfs: Mapping[str, bytes], keys: OfficeKeys, *, at: datetime, checkpoint: str | None
) -> bytes:
    """The signed package, as bytes of a ZIP; `pdfs`: the letter and the notices as signed PDFs, by name."""
    facts = {"order": order.number, "office": order.office, "executor": order.executor, "items": len(order.items)}
    return seal_case_file({**parts_of(order), **pdfs}, facts, keys, at=at, checkpoint=checkpoint)

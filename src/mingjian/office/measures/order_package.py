"""The package of an order: open files that an executor can read, check with `./mj verify` and answer in.

In: an order with its items. Out: a ZIP with the letter (HTML), the order (JSON), the form for the answer (XLSX and CSV),
the notices to hand on, and `statement.json`, the signed list of all of them.
"""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from mingjian.ledger import OfficeKeys, seal_case_file

FORMAT = "mingjian/order@v1"
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


@dataclass(frozen=True, slots=True)
class PackedItem:
    """One item as the executor sees it. `notice` is to be handed on with its `code`, where the executor is to tell."""

    position: int
    number: str
    measure: str
    what: str
    key: str
    basis: str
    facts: str
    notice: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PackedOrder:
    """An order as the executor sees it. Days are ISO days in Asia/Shanghai; `act`: execute or restore."""

    number: str
    office: str
    executor: str
    act: str
    sent_on: str
    due_on: str
    signer: str
    objections_at: str
    items: tuple[PackedItem, ...]

    def as_json(self) -> dict[str, Any]:
        """The order as data."""
        return {"format": FORMAT, **asdict(self)}


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


_LETTER = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{number}</title><style>
body{{font:16px/1.8 "Source Han Serif SC","Noto Serif CJK SC",SimSun,serif;max-width:46em;margin:2em auto;padding:0 1em}}
h1{{text-align:center;font-size:1.4em}} table{{border-collapse:collapse;width:100%;font-size:.85em}}
td,th{{border:1px solid #888;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}}
.sign{{text-align:right}}</style></head><body>
<h1>{title}</h1><p class="sign">{number}</p><p>{executor}：</p>
<p>　　{opening}请于 <b>{due_on}</b> 前逐项答复。答复请填写本函所附的 answer.xlsx 或 answer.csv
（办理结果：已办理、部分办理、未予办理、未找到），
原样发回本办；有系统的，也可以通过接口逐项答复。不能办理的请写明理由。{telling}</p>
<table><thead><tr><th>序号</th><th>编号</th><th>对象</th><th>措施</th><th>依据</th></tr></thead><tbody>
{rows}
</tbody></table>
<p>　　本函的完整性可以用 <code>./mj verify</code> 核验本文件包。</p>
<p class="sign">{office}<br>{sent_on}<br>经办：{signer}</p></body></html>
"""
_OPENINGS = {
    "execute": ("处置措施交办函", "经本办依法决定，现将下列 {n} 项处置措施交由你单位办理，"),
    "restore": ("处置措施撤销函", "下列 {n} 项处置措施已经本办依法撤销，请予恢复，"),
}
_TELLING = "请将 notices 文件夹中的通知书（含异议码）转交受影响的当事人，并在答复中写明是否已告知；未告知的写明理由。"


def letter_html(order: PackedOrder) -> str:
    """The letter as one page that needs nothing else."""
    title, opening = _OPENINGS[order.act]
    rows = "\n".join(
        "<tr>"
        + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in (i.position, i.number, i.what, i.measure, i.basis))
        + "</tr>"
        for i in order.items
    )
    telling = _TELLING if any(item.notice for item in order.items) else ""
    words = {name: html.escape(getattr(order, name)) for name in ("number", "executor", "due_on", "office", "sent_on")}
    opening = opening.format(n=len(order.items))
    return _LETTER.format(
        title=title, opening=opening, telling=telling, rows=rows, signer=html.escape(order.signer), **words
    )


def notice_text(order: PackedOrder, item: PackedItem) -> str:
    """The notice to hand on, with the code and where to object."""
    return f"{item.notice}\n\n异议码：{item.code}\n提出异议：{order.objections_at}\n"


def parts_of(order: PackedOrder) -> dict[str, bytes]:
    """All files of the package but the signed list."""
    parts = {
        "letter.html": letter_html(order).encode(),
        "order.json": (json.dumps(order.as_json(), ensure_ascii=False, indent=1) + "\n").encode(),
        "answer.xlsx": form_xlsx(order),
        "answer.csv": form_csv(order),
    }
    for item in order.items:
        if item.notice:
            parts[f"notices/{item.position:04d}.txt"] = notice_text(order, item).encode()
    return parts


def pack(order: PackedOrder, keys: OfficeKeys, *, at: datetime, checkpoint: str | None) -> bytes:
    """The signed package, as bytes of a ZIP."""
    facts = {"order": order.number, "office": order.office, "executor": order.executor, "items": len(order.items)}
    return seal_case_file(parts_of(order), facts, keys, at=at, checkpoint=checkpoint)

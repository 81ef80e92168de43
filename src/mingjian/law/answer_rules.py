"""What becomes of an executor's answer to one item: the item as it stands and the row in, taken, marked or refused out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mingjian.reasons import Reason

RESULTS: dict[str, tuple[str, ...]] = {
    "done": ("done", "已办理", "已执行", "已关闭", "已下架", "已关停", "完成"),
    "partly": ("partly", "partly done", "部分办理", "部分完成"),
    "refused": ("refused", "未予办理", "不予办理", "未办理", "拒绝"),
    "not_found": ("not_found", "not found", "未找到", "查无", "不存在"),
}
"""The four results with the words by which executors write them."""
_YES = ("yes", "y", "true", "是", "已告知", "told")
_NO = ("no", "n", "false", "否", "未告知", "not_told", "not told")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What one row says, as text. `line` counts from 1; `formula`: a cell held one. `owner_told`: yes, no or empty."""

    line: int
    position: str
    number: str
    result: str
    done_on: str = ""
    reason: str = ""
    reference: str = ""
    evidence_digest: str = ""
    owner_told: str = ""
    why_not_told: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as it stands: what was answered before, and until when it was due. `asks_owner`: the executor was to tell."""

    position: int
    number: str
    result: str
    sent_on: date
    due_on: date
    answered_on: date | None = None
    asks_owner: bool = False


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with what became of it. `fate`: taken, marked, refused; `told`: whether the owner was told, None if unsaid."""

    said: SaidRow
    fate: str
    reasons: tuple[Reason, ...] = ()
    result: str = ""
    done_on: date | None = None
    told: bool | None = None


def result_of(text: str) -> str:
    """The code of a result as somebody writes it; empty if it is none."""
    plain = text.strip().lower()
    return next((code for code, words in RESULTS.items() if plain in words), "")


def _told(text: str) -> bool | None:
    plain = text.strip().lower()
    return True if plain in _YES else False if plain in _NO else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip().replace("/", "-")[:10])
    except ValueError:
        return None


def _faults(row: SaidRow, result: str, day: date | None, item: ItemFacts, on: date) -> list[Reason]:
    """What is wrong with a row in itself; at most one reason for each of its cells."""
    found = []
    if row.formula:
        found.append(Reason("formula_in_row", {}))
    if not result:
        found.append(Reason("answer_unknown", {"said": row.result[:40]}))
    if row.done_on.strip() and day is None:
        found.append(Reason("day_unreadable", {"said": row.done_on[:40]}))
    elif day is None and result in ("done", "partly"):
        found.append(Reason("day_missing", {}))
    elif day is not None and day < item.sent_on:
        found.append(Reason("day_before_order", {"day": day.isoformat(), "sent": item.sent_on.isoformat()}))
    elif day is not None and day > on:
        found.append(Reason("answer_day_ahead", {"day": day.isoformat()}))
    if result in ("refused", "not_found", "partly") and not row.reason.strip():
        found.append(Reason("reason_missing", {}))
    if row.evidence_digest.strip() and not _DIGEST.fullmatch(row.evidence_digest.strip().lower()):
        found.append(Reason("digest_wrong", {}))
    return found


def judge_row(row: SaidRow, item: ItemFacts, on: date) -> JudgedRow:
    """Judge one row about an item, received on a day.

    A later answer may take the place of an earlier one, but never deny what was answered as done.
    """
    result, day = result_of(row.result), _day(row.done_on)
    faults = _faults(row, result, day, item, on)
    before = (item.answered_on or item.sent_on).isoformat()
    if item.result == "withdrawn":
        faults.append(Reason("item_withdrawn", {}))
    elif item.result == result != "":
        faults.append(Reason("answered_already", {"day": before}))
    elif item.result == "done":
        faults.append(Reason("contradicts", {"day": before}))
    if faults:
        return JudgedRow(row, "refused", tuple(faults))
    marks = []
    if on > item.due_on:
        marks.append(Reason("late", {"day": on.isoformat(), "due": item.due_on.isoformat()}))
    if item.result != "waiting":
        marks.append(Reason("corrects", {"day": before}))
    told = _told(row.owner_told)
    if item.asks_owner and result in ("done", "partly") and not (told or (told is False and row.why_not_told.strip())):
        marks.append(Reason("owner_not_said", {}))
    return JudgedRow(row, "marked" if marks else "taken", tuple(marks), result, day, told)


def judge_rows(rows: list[SaidRow], items: dict[str, ItemFacts], on: date) -> list[JudgedRow]:
    """Judge the rows of one answer, in their order; `items` by the item's number (such as "9901-M-2026-0004").

    Rows about things nobody ordered, and rows that repeat or contradict each other, are refused; the others stand.
    """
    first: dict[str, SaidRow] = {}
    torn: set[str] = set()
    for row in rows:
        key = row.number.strip()
        if key in first and result_of(first[key].result) != result_of(row.result):
            torn.add(key)
        first.setdefault(key, row)
    judged = []
    for row in rows:
        key = row.number.strip()
        item = items.get(key)
        if item is None or (row.position.strip() and row.position.strip().removesuffix(".0") != str(item.position)):
            what = f"{row.position.strip()} {key}".strip()[:80]
            judged.append(JudgedRow(row, "refused", (Reason("not_ordered", {"what": what or "-"}),)))
        elif key in torn:
            other = (
                first[key].line
                if first[key] is not row
                else next(r.line for r in rows if r is not row and r.number.strip() == key)
            )
            judged.append(JudgedRow(row, "refused", (Reason("row_contradicts", {"first": other}),)))
        elif first[key] is not row:
            judged.append(JudgedRow(row, "refused", (Reason("row_repeated", {"first": first[key].line}),)))
        else:
            judged.append(judge_row(row, item, on))
    return judged

"""A counted period in words: `Due` in, the lines of `./mj deadline` and its JSON object out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from mingjian.law.articles import cite
from mingjian.law.calendar import WorkCalendar, shipped
from mingjian.law.counting import Due, day_of

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_UNITS = {
    "zh": {"calendar_day": "日", "working_day": "个工作日", "month": "个月", "year": "年", "hour": "小时"},
    "en": {
        "calendar_day": "calendar day",
        "working_day": "working day",
        "month": "month",
        "year": "year",
        "hour": "hour",
    },
}


def as_json(answer: Due) -> dict[str, Any]:
    """The object of `deadline --json`: the promised keys first, then what a page needs beside them."""
    return {
        "rule": answer.rule,
        "article": answer.article,
        "from": answer.start.isoformat(),
        "due": answer.due.isoformat(),
        "unit": answer.unit,
        "length": answer.length,
        "provisional": answer.provisional,
        "counted": [day.isoformat() for day in answer.counted],
        "law": answer.law,
        "raw": answer.raw.isoformat(),
        "rolled": answer.rolled,
        "excluded": [[first.isoformat(), last.isoformat()] for first, last in answer.excluded],
        "kept_by": answer.kept_by,
        "confirmed": answer.confirmed,
        "last_working_day": answer.last_working_day.isoformat(),
    }


def length_in_words(answer: Due, language: str) -> str:
    """The period's length, such as "7 个工作日" or "7 working days, counted back"."""
    number, unit = abs(answer.length), _UNITS[language][answer.unit]
    if language == "zh":
        return f"{'倒数 ' if answer.length < 0 else ''}{number} {unit}"
    return f"{number} {unit}{'s' if number != 1 else ''}{', counted back' if answer.length < 0 else ''}"


def explain(answer: Due, language: str, *, calendar: WorkCalendar | None = None) -> str:
    """How the due day was counted, as lines for a person ("zh" or "en")."""
    days = calendar or shipped()
    lines = _head(answer, language)
    lines += _skipped(answer, days, language)
    lines += _notes(answer, language)
    return "\n".join(lines)


def _head(answer: Due, language: str) -> list[str]:
    article, start = cite(answer.citation, language), _day(answer.start, language)
    length, whole_days = length_in_words(answer, language), answer.unit != "hour"
    if language == "zh":
        return [
            f"{answer.rule}　{_day(answer.due, language)} 届满",
            f"依据　{article}：{length}，自 {start} 起算{'（当日不计）' if whole_days else ''}",
        ]
    return [
        f"{answer.rule}: due {_day(answer.due, language)}",
        f"Article: {article}: {length} from {start}{', that day not counted' if whole_days else ''}",
    ]


def _skipped(answer: Due, days: WorkCalendar, language: str) -> list[str]:
    if answer.unit != "working_day" or not answer.counted:
        return []
    first, last = sorted((day_of(answer.start), answer.counted[-1]))
    between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    made_up = [day for day in between if day in answer.counted and day.weekday() >= 5]
    off = [day for day in between if day not in answer.counted and day.weekday() < 5 and not days.works(day)]
    lines = [("逐日　" if language == "zh" else "Counted: ") + _list(answer.counted, language)]
    if made_up:
        lines.append(
            ("其中调休上班　" if language == "zh" else "Make-up working days among them: ") + _list(made_up, language)
        )
    if off:
        lines.append(("放假不计　" if language == "zh" else "Public holidays left out: ") + _list(off, language))
    return lines


def _notes(answer: Due, language: str) -> list[str]:
    zh = language == "zh"
    notes = [f"不计入　{first} 至 {last}" if zh else f"Left out: {first} to {last}" for first, last in answer.excluded]
    if answer.unit == "hour" and not isinstance(answer.start, datetime):
        notes.append("只给了日期，从当日零时起算。" if zh else "Only a day was given: counted from its first minute.")
    if answer.rolled:
        notes.append(
            f"最后一日 {_day(answer.raw, language)}是休息日，顺延到下一个工作日（民事诉讼法 §85）"
            if zh
            else f"The last day, {_day(answer.raw, language)}, is a day of rest; it moves on (Civil Procedure Law §85)."
        )
    elif not answer.rolls and answer.kept_by == "office" and answer.last_working_day != answer.day:
        last = _day(answer.last_working_day, language)
        notes.append(
            f"届满日是休息日，机关期限不顺延；之前最后一个工作日是 {last}"
            if zh
            else f"A day of rest, and an office's own period does not move: the last working day before is {last}."
        )
    if answer.provisional:
        notes.append(
            "暂定：涉及尚无放假通知的年份，通知公布后可能变动。"
            if zh
            else "Provisional: it touches a year whose holiday notice is missing, and may move when that is published."
        )
    if not answer.confirmed:
        notes.append(
            "条文未核实，使用前请核对原文。"
            if zh
            else "The article is not confirmed; check the text before relying on it."
        )
    return notes


def _day(moment: date | datetime, language: str) -> str:
    weekday = _WEEKDAYS[language][moment.weekday()]
    text = moment.isoformat(sep=" ", timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    return f"{text}（周{weekday}）" if language == "zh" else f"{weekday} {text}"


def _list(days: tuple[date, ...] | list[date], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(f"{day:%m-%d}" for day in days)

"""Working days: the State Council's yearly notices as data in, "is this a working day, and is that certain" out.

The file (`calendar.json`, or one of the office) has one entry a year with its source; days are "2024-02-10..2024-02-17"
or single. It may be edited by hand. A year without an entry is uncertain: there Monday to Friday count as working days
except the fixed-date holidays, and whatever touches it is provisional.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from mingjian.errors import BadInput

DAY = timedelta(days=1)
# Holidays whose dates need no notice. Source: 全国年节及纪念日放假办法 §2 (2024).
_FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}


@dataclass(frozen=True)
class WorkCalendar:
    """Rest days on weekdays or weekends (`off`) and working weekend days (`on`), with the years that have a notice."""

    off: frozenset[date]
    on: frozenset[date]
    sources: Mapping[int, str]

    def works(self, day: date) -> bool:
        """Whether `day` is a working day (make-up weekend days are)."""
        if day in self.on:
            return True
        if day in self.off or day.weekday() >= 5:
            return False
        return day.year in self.sources or (day.month, day.day) not in _FIXED

    def knows(self, day: date) -> bool:
        """Whether the notice for the year of `day` is in the calendar."""
        return day.year in self.sources

    def first_working_day(self, day: date) -> date:
        """`day` itself, or the next working day after it."""
        while not self.works(day):
            day += DAY
        return day

    def last_working_day(self, day: date) -> date:
        """`day` itself, or the last working day before it."""
        while not self.works(day):
            day -= DAY
        return day


def days_of(span: str) -> Iterator[date]:
    """Every day of "2024-02-10..2024-02-17" (both ends included) or of a single day. Raises: as `span_of`."""
    begin, end = span_of(span)
    for offset in range((end - begin).days + 1):
        yield begin + timedelta(days=offset)


def span_of(text: str) -> tuple[date, date]:
    """The first and last day of "2024-02-10..2024-02-17" or of a single day.

    Raises: BadInput, when it is no day or no span, or the span ends before it begins.
    """
    first, dots, last = text.strip().partition("..")
    try:
        begin = date.fromisoformat(first)
        end = date.fromisoformat(last) if dots else begin
        if begin <= end:
            return begin, end
    except ValueError:
        pass
    raise BadInput(
        f"{text!r} is not a span of days; write it as 2025-09-08..2025-09-28, the earlier day first.",
        f"“{text}”不是一段日期；请写成 2025-09-08..2025-09-28，先早后晚。",
    )


def read(path: Path) -> WorkCalendar:
    """Read a calendar file.

    Raises: BadInput, when the file is missing or not in the form of `calendar.json`.
    """
    try:
        years = json.loads(path.read_text("utf-8"))["years"]
        sources = {int(year): str(entry["source"]) for year, entry in years.items()}
        spans = {key: [span for entry in years.values() for span in entry[key]] for key in ("off", "on")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"The calendar {path} cannot be read ({error}); it needs "
            '{"years": {"2026": {"source": "...", "off": [...], "on": [...]}}}.',
            f"日历文件 {path} 无法读取（{error}）；格式应为 "
            '{"years": {"2026": {"source": "…", "off": […], "on": […]}}}。',
        ) from error
    off, on = (frozenset(day for span in spans[key] for day in days_of(span)) for key in ("off", "on"))
    return WorkCalendar(off - on, on, sources)


@cache
def shipped() -> WorkCalendar:
    """The calendar that comes with the package, 2004 to 2026."""
    return read(Path(__file__).with_name("calendar.json"))

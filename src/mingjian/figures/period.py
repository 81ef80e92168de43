"""Periods of account: a quarter (2026Q4), a month (2026-11), a year (2026); days in Asia/Shanghai."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from mingjian.errors import BadInput

_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its first and last day, both included."""

    code: str
    first_day: datetime.date
    last_day: datetime.date

    def say(self, language: str) -> str:
        """The period in words: 2026年第四季度, the fourth quarter of 2026."""
        year = self.first_day.year
        if "Q" in self.code:
            number = int(self.code[-1])
            word = ("first", "second", "third", "fourth")[number - 1]
            return (
                f"{year}年第{_QUARTERS[number - 1]}季度"
                if language.startswith("zh")
                else f"the {word} quarter of {year}"
            )
        if "-" in self.code:
            month = self.first_day
            return f"{year}年{month.month}月" if language.startswith("zh") else f"{month:%B} {year}"
        return f"{year}年" if language.startswith("zh") else f"{year}"


def _before_next(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def period(code: str) -> Period:
    """The period with this code.

    Raises: BadInput, if the code is none of 2026Q4, 2026-11, 2026 (years 2000 to 2100).
    """
    text = code.strip()
    if not 2000 <= int(text[:4] if text[:4].isascii() and text[:4].isdigit() else "0") <= 2100:
        raise BadInput(
            f"{code!r} is no period; write 2026Q4, 2026-11 or 2026.",
            f"“{code}”不是期间，请写 2026Q4、2026-11 或 2026。",
        )
    if match := _QUARTER.fullmatch(text):
        year, quarter = int(match[1]), int(match[2])
        return Period(f"{year}Q{quarter}", datetime.date(year, 3 * quarter - 2, 1), _before_next(year, 3 * quarter))
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return Period(f"{year}-{month:02d}", datetime.date(year, month, 1), _before_next(year, month))
    if match := _YEAR.fullmatch(text):
        return Period(text, datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31))
    raise BadInput(
        f"{code!r} is no period; write 2026Q4, 2026-11 or 2026.", f"“{code}”不是期间，请写 2026Q4、2026-11 或 2026。"
    )


def quarter_of(day: datetime.date) -> Period:
    """The quarter that holds `day`."""
    return period(f"{day.year}Q{(day.month + 2) // 3}")

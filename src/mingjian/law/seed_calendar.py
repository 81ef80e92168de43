"""Make the first `calendar.json` from the `chinesecalendar` package: `python -m mingjian.law.seed_calendar`.

Later years are added by hand from the State Council's notice; running this again would only repeat what is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from importlib.metadata import version

import chinese_calendar

_CHECKED = {2024, 2025, 2026}


def spans(days: Iterable[date]) -> list[str]:
    """Days as spans of consecutive days, in order."""
    found: list[list[date]] = []
    for day in sorted(days):
        if found and found[-1][-1] + timedelta(days=1) == day:
            found[-1].append(day)
        else:
            found.append([day])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in found]


def year_entry(year: int) -> dict[str, object]:
    """One year's entry: its source, rest days beyond ordinary weekends, and working weekend days."""
    off = [day for day in chinese_calendar.holidays if day.year == year]
    on = [day for day in chinese_calendar.workdays if day.year == year]
    return {
        "source": f"国务院办公厅关于{year}年部分节假日安排的通知 (chinesecalendar {version('chinesecalendar')})",
        "checked_by_hand": year in _CHECKED,
        "off": spans(off),
        "on": spans(on),
    }


def main() -> None:
    """Print the calendar of every year that the package knows."""
    years = sorted({day.year for day in chinese_calendar.holidays})
    about = (
        "Rest days (off) and make-up working weekend days (on) by year, each with its source. Ordinary weekends are "
        "not listed. Add a year by hand when its notice is out; a day belongs to the entry of its own year."
    )
    print(json.dumps({"about": about, "years": {str(y): year_entry(y) for y in years}}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()

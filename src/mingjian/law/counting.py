"""Counting: a period, the day of its event and excluded days in; the due day and every counted day out."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mingjian.errors import BadInput
from mingjian.law.calendar import DAY, WorkCalendar, shipped, span_of
from mingjian.law.periods import Period, Unit, period

SHANGHAI = ZoneInfo("Asia/Shanghai")
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, and how it was counted.

    `start` is the event (not counted), `raw` the last day before any rollover, `due` the last day in time (a moment for
    periods in hours). `counted`: the counted days in counting order; for months and years the same-number days.
    `provisional`: the count touches a year whose holiday notice is missing. `excluded`: spans that did not count.
    """

    rule: str
    law: str
    article: str
    start: date | datetime
    due: date | datetime
    raw: date | datetime
    unit: Unit
    length: int
    kept_by: str
    rolls: bool
    confirmed: bool
    provisional: bool
    counted: tuple[date, ...]
    excluded: tuple[Span, ...]
    last_working_day: date

    @property
    def day(self) -> date:
        """The day of `due` in Shanghai."""
        return day_of(self.due)

    @property
    def citation(self) -> str:
        """Law and article together: "网信部门行政执法程序规定 §36 / 行政处罚法 §64(1)"."""
        laws, articles = self.law.split(" / "), self.article.split(" / ")
        if len(laws) != len(articles):
            return f"{self.law} §{self.article}"
        return " / ".join(f"{law} §{article}" for law, article in zip(laws, articles, strict=True))

    @property
    def rolled(self) -> bool:
        """Whether the last day was a day of rest and moved on."""
        return self.raw != self.due

    def over(self, moment: date | datetime) -> bool:
        """Whether the period has run out at `moment`; the due day itself is still in time."""
        if isinstance(self.due, datetime) and isinstance(moment, datetime):
            return moment_of(moment) > moment_of(self.due)
        return day_of(moment) > self.day


def due(
    rule: str | Period,
    event_day: date | datetime,
    excluded: Iterable[str | Span | date] = (),
    *,
    calendar: WorkCalendar | None = None,
) -> Due:
    """Count a statutory period from the day of its event.

    `excluded`: days that suspend the period, as "2025-09-08..2025-09-28", a pair of days (both included) or one day.
    A period in hours needs the moment; a bare day counts from its first minute, the strictest reading.
    Raises: BadInput, for an unknown rule, a span that is none, or days beyond the calendar of Python (year 9999).
    Article: 行政处罚法 §85，民事诉讼法 §85 (rollover), 网信部门行政执法程序规定 §45 (days that do not count).
    """
    law = rule if isinstance(rule, Period) else period(rule)
    spans = tuple(sorted(_span(item) for item in excluded))
    days = calendar or shipped()
    try:
        return _due_in_hours(law, event_day, days, spans) if law.unit == "hour" else _due(law, event_day, days, spans)
    except OverflowError as error:
        raise BadInput(
            f"Counting {law.rule} from {event_day} leaves the calendar; check the day and the excluded spans.",
            f"从 {event_day} 起算 {law.rule} 超出日历范围；请检查日期和扣除的期间。",
        ) from error


def day_of(moment: date | datetime) -> date:
    """The day of a moment in Shanghai; a day is itself, a moment without zone is taken as Shanghai time."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(SHANGHAI) if moment.tzinfo else moment).date()


def moment_of(moment: date | datetime) -> datetime:
    """The moment in Shanghai time; a day begins at its first minute."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 (the zone follows)
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _due(law: Period, event: date | datetime, days: WorkCalendar, spans: tuple[Span, ...]) -> Due:
    start = day_of(event)
    if law.unit in ("month", "year"):
        raw, counted = _by_months(law, start, spans)
    else:
        counted = _by_days(law, start, days, spans)
        raw = counted[-1] if counted else start
    end = days.first_working_day(raw) if law.rolls else raw
    return _answer(law, (start, raw, end), counted, days, spans)


def _by_days(law: Period, start: date, days: WorkCalendar, spans: tuple[Span, ...]) -> tuple[date, ...]:
    step = DAY if law.length > 0 else -DAY
    counted: list[date] = []
    day = start
    while len(counted) < abs(law.length):
        day = _beyond(day + step, step, spans)
        if law.unit == "calendar_day" or days.works(day):
            counted.append(day)
    return tuple(counted)


def _by_months(law: Period, start: date, spans: tuple[Span, ...]) -> tuple[date, tuple[date, ...]]:
    """Same-number days, the last moved by as many days as were excluded before it."""
    each = 12 if law.unit == "year" else 1
    step = each if law.length > 0 else -each
    marks = tuple(_months_later(start, step * n) for n in range(1, abs(law.length) + 1))
    raw = end = marks[-1] if marks else start
    while (moved := raw + DAY * _lost(start, end, spans)) != end:
        end = moved
    return end, (*marks[:-1], end) if marks else ()


def _lost(start: date, end: date, spans: tuple[Span, ...]) -> int:
    """How many days after `start`, up to `end`, lie in the spans (overlapping spans count once)."""
    lost, reached = 0, start
    for first, last in spans:
        begin, stop = max(first, reached + DAY), min(last, end)
        if begin <= stop:
            lost += (stop - begin).days + 1
            reached = stop
    return lost


def _months_later(day: date, number: int) -> date:
    """The same-number day, or the last day of that month."""
    years, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not 1 <= years <= 9999:
        raise OverflowError
    return date(years, month + 1, min(day.day, months.monthrange(years, month + 1)[1]))


def _due_in_hours(law: Period, event: date | datetime, days: WorkCalendar, spans: tuple[Span, ...]) -> Due:
    if spans:
        raise BadInput(
            f"{law.rule} runs in hours and does not stop; leave the excluded days out.",
            f"{law.rule} 以小时计，不中断；请去掉扣除的期间。",
        )
    start = event if isinstance(event, datetime) else datetime(event.year, event.month, event.day)  # noqa: DTZ001
    end = start + timedelta(hours=law.length)
    return _answer(law, (event, end, end), (), days, ())


def _answer(
    law: Period,
    moments: tuple[date | datetime, date | datetime, date | datetime],
    counted: tuple[date, ...],
    days: WorkCalendar,
    spans: tuple[Span, ...],
) -> Due:
    start, raw, end = moments
    return Due(
        rule=law.rule,
        law=law.law,
        article=law.article,
        start=start,
        due=end,
        raw=raw,
        unit=law.unit,
        length=law.length,
        kept_by=law.kept_by,
        rolls=law.rolls,
        confirmed=law.confirmed,
        provisional=not all(days.knows(day) for day in _years_between(day_of(start), day_of(end))),
        counted=counted,
        excluded=spans,
        last_working_day=days.last_working_day(day_of(end)),
    )


def _years_between(one: date, other: date) -> Iterator[date]:
    first, last = sorted((one, other))
    yield first
    for year in range(first.year + 1, last.year):
        yield date(year, 1, 1)
    yield last


def _beyond(day: date, step: timedelta, spans: tuple[Span, ...]) -> date:
    """`day`, or the first day after (before, when counting back) every span that it lies in."""
    for first, last in spans if step > timedelta(0) else reversed(spans):
        if first <= day <= last:
            day = (last if step > timedelta(0) else first) + step
    return day


def _span(item: str | Span | date) -> Span:
    if isinstance(item, str):
        return span_of(item)
    if isinstance(item, date):
        return day_of(item), day_of(item)
    first, last = item
    return span_of(f"{day_of(first)}..{day_of(last)}")

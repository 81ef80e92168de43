"""Late payment: a fine, its due day, payments and stopped days in; the additional fine out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from mingjian.law.counting import Span

_DAILY = Decimal("0.03")


def late_fee(
    fine: int, due_day: date, until: date, payments: Iterable[tuple[date, int]] = (), stops: Iterable[Span] = ()
) -> Decimal:
    """The additional fine owed at the end of `until`, in yuan with fen: 3 % of what is unpaid for each late day.

    The day of payment no longer counts; days of reconsideration or suit do not count; never more than the fine (reached
    on the 34th day). Article: 行政处罚法 §72、§73.
    """
    paid, held = sorted(payments), list(stops)
    total, day = Decimal(0), due_day + timedelta(days=1)
    while day <= until and total < fine:
        left = fine - sum(amount for when, amount in paid if when <= day)
        if left <= 0:
            break
        if not any(first <= day <= last for first, last in held):
            total += left * _DAILY
        day += timedelta(days=1)
    return min(total, Decimal(fine)).quantize(Decimal("0.01"), ROUND_HALF_UP)

"""How near a due day is, in working days."""

from datetime import date, datetime

import pytest

from mingjian.law import due
from mingjian.law.urgency import urgency, working_days_left


@pytest.mark.parametrize(
    ("day", "left", "word"),
    [
        ("2024-09-27", 5, "soon"),  # due on 10 October; 29 September works, 1 to 7 October off
        ("2024-09-30", 3, "soon"),
        ("2024-10-05", 3, "soon"),
        ("2024-10-08", 2, "urgent"),
        ("2024-10-10", 0, "urgent"),
        ("2024-10-11", 0, "overdue"),
        ("2024-09-26", 6, "running"),
    ],
)
def test_over_the_national_day(day, left, word):
    found = due("CAC14-36.hearing_request", date(2024, 9, 27))
    assert working_days_left(found, date.fromisoformat(day)) == left
    assert urgency(found, date.fromisoformat(day)) == word


def test_hours_and_pauses():
    found = due("CRT-5.handover", datetime(2026, 3, 27, 9, 30))
    assert urgency(found, datetime(2026, 3, 28, 9, 30)) == "urgent"
    assert urgency(found, datetime(2026, 3, 28, 9, 31)) == "overdue"
    assert urgency(found, datetime(2026, 3, 28, 9, 31), paused=True) == "paused"

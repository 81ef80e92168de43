"""What runs in a case at each stage, and which of it a board shows as the office's next day."""

from __future__ import annotations

import pytest

from mingjian.law.dues import dues, next_due
from tests.law import courses as c
from tests.law.courses import d


@pytest.mark.parametrize(
    ("stage", "clock", "step", "day"),
    [
        (c.registered, "filing", "filed", "2026-03-11"),
        (c.filed, "decision", "decided", "2026-06-07"),
        (c.investigated, "correction", "correction_checked", "2026-03-20"),
        (c.notified, "decision", "decided", "2026-06-07"),
        (c.decided, "service", "served", "2026-05-09"),
        (c.served, "payment", "paid", "2026-05-14"),
        (c.crime_ruled, "crime_handover", "crime_sent", "2026-03-28"),
    ],
)
def test_the_next_day_of_each_stage(stage, clock, step, day):
    state = c.at(stage).state
    found = next_due(state, state.last_day)
    assert (found.clock, found.step, found.day.isoformat()) == (clock, step, day)


def test_the_party_s_days_are_shown_but_are_not_the_office_s():
    state = c.at(c.notified).state
    assert {row.clock: row.ours for row in dues(state, d("03-28"))} == {
        "answer": False,
        "hearing_request": False,
        "decision": True,
    }


def test_while_the_hearing_pauses_the_decision_no_day_of_it_is_next():
    state = c.at(c.hearing_pending).state
    [decision] = [row for row in dues(state, d("04-02")) if row.clock == "decision"]
    assert decision.paused
    assert next_due(state, d("04-02")) is None


@pytest.mark.parametrize("stage", [c.paid, c.closed, c.archived])
def test_nothing_the_office_must_do_runs_once_all_is_paid(stage):
    state = c.at(stage).state
    assert next_due(state, state.last_day) is None

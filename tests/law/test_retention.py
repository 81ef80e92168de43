"""How long files are kept; nothing of it is confirmed, and says so."""

from __future__ import annotations

from datetime import date

from mingjian.law.case import OUTCOMES
from mingjian.law.retention import RETENTION, retention_for


def test_a_penalty_is_kept_thirty_years_after_the_year_of_closing():
    assert retention_for("penalty").until(date(2026, 3, 3)) == date(2056, 12, 31)


def test_for_ever_has_no_end():
    assert retention_for("revoked").until(date(2026, 3, 3)) is None


def test_every_outcome_has_its_class_and_an_unknown_one_the_longest():
    assert {retention_for(outcome).code for outcome in OUTCOMES} <= set(RETENTION)
    assert retention_for("something new").code == "permanent"


def test_none_is_confirmed():
    assert not any(row.confirmed for row in RETENTION.values())

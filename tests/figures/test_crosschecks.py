"""What must hold between figures before a bulletin is issued, and that one that does not hold stops it."""

from __future__ import annotations

import dataclasses

import pytest

from mingjian.errors import BadInput
from tests.figures.test_bulk import closed
from tests.office.places import NOW
from tests.office.returns import accepted, accounts, desk  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


def checked(desk):  # noqa: F811
    from mingjian.figures.crosschecks import cross_checks
    from mingjian.figures.period import period
    from mingjian.figures.register import count_all

    counted = count_all(desk.place.city, period("2026-11"))
    return counted, cross_checks(counted)


def test_they_hold_for_what_the_acts_leave(desk):  # noqa: F811
    closed(desk, "u1")
    accepted(desk, accounts("u1", "u2"))
    accepted(desk, accounts("u2", "u3"), campaign="spring-2026")
    _, checks = checked(desk)
    assert [check.en for check in checks if not check.holds] == []
    assert any("spring-2026 2 ≤ accounts.closed 3" in check.en for check in checks)


def test_a_warning_without_a_served_decision_is_found(desk):  # noqa: F811
    closed(desk, code="warning")
    _, checks = checked(desk)
    assert [check.en for check in checks if not check.holds] == [
        "each of 1 warnings has a penalty decision that was served (0)"
    ]


def test_more_closed_than_acted_on_is_found(desk):  # noqa: F811
    from mingjian.figures.crosschecks import cross_checks

    closed(desk, "u1")
    counted, _ = checked(desk)
    counted["accounts.acted_on"] = dataclasses.replace(counted["accounts.acted_on"], value=0)
    found = cross_checks(counted)
    assert not found[0].holds


def test_a_bulletin_whose_figures_contradict_each_other_is_not_issued(desk):  # noqa: F811
    from mingjian.figures.period import period
    from mingjian.office.bulletins.draft_bulletin import draft_bulletin, issue_bulletin

    closed(desk, code="warning")
    draft = draft_bulletin(desk.place.city, period("2026-11"), by=desk.place.counter, at=NOW)
    with pytest.raises(BadInput, match="cross-check"):
        issue_bulletin(draft, by=desk.place.head, at=NOW)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_bulletin_says_the_new_figures_and_keeps_both_parts(desk):  # noqa: F811
    from mingjian.figures.period import period
    from mingjian.office.bulletins.draft_bulletin import draft_bulletin, issue_bulletin

    closed(desk, "u1")
    row = accepted(desk, accounts("u1", "u2", "u3"))
    draft = draft_bulletin(desk.place.city, period("2026-11"), by=desk.place.counter, at=NOW)
    assert "关停违法违规账号3个" in draft.text_zh
    assert "3 accounts were closed by platforms" in draft.text_en
    [figure] = [one for one in draft.figures["figures"] if one["key"] == "accounts.closed"]
    assert (figure["individual"], figure["bulk"], figure["returns"][0]["id"]) == (1, 2, str(row.pk))
    assert issue_bulletin(draft, by=desk.place.head, at=NOW).state == "issued"

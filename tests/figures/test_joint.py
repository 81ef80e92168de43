"""Joint acts and campaigns: one act, one row; counted by its lead, told beside the figure by who takes part."""

from __future__ import annotations

import pytest

from mingjian.figures.figure import count
from mingjian.figures.joint import campaigns_in
from mingjian.figures.period import period
from mingjian.figures.register import all_figures
from tests.figures.test_bulk import closed
from tests.office.places import DAY
from tests.office.returns import accepted, accounts, desk  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
NOVEMBER = period("2026-11")


def counted(unit, key="accounts.closed"):
    return count(all_figures()[key], unit, NOVEMBER)


def joint(row, **told):
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    return row


def told(unit, key="accounts.closed"):
    found = counted(unit, key)
    return found.value, len(found.took_part)


def test_a_joint_act_counts_once_for_the_province_for_its_lead_and_beside_for_who_takes_part(desk):  # noqa: F811
    joint(closed(desk, "u1", "u2"), co_offices=["9902"])
    closed(desk, "u3")
    closed(desk, "u4", unit=desk.place.other)
    assert told(desk.place.city) == (3, 0)
    assert told(desk.place.other) == (1, 2)
    assert told(desk.place.province) == (4, 0)


def test_an_act_of_the_province_is_told_by_both_cities_that_took_part(desk):  # noqa: F811
    row = joint(
        closed(desk, code="closure", unit=desk.place.province), co_offices=["9901", "9902"], partners=["telecom"]
    )
    for unit in (desk.place.city, desk.place.other):
        assert told(unit, "closures.sites") == (0, 1)
        assert counted(unit, "closures.sites").as_json()["took_part"] == [str(row.pk)]
    assert told(desk.place.province, "closures.sites") == (1, 0)


@pytest.mark.parametrize("state", ["ordered", "notified", "failed", "withdrawn"])
def test_what_was_not_carried_out_is_not_told_either(desk, state):  # noqa: F811
    joint(closed(desk, "u1", state=state), co_offices=["9902"])
    assert told(desk.place.other) == (0, 0)


def test_what_was_carried_out_in_another_month_is_not_told(desk):  # noqa: F811
    joint(closed(desk, "u1", day=DAY.replace(month=10)), co_offices=["9902"])
    assert told(desk.place.other) == (0, 0)


def test_the_same_account_in_two_joint_acts_is_told_once(desk):  # noqa: F811
    for _ in range(2):
        joint(closed(desk, "u1"), co_offices=["9902"])
    assert told(desk.place.other) == (0, 1)


def test_a_row_with_two_campaigns_is_in_both_and_once_in_the_total(desk):  # noqa: F811
    joint(closed(desk, "u1", "u2"), campaigns=["spring-2026", "clean-net"])
    joint(closed(desk, "u3"), campaigns=["spring-2026"])
    closed(desk, "u4")
    found = counted(desk.place.city)
    assert (found.value, dict(found.campaigns)) == (4, {"clean-net": 2, "spring-2026": 3})
    assert found.as_json()["campaigns"] == {"clean-net": 2, "spring-2026": 3}


def test_a_campaigns_acts_and_returns_are_counted_once_together(desk):  # noqa: F811
    joint(closed(desk, "u1", "u2"), campaigns=["spring-2026"])
    closed(desk, "u3")
    accepted(desk, accounts("u2", "u3", "u4"), campaign="spring-2026")
    accepted(desk, accounts("u4", "u5"))
    found = counted(desk.place.city)
    assert (found.value, found.individual, found.bulk) == (5, 3, 2)
    assert dict(found.campaigns) == {"spring-2026": 4}
    assert counted(desk.place.other).campaigns == ()


def test_a_campaign_of_another_office_or_month_is_none_here(desk):  # noqa: F811
    joint(closed(desk, "u1", day=DAY.replace(month=10)), campaigns=["autumn"])
    joint(closed(desk, "u2", unit=desk.place.other), campaigns=["lanchuan"])
    assert campaigns_in(desk.place.city, NOVEMBER) == {}
    assert set(campaigns_in(desk.place.province, NOVEMBER)) == {"lanchuan"}

"""Figures with a bulk part: distinct keys, exact subtraction, discount, correction; against a naive recount."""

from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.figures.bulk import _shares
from mingjian.returns.folding import blob_of, keys_of
from tests.office.places import DAY, NOW
from tests.office.returns import accepted, accounts, desk, read  # noqa: F401 - fixture
from tests.returns.files import HEAD, line, text

pytestmark = pytest.mark.django_db


class Held:
    """As much of a return as the arithmetic looks at."""

    def __init__(self, pk, factor):
        self.pk, self.number, self.judged = pk, f"R-{pk}", {"factor": factor}


KEY = st.integers(0, 30).map(lambda n: (n * 104_729).to_bytes(16, "little"))


@given(
    st.lists(
        st.tuples(st.lists(st.lists(KEY, max_size=20), min_size=1, max_size=3), st.sampled_from([1.0, 0.9137, 0.8])),
        max_size=5,
    ),
    st.lists(KEY, max_size=20),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shares_equal_a_naive_recount(returns, individual):
    folds = {number: [blob_of(part) for part in parts] for number, (parts, _) in enumerate(returns)}
    held = [Held(number, factor) for number, (_, factor) in enumerate(returns)]
    found = _shares(held, folds, keys_of(blob_of(individual)))
    seen = set(individual)
    for share, (parts, factor) in zip(found, returns, strict=True):
        mine = {key for part in parts for key in part}
        assert share.held == len(mine)
        assert share.individual == len(mine & set(individual))
        assert share.elsewhere == len((mine & seen) - set(individual))
        assert share.counted == math.floor(len(mine - seen) * factor)
        seen |= mine
    if all(factor == 1.0 for _, factor in returns):
        everything = {key for parts, _ in returns for part in parts for key in part} | set(individual)
        assert len(set(individual)) + sum(share.counted for share in found) == len(everything)


def closed(desk, *uids, code="account_closure", state="executed", day=DAY, unit=None, result="done"):  # noqa: F811
    """A measure against accounts, carried out, as the desk of measures leaves it."""
    from mingjian.records.models import Lead, Measure, MeasureTarget, PlatformAccount

    shop, unit = desk.place.shop, unit or desk.place.city
    lead = Lead.objects.filter(service=shop).first() or Lead.objects.create(
        number="L1", service=shop, unit=unit, opened_at=NOW, opened_by=desk.place.handler
    )
    measure = Measure.objects.create(
        lead=lead, unit=unit, code=code, service=shop, subject=shop.subject, basis_code="x", basis={}, facts="x",
        proposed_by=desk.place.handler, proposed_at=NOW, state=state, executed_on=day,
    )  # fmt: skip
    for position, uid in enumerate(uids, 1):
        account = PlatformAccount.objects.filter(platform=desk.platform, uid=uid).first()
        if account is None:
            from mingjian.records.models import OnlineService

            profile = OnlineService.objects.create(
                subject=shop.subject, unit=unit, name=uid, kind="account", address=f"https://manlu.test/{uid}"
            )
            account = PlatformAccount.objects.create(
                platform=desk.platform, uid=uid, service=profile, unit=unit, as_of=DAY
            )
        MeasureTarget.objects.create(
            measure=measure,
            position=position,
            kind="account",
            key=f"platform.manlu:{uid}",
            account=account,
            result=result,
        )
    return measure


def counted(desk, key, code="2026-11", unit=None):  # noqa: F811
    from mingjian.figures.figure import count
    from mingjian.figures.period import period
    from mingjian.figures.register import all_figures

    return count(all_figures()[key], unit or desk.place.city, period(code))


def test_both_parts_are_counted_and_the_overlap_once(desk):  # noqa: F811
    closed(desk, "u1", "u2", "x9")
    closed(desk, "u1")
    row = accepted(desk, accounts("u1", "u2", "u3", "u4"))
    found = counted(desk, "accounts.closed")
    assert (found.value, found.individual, found.bulk, len(found.repeated)) == (5, 3, 2, 1)
    [share] = found.returns
    assert (share.number, share.held, share.individual, share.elsewhere, share.counted) == (row.number, 4, 2, 0, 2)
    assert found.as_json()["returns"][0]["counted"] == 2


def test_a_campaigns_return_and_the_whole_do_not_count_twice(desk):  # noqa: F811
    accepted(desk, accounts("u1", "u2", "u3"))
    accepted(desk, accounts("u2", "u3", "u4"), campaign="spring-2026")
    found = counted(desk, "accounts.closed", "2026Q4")
    assert (found.value, [share.elsewhere for share in found.returns]) == (4, [0, 2])


def test_muted_and_closed_is_one_account_acted_on_and_only_the_closed_are_closed(desk):  # noqa: F811
    closed(desk, "m1", code="account_mute")
    lines = [line("u1"), line("u1", "account_mute"), line("u2", "account_update_stop"), line("m1", "account_mute")]
    accepted(desk, text(*lines, head=HEAD).encode())
    assert counted(desk, "accounts.closed").value == 1
    found = counted(desk, "accounts.acted_on")
    assert (found.value, found.individual, found.bulk) == (3, 1, 2)


def test_what_waits_is_rejected_or_superseded_adds_nothing(desk):  # noqa: F811
    from mingjian.office.returns.decide_return import reject_return

    row = read(desk, accounts("u1"))
    assert counted(desk, "accounts.closed").value == 0
    reject_return(row, "不符", by=desk.section, at=NOW)
    assert counted(desk, "accounts.closed").value == 0
    first = accepted(desk, accounts("u1", "u2"))
    assert counted(desk, "accounts.closed").value == 2
    accepted(desk, accounts("u2", "u3", "u4"), corrects=first)
    found = counted(desk, "accounts.closed")
    assert (found.value, len(found.returns)) == (3, 1)


def test_a_discount_comes_after_all_subtractions(desk):  # noqa: F811
    from mingjian.office.returns.decide_return import accept_return
    from tests.office.returns import judged, sampled

    uids = [f"u{n}" for n in range(400)]
    row = sampled(desk, read(desk, accounts(*uids)), 200)
    false = {one.content["shown"] for one in row.sample.filter(position__in=(1, 2, 3, 4))}
    accept_return(judged(desk, row, false), by=desk.section, at=NOW)
    true = [uid for uid in uids if uid not in false]
    closed(desk, *true[:6])
    found = counted(desk, "accounts.closed")
    assert (found.individual, found.returns[0].held, found.returns[0].individual) == (6, 396, 6)
    assert found.bulk == math.floor(390 * 0.9495)


def test_a_quarters_return_counts_by_the_month_of_each_row(desk):  # noqa: F811
    lines = [line("u1", day="2026-10-31"), line("u2", day="2026-11-01"), line("u3", day="2026-11-24")]
    accepted(desk, text(*lines, head=HEAD).encode(), code="2026Q4")
    assert [counted(desk, "accounts.closed", code).value for code in ("2026-10", "2026-11", "2026-12", "2026Q4", "2026")] == [
        1, 2, 0, 3, 3,
    ]  # fmt: skip


def test_offices_see_their_own_and_the_province_subtracts_across_them(desk):  # noqa: F811
    closed(desk, "u1", unit=desk.place.other)
    accepted(desk, accounts("u1", "u2"))
    assert counted(desk, "accounts.closed").value == 2
    assert counted(desk, "accounts.closed", unit=desk.place.other).value == 1
    assert counted(desk, "accounts.closed", unit=desk.place.province).value == 2


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({}, 1),
        ({"state": "ordered"}, 0),
        ({"state": "failed"}, 0),
        ({"state": "lifted"}, 1),
        ({"result": "refused"}, 0),
        ({"result": "not_found"}, 0),
        ({"day": datetime.date(2026, 10, 31)}, 0),
        ({"day": datetime.date(2026, 11, 1)}, 1),
        ({"day": datetime.date(2026, 11, 30)}, 1),
        ({"day": datetime.date(2026, 12, 1)}, 0),
    ],
)
def test_only_what_was_done_in_the_period_counts(desk, options, value):  # noqa: F811
    closed(desk, "u1", **options)
    found = counted(desk, "accounts.closed")
    assert found.value == value
    assert found.overturned() == (options.get("state") == "lifted")


def test_an_item_at_one_address_on_two_days_is_two_and_a_number_is_found_by_its_digest(desk):  # noqa: F811
    from mingjian.records.models import MeasureTarget

    head = ["信息地址", *HEAD[1:]]
    lines = [
        line("https://a.test/1", "item_removal", day="2026-11-03"),
        line("https://a.test/1", "item_removal", day="2026-11-04"),
    ]
    measure = closed(desk, code="item_removal", day=datetime.date(2026, 11, 3))
    MeasureTarget.objects.create(
        measure=measure, position=1, kind="item", key="x", address="https://A.test/1", result="done"
    )
    accepted(desk, text(*lines, head=head).encode(), category="items")
    found = counted(desk, "items.removed")
    assert (found.value, found.individual, found.bulk) == (2, 1, 1)

    from django.conf import settings as configured

    from mingjian.returns import number_key

    measure = closed(desk, code="number_handling")
    key = number_key(configured.IDENTITY_KEY, "13800001234").hex()
    MeasureTarget.objects.create(
        measure=measure, position=1, kind="number", key=key, label="138******34", result="done"
    )
    numbers = [line("13800001234", "number_handling"), line("13800001235", "number_handling")]
    accepted(desk, text(*numbers, head=["手机号码", *HEAD[1:]]).encode(), category="numbers", reporter=desk.operator)
    found = counted(desk, "numbers.handled")
    assert (found.value, found.individual, found.bulk) == (2, 1, 1)


def test_an_app_in_five_stores_is_one_delisting(desk):  # noqa: F811
    from mingjian.records.models import Agency, App, MeasureTarget, StoreListing

    app = App.objects.create(service=desk.place.shop, unit=desk.place.city, platform="android", package="com.a.b")
    for number in range(5):
        store = Agency.objects.create(code=f"app_store.{number}", kind="app_store", name_zh="店", name_en="store")
        measure = closed(desk, code="delisting", day=DAY - datetime.timedelta(days=number))
        listing = StoreListing.objects.create(app=app, store=store, as_of=DAY)
        MeasureTarget.objects.create(
            measure=measure, position=1, kind="listing", key=f"{store.code}:com.a.b", listing=listing, result="done"
        )
    found = counted(desk, "delistings.apps")
    assert (found.value, len(found.repeated)) == (1, 4)
    assert found.counted[0].day == DAY - datetime.timedelta(days=4)

"""After an app is taken down its page in the store is visited: it proves whether the app is there, and nothing else."""

from __future__ import annotations

import asyncio
import datetime

import pytest

from tests.capture.site import HOME, http
from tests.jobs.test_patrol import page, patrol, site  # noqa: F401 - fixtures
from tests.office.places import NOW, place, visited  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
APP = "/app/com.example.loan"
STORE = page(
    "极速贷 手机版 安装 评分 4.1 更新于 11 月 20 日。应用商店备案号：京ICP备99999999号。" * 3, "极速贷 - 应用商店"
)
GAMBLING = page("真人娱乐城 百家乐 注册送 88 元彩金 提款秒到 网课代刷" * 12, "真人娱乐城")


@pytest.fixture
def delisted(patrol, site, visited):  # noqa: F811 - fixtures
    """An app that a store says it took down; `look(answer)` visits its page in the store and gives the outcome."""
    from types import SimpleNamespace

    from mingjian.capture import FixedResolver
    from mingjian.jobs.schedule import follow_up
    from mingjian.jobs.visiting import Reach, work_off
    from mingjian.office.measures.rechecks import check_now
    from mingjian.office.measures.targets import listing_target
    from mingjian.records.models import Visit
    from tests.office.measures.course import agency, approved, by_letter, listing

    place = patrol.place  # noqa: F811
    one = listing(place)
    one.address = f"http://store.test{APP}"
    one.save()
    store = agency("app_store", "app_store")
    measure = approved(place, visited, "delisting", "RD-STORE", executor=store, targets=(listing_target(one),))
    by_letter(place, measure)
    reach = patrol.reach
    given = Reach(reach.guard, FixedResolver({"store.test": (HOME, site.port)}), None, reach.store, 0.0)

    def look(*answer, at):
        async def behave(request, writer):
            writer.write(answer[0])

        site.routes[APP] = behave
        site.routes["/"] = lambda _request, writer: _home(writer)
        check_now(measure, by=place.province_handler, at=at)
        follow_up(at=at)
        asyncio.run(work_off("w", given, count=50))
        follow_up(at=at)
        measure.refresh_from_db()
        one.refresh_from_db()
        return measure.outcomes.order_by("-found_at", "-id").first()

    async def _home(writer):
        writer.write(page("应用商店 首页 推荐 榜单 分类", "应用商店"))

    return SimpleNamespace(look=look, measure=measure, listing=one, visits=Visit.objects, place=place)


def seen(outcome):
    return outcome.result, outcome.reasons[0]["code"]


def test_the_page_of_the_store_proves_that_the_app_is_gone_and_that_it_came_back(delisted):
    at = NOW + 2 * HOUR
    gone = delisted.look(http(b"<title>404</title>", status="404 Not Found"), at=at)
    assert seen(gone) == ("verified", "page_not_found")
    assert gone.capture.views.first().address == f"http://store.test{APP}"
    assert (delisted.measure.state, delisted.listing.state) == ("verified", "delisted")
    back = delisted.look(STORE, at=at + HOUR)
    assert seen(back) == ("reappeared", "page_still_there")
    assert (delisted.measure.state, delisted.listing.state) == ("reappeared", "returned")


def test_a_page_that_says_so_is_gone_too(delisted):
    words = page("抱歉，该应用已下架。", "应用不存在")
    assert seen(delisted.look(words, at=NOW + 2 * HOUR)) == ("verified", "page_says_gone")


def test_an_app_that_is_still_shown_was_not_taken_down(delisted):
    assert seen(delisted.look(STORE, at=NOW + 2 * HOUR)) == ("failed", "page_still_there")
    assert delisted.measure.state == "failed"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (http(b"", status="503 Service Unavailable"), "not_reached"),
        (http(b"", status="403 Forbidden"), "not_reached"),
        (b"", "not_reached"),
        (http(b"", status="302 Found", Location="/"), "leads_elsewhere"),
    ],
)
def test_what_proves_nothing_changes_nothing(delisted, answer, reason):
    outcome = delisted.look(answer, at=NOW + 2 * HOUR)
    assert (seen(outcome), delisted.measure.state, delisted.listing.state) == (
        ("unclear", reason), "executed", "delisted",
    )  # fmt: skip


def test_what_else_stands_on_the_page_is_not_held_against_the_service(delisted):
    from mingjian.office.patrol.last_seen import last_seen
    from mingjian.records.models import Finding, Visit

    before = Finding.objects.count()
    outcome = delisted.look(GAMBLING, at=NOW + 2 * HOUR)
    assert (seen(outcome), Finding.objects.count()) == (("failed", "page_still_there"), before)
    visit = outcome.recheck.visit
    assert "registers" not in (visit.capture.facts or {})
    later = Visit(service=visit.service, views=["plain"], address="")
    assert visit.capture.views.first() not in last_seen(later, at=NOW + 3 * HOUR).views.values()


def test_without_an_address_no_visit_is_made_and_an_officer_checks(delisted):
    from mingjian.jobs.schedule import follow_up
    from mingjian.office.measures.rechecks import check_now

    delisted.listing.address = ""
    delisted.listing.save()
    service = delisted.measure.service
    service.address = ""
    service.save()
    before = delisted.visits.count()
    check_now(delisted.measure, by=delisted.place.province_handler, at=NOW + 2 * HOUR)
    follow_up(at=NOW + 2 * HOUR)
    assert delisted.visits.count() == before
    assert delisted.measure.rechecks.filter(step="hand").get().cancelled

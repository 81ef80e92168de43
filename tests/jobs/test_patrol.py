"""The worker's visits against a site on loopback: politeness, what changed, and other pages for other visitors."""

from __future__ import annotations

import asyncio
import datetime
import itertools
from ipaddress import ip_network

import pytest
from django.db import connections

from tests.capture.site import HOME, Site, http
from tests.office.places import NOW, place  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db

CLINIC = (
    "清源镇卫生院门诊时间为每天上午八点至下午五点，节假日照常接诊。预约挂号请携带身份证和医保卡到一楼大厅办理。" * 2
)
GARDEN = (
    "春季栽培要点包括松土、浇水、遮阴和追肥，幼苗移栽以后七天之内不宜施用浓肥，叶面发黄时先检查根部是否积水，再决定要不要换盆。"
    * 2
)


def page(text: str, title: str = "清源镇卫生院", **headers: str) -> bytes:
    return http(f"<!doctype html><meta charset=utf-8><title>{title}</title><p>{text}</p>".encode(), **headers)


def inline_on(connection):
    """What `sync_to_async` does, on the test's own connection instead of a thread with another one."""

    def inline(work):
        async def done(*args, **options):
            connections["default"] = connection
            return work(*args, **options)

        return done

    return inline


@pytest.fixture
def site():
    made = Site()
    yield made
    made.close()


@pytest.fixture
def patrol(place, site, tmp_path, monkeypatch, settings):  # noqa: F811 - fixture
    """`patrol.once(views)` runs a plan over the clinic once more and gives its visit; all in the test's own transaction."""
    from types import SimpleNamespace

    from mingjian.capture import FixedResolver, FolderStore, Guard
    from mingjian.jobs.visiting import Reach, work_off
    from mingjian.office.patrol.plan_patrol import PlanTerms, plan_patrol
    from mingjian.office.patrol.start_run import start_run

    settings.BUNDLE_KEYS = tmp_path / "keys"
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    for module in ("visiting", "politeness", "rounds"):
        monkeypatch.setattr(f"mingjian.jobs.{module}.sync_to_async", inline_on(connections["default"]))
    guard = Guard([ip_network(f"{HOME}/32")])
    resolver = FixedResolver({service.host: (HOME, site.port) for service in (place.clinic, place.shop)})
    reach = Reach(guard, resolver, None, FolderStore(tmp_path / "evidence"), 0.0)
    kept = {}

    def once(*views, interval=0.0, detectors=(), at=NOW):
        terms = PlanTerms("日常", views=views or ("plain",), sectors=("clinic",), detectors=detectors)
        plan = kept.setdefault((views, detectors), plan_patrol(place.city, terms, by=place.patrol, at=at))
        run = start_run(plan, by=place.patrol, at=at)
        given = Reach(reach.guard, reach.resolver, None, reach.store, interval)
        asyncio.run(work_off("w", given))
        return run.visits.select_related("capture", "service").get()

    return SimpleNamespace(place=place, once=once, reach=reach)


def asked(site, path="/"):
    return [request for request in site.requests if request.split()[1].decode() == path]


def test_another_page_for_search_visitors_becomes_a_finding_without_a_word_that_speaks_against_it(patrol, site):
    async def behave(request, writer):
        searched = b"Referer: https://www.baidu.com" in request
        writer.write(page(GARDEN, "园艺") if searched else page(CLINIC))

    site.routes["/"] = behave
    visit = patrol.once("plain", "search", "crawler", "phone")
    finding = visit.capture.findings.get()
    assert (finding.verdict, finding.shown_view.view, finding.victim) == ("suspect", "search", True)
    reasons = {reason["code"]: reason["params"] for reason in finding.reasons}
    assert reasons["other_title"] == {"base": "plain", "view": "search", "left": "清源镇卫生院", "right": "园艺"}
    assert "春季栽培" in reasons["other_text"]["right"]
    assert len(asked(site)) == 6  # four views, and both sides once more


def test_a_difference_that_does_not_stand_a_second_time_is_no_finding(patrol, site):
    seen = []

    async def behave(request, writer):
        seen.append(request)
        writer.write(page(GARDEN, "园艺") if len(seen) == 2 else page(CLINIC))

    site.routes["/"] = behave
    visit = patrol.once("plain", "search")
    assert (visit.state, visit.reached, visit.capture.findings.count(), len(seen)) == ("done", True, 0, 4)


def test_a_plan_that_leaves_a_detector_out_does_not_judge_by_it(patrol, site):
    async def behave(request, writer):
        writer.write(page(GARDEN, "园艺") if b"Referer:" in request else page(CLINIC))

    site.routes["/"] = behave
    assert patrol.once("plain", "search", detectors=("gambling",)).capture.findings.count() == 0


def test_what_the_server_says_is_unchanged_is_not_fetched_again_and_points_to_what_was(patrol, site):
    async def behave(request, writer):
        known = b'If-None-Match: "v1"' in request
        writer.write(http(status="304 Not Modified", ETag='"v1"') if known else page(CLINIC, ETag='"v1"'))

    site.routes["/"] = behave
    first, second = patrol.once("plain", "search"), patrol.once("plain", "search")
    assert (first.unchanged, second.unchanged, second.reached) == (False, True, True)
    row = second.capture.views.get(view="search")
    assert (row.status, row.text, row.content) == (304, "", first.capture.views.get(view="search"))
    assert second.changes == []
    from mingjian.office.patrol.last_seen import last_seen
    from mingjian.records.models import Visit

    third = Visit(run=second.run, service=first.service, views=second.views, address="")
    whole = first.capture.taken_at
    assert last_seen(third, at=whole + datetime.timedelta(days=6)).trusted
    assert not last_seen(third, at=whole + datetime.timedelta(days=8)).trusted


def test_where_only_one_view_changed_all_are_fetched_whole(patrol, site):
    async def behave(request, writer):
        known = b"If-None-Match:" in request and b"Referer:" not in request
        writer.write(http(status="304 Not Modified") if known else page(CLINIC, ETag='"v1"'))

    site.routes["/"] = behave
    patrol.once("plain", "search")
    second = patrol.once("plain", "search")
    assert not second.unchanged
    assert {row.status for row in second.capture.views.all()} == {200}
    assert second.capture.findings.count() == 0


def test_a_service_with_something_against_it_is_never_asked_only_for_changes(patrol, site):
    async def behave(request, writer):
        writer.write(page(GARDEN, "园艺", ETag='"v1"') if b"Referer:" in request else page(CLINIC, ETag='"v1"'))

    site.routes["/"] = behave
    patrol.once("plain", "search")
    patrol.once("plain", "search")
    assert not any(b"If-None-Match" in request for request in site.requests)


def test_what_changed_since_the_last_run_is_kept_with_the_visit(patrol, site):
    site.routes["/"] = page(CLINIC)
    patrol.once("plain")
    site.routes["/"] = page(GARDEN, "园艺")
    assert [change["kind"] for change in patrol.once("plain").changes] == ["title", "text"]


def test_between_two_requests_to_a_host_lies_its_interval_and_robots_are_asked_once(patrol, site):
    times = []

    async def behave(request, writer):
        times.append(asyncio.get_running_loop().time())
        writer.write(page(CLINIC))

    site.routes["/"] = behave
    site.routes["/robots.txt"] = http(b"User-agent: *\nCrawl-delay: 0.3\n", Content_Type="text/plain")
    patrol.once("plain", "search", interval=0.1)
    assert min(later - sooner for sooner, later in itertools.pairwise(times)) >= 0.28
    patrol.once("plain", "search")
    assert len(asked(site, "/robots.txt")) == 1
    from mingjian.records.models import HostPace

    assert HostPace.objects.get(host="qyzwsy.test").delay == pytest.approx(0.3)


def test_a_host_that_asks_to_be_left_alone_is_left_alone_by_every_worker(patrol, site):
    site.routes["/"] = http(b"busy", "503 Service Unavailable", Retry_After="7200")
    first = patrol.once("plain", "search")
    assert {row.view: row.status for row in first.capture.views.all()} == {"plain": 503}  # the other was not asked for
    second = patrol.once("plain", "search")
    assert (second.state, "host_asked_for_later" in second.problem) == ("dropped", True)
    assert len(asked(site)) == 1


def test_a_fault_of_ours_gives_the_visit_back_and_the_others_go_on(patrol, site, monkeypatch):
    from mingjian.jobs import visiting

    site.routes["/"] = page(CLINIC)
    monkeypatch.setattr(visiting, "judge_visit", lambda *_, **__: 1 / 0)
    visit = patrol.once("plain")
    assert (visit.state, visit.claims, visit.claimed_by) == ("waiting", 1, "")


def test_rounds_keep_their_places_filled_and_give_back_what_they_leave(patrol, site):
    from mingjian.jobs.rounds import Rounds
    from mingjian.records.models import Visit

    async def behave(request, writer):
        await asyncio.sleep(30)

    site.routes["/"] = site.routes["/robots.txt"] = behave
    for service in (patrol.place.clinic, patrol.place.shop):
        Visit.objects.create(service=service, unit=service.unit, views=["plain"])

    async def work() -> int:
        rounds = Rounds("w", patrol.reach, at_once=4)
        under_way = await rounds.step(patience=0.3)
        await rounds.end()
        return under_way

    assert asyncio.run(work()) == 2
    assert set(Visit.objects.values_list("state", "claimed_by", "claims")) == {("waiting", "", 0)}

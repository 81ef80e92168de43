"""Patrol plans, claims and what becomes of them: nothing is visited twice in a run, nothing is lost, refusals change nothing."""

from __future__ import annotations

import datetime

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.places import NOW

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def acts():
    from types import SimpleNamespace

    from mingjian.office.patrol import claim_visits, finish_run, plan_patrol, start_run
    from mingjian.records import models

    names = (claim_visits, finish_run, plan_patrol, start_run, models)
    return SimpleNamespace(**{name: value for module in names for name, value in vars(module).items()})


def plan(acts, place, **terms):
    return acts.plan_patrol(place.city, acts.PlanTerms("日常", **terms), by=place.patrol, at=NOW)


def run(acts, place, **terms):
    return acts.start_run(plan(acts, place, **terms), by=place.patrol, at=NOW)


def test_a_plan_visits_only_what_it_names(acts, place):
    from mingjian.records.models import OnlineService

    OnlineService.objects.filter(pk=place.shop.pk).update(tier=1, tags=["清朗2026"], category="e_commerce")

    def hosts(**terms):
        return sorted(service.host for service in acts.services_of(plan(acts, place, **terms)))

    assert hosts() == ["qyzwsy.test", "sushua.test"]
    assert hosts(tiers=(1,)) == ["sushua.test"]
    assert hosts(sectors=("clinic",)) == ["qyzwsy.test"]
    assert hosts(categories=("e_commerce",)) == ["sushua.test"]
    assert hosts(tags=("清朗2026", "别的")) == ["sushua.test"]
    assert hosts(area="99.9901.") == ["qyzwsy.test", "sushua.test"]
    assert hosts(tags=("别的",)) == []


def test_each_tier_gets_its_own_views(acts, place):
    place.shop.tier = 3
    place.shop.save()
    started = run(acts, place, tier_views={"3": ("plain", "search")})
    views = {visit.service.host: visit.views for visit in started.visits.select_related("service")}
    assert views == {"sushua.test": ["plain", "search"], "qyzwsy.test": ["plain", "search", "crawler", "phone"]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"views": ()}, {"views": ("plain", "telescope")}, {"tier_views": {"4": ("plain",)}}, {"tiers": (0,)},
        {"every_hours": -1}, {"every_hours": 9000}, {"detectors": ("opinion",)}, {"area": "99.9902."}, {"area": "99."},
        {"quiet_from": datetime.time(22)}, {"quiet_from": datetime.time(1), "quiet_until": datetime.time(1)},
    ],
)  # fmt: skip
def test_terms_that_no_patrol_could_follow_are_refused(acts, place, wrong):
    from mingjian.records.models import Event, PatrolPlan

    events = Event.objects.count()
    with pytest.raises(BadInput):
        plan(acts, place, **wrong)
    assert (PatrolPlan.objects.count(), Event.objects.count()) == (0, events)


def test_changing_and_pausing_a_plan_is_for_its_own_office_and_changes_nothing_when_refused(acts, place):
    made = plan(acts, place)
    deeds = (
        lambda by: acts.change_plan(made, acts.PlanTerms("新", every_hours=6), by=by, at=NOW),
        lambda by: acts.pause_plan(made, paused=True, by=by, at=NOW),
    )
    for deed in deeds:
        with pytest.raises(ForbiddenAct):
            deed(place.handler)
        made.refresh_from_db()
        assert (made.name, made.every_hours, made.active) == ("日常", 24, True)
    for deed in deeds:
        deed(place.patrol)
    made.refresh_from_db()
    assert (made.name, made.every_hours, made.active) == ("新", 6, False)
    with pytest.raises(BadInput):
        acts.pause_plan(made, paused=True, by=place.patrol, at=NOW)


def test_a_paused_plan_is_not_started_by_the_schedule(acts, place):
    from mingjian.jobs.schedule import start_due_plans

    made = plan(acts, place)
    acts.pause_plan(made, paused=True, by=place.patrol, at=NOW)
    assert start_due_plans(at=NOW) == 0
    acts.pause_plan(made, paused=False, by=place.patrol, at=NOW)
    assert start_due_plans(at=NOW) == 1
    assert start_due_plans(at=NOW + 48 * HOUR) == 0  # the first run still goes on


def test_claims_of_a_dead_worker_come_back_and_those_of_a_living_one_do_not(acts, place):
    run(acts, place)
    dead = acts.claim_visits("dead", 1, at=NOW)
    living = acts.claim_visits("living", 1, at=NOW)
    later = NOW + datetime.timedelta(minutes=2)
    assert acts.renew_claims("living", living, at=later) == 1
    assert acts.claim_visits("third", 9, at=later) == []
    again = acts.claim_visits("third", 9, at=NOW + datetime.timedelta(minutes=4))
    assert [visit.pk for visit in again] == [visit.pk for visit in dead]


def test_a_worker_that_lost_its_claim_writes_nothing(acts, place):
    from mingjian.office.patrol.record_visit import SeenView, VisitResult, record_visit
    from mingjian.records.models import Capture

    run(acts, place)
    [slow] = acts.claim_visits("slow", 1, at=NOW)
    [_other] = acts.claim_visits("quick", 1, at=NOW + 2 * HOUR)
    seen = SeenView("plain", "http://a.test/", "http://a.test/", 200, "", "", ())
    assert record_visit(slow, VisitResult("ab" * 32, 1, "t", NOW, (seen,), None), at=NOW) is None
    assert Capture.objects.count() == 0


def test_a_visit_that_kills_its_workers_is_given_up_and_says_so(acts, place):
    started = run(acts, place, tiers=(2,))
    at = NOW
    for _ in range(acts.MOST_CLAIMS):
        assert len(acts.claim_visits("dies", 9, at=at)) == 2
        at += HOUR
    assert acts.claim_visits("next", 9, at=at) == []
    started.refresh_from_db()
    assert {visit.state for visit in started.visits.all()} == {"dropped"}
    assert {'"gave_up"' in visit.problem for visit in started.visits.all()} == {True}
    assert started.state == "done"


def test_claims_under_a_stopped_run_are_dropped_when_their_worker_dies(acts, place):
    started = run(acts, place)
    acts.claim_visits("dies", 1, at=NOW)
    acts.stop_run(started, by=place.patrol, at=NOW)
    acts.take_back_claims(at=NOW + HOUR)
    assert {visit.state for visit in started.visits.all()} == {"dropped"}


def test_a_small_run_does_not_wait_for_the_end_of_a_large_one(acts, place):
    large = run(acts, place)
    small = run(acts, place, sectors=("clinic",))
    claimed = acts.claim_visits("w", 2, at=NOW)
    assert {visit.run_id for visit in claimed} == {large.pk, small.pk}


def test_in_quiet_hours_a_plan_rests(acts, place):
    run(acts, place, quiet_from=datetime.time(22), quiet_until=datetime.time(7))
    night, morning = (datetime.datetime(2026, 11, 24, hour, tzinfo=datetime.UTC) for hour in (16, 23))
    assert acts.claim_visits("w", 9, at=night) == []  # 00:00 in Shanghai
    assert len(acts.claim_visits("w", 9, at=morning)) == 2  # 07:00


def test_a_postponed_visit_waits_and_one_postponed_too_long_is_dropped_with_its_reason(acts, place):
    started = run(acts, place)
    first, second = acts.claim_visits("w", 2, at=NOW)
    acts.postpone_visit(first, "w", NOW + HOUR / 2, at=NOW)
    acts.postpone_visit(second, "w", NOW + 5 * HOUR, at=NOW)
    assert acts.claim_visits("w", 9, at=NOW + HOUR / 4) == []
    assert [visit.pk for visit in acts.claim_visits("w", 9, at=NOW + HOUR)] == [first.pk]
    second.refresh_from_db()
    assert (second.state, "host_asked_for_later" in second.problem) == ("dropped", True)
    assert started.state == "running"


def test_a_run_whose_last_two_visits_end_in_one_instant_is_ended_by_the_next_look(acts, place):
    from mingjian.records.models import Visit

    started = run(acts, place)
    Visit.objects.filter(run=started).update(state="done")  # as two transactions leave it that did not see each other
    assert acts.finish_runs(at=NOW) == 1
    started.refresh_from_db()
    assert started.state == "done"
    assert acts.finish_runs(at=NOW) == 0


def test_what_changed_since_the_last_visit_is_told_with_both_sides(place, visited):
    from mingjian.office.patrol.last_seen import changes_since, last_seen
    from mingjian.office.patrol.record_visit import SeenView
    from mingjian.records.models import Visit

    visited(place.shop, "clean")
    visit = Visit.objects.create(service=place.shop, unit=place.city, views=["plain"])
    last = last_seen(visit, at=NOW + HOUR)
    assert not last.trusted  # not of a run: nothing may be left out
    seen = SeenView("plain", "http://sushua.test/", "http://else.test/", 200, "新标题", "天气晴朗", (("body", 0, 4),))
    found = {change["kind"]: (change["before"], change["after"]) for change in changes_since(last.views, (seen,))}
    assert found["title"] == ("标题", "新标题")
    assert found["redirect"] == ("http://sushua.test/", "http://else.test/")
    assert found["text"] == ("网课代刷", "天气晴朗")
    gone = SeenView("plain", "http://sushua.test/", "http://sushua.test/", None, "", "", ())
    assert [change["kind"] for change in changes_since(last.views, (gone,))] == ["reached"]


PLANS = ("hashjoin", "hashagg", "mergejoin", "sort", "material", "bitmapscan", "indexscan", "seqscan")


@pytest.mark.parametrize("off", [(), PLANS[:3], PLANS[:5], (*PLANS[:3], "bitmapscan", "indexscan")])
def test_no_more_is_claimed_than_was_asked_for_however_the_database_plans_it(acts, place, off):
    """Joined row by row, a subquery with LIMIT and SKIP LOCKED is run again for each row and finds the next one each time."""
    from django.db import connection

    from mingjian.records.models import Visit

    run(acts, place)
    Visit.objects.bulk_create([Visit(service=place.shop, unit=place.city, views=["plain"]) for _ in range(40)])
    with connection.cursor() as cursor:
        for one in off:
            cursor.execute(f"SET LOCAL enable_{one} = off")
        claimed = [len(acts.claim_visits(f"w{number}", count, at=NOW)) for number, count in enumerate((1, 1, 5))]
    assert claimed == [1, 1, 5]

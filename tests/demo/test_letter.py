"""Forty closures in one letter: three refusals, two silent items, an objection upheld; nothing before the plan has run."""

from __future__ import annotations

import datetime

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)


def _visit_all(plan):
    from mingjian.office.patrol.claim_visits import claim_visits
    from mingjian.office.patrol.record_visit import Judged, SeenView, VisitResult, record_visit
    from mingjian.office.patrol.start_run import start_run

    start_run(plan, by=None, at=NOW)
    reason = {"code": "out_of_keeping", "params": {}}
    mark = {
        "detector": "cheating_service", "category": "cheating_service", "start": 0, "end": 2, "quote": "代刷",
        "surface": "body", "reason": reason, "weight": 0.9, "view": "plain",
    }  # fmt: skip
    for number, claimed in enumerate(claim_visits("t", 100, at=NOW)):
        address = claimed.service.address
        judged = Judged("plain", "polluted", 0.97, ("cheating_service",), "promotes", (mark,), (reason,), "m", False)
        seen = SeenView("plain", address, address, 200, "代刷", "代刷网课", (("body", 0, 4),))
        record_visit(claimed, VisitResult(f"{number:064x}", 10, "t", NOW, (seen,), judged), at=NOW)


def test_it_is_played_once_after_its_plan_has_run(settings):
    from mingjian.demo.letter import play
    from mingjian.demo.load import load
    from mingjian.demo.orders import orders
    from mingjian.demo.sites.shops import PLAN, shops
    from mingjian.figures.closures import FIGURES
    from mingjian.figures.figure import count
    from mingjian.figures.period import period
    from mingjian.records.models import Measure, Objection, Order, PatrolPlan, Unit

    [closures] = FIGURES

    settings.PASSWORD_HASHERS = ["tests.office.places.QuickArgon2"]
    load(NOW.date(), NOW)
    assert play(at=NOW) is None
    _visit_all(PatrolPlan.objects.get(name=PLAN))
    order = play(at=NOW)
    assert play(at=NOW) is None
    results = list(order.items.values_list("result", flat=True))
    assert {result: results.count(result) for result in set(results)} == {"done": 35, "refused": 3, "waiting": 2}
    states = list(Measure.objects.filter(service__host__in=shops()).values_list("state", flat=True))
    counted = {state: states.count(state) for state in set(states)}
    assert counted == {"executed": 34, "failed": 3, "notified": 2, "lifted": 1}
    assert Objection.objects.get().state == "upheld"
    province, city = (Unit.objects.get(code=code) for code in ("990000", "990100"))
    counted = [count(closures, unit, period("2026Q4")) for unit in (province, city)]
    assert [(one.value, len(one.took_part)) for one in counted] == [(35, 0), (0, 35)]
    assert dict(counted[0].campaigns) == {"清朗-网课代刷": 35}
    assert (Order.objects.count(), len(set(orders()) & set(shops()))) == (1, 34)

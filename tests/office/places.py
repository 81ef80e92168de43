"""A small territory for the acts: a province with one city, officers of the roles that the thread needs, two services."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

NOW = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 24)


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 without the work that makes guessing dear, which is a second for the officers of a test."""

    time_cost, memory_cost, parallelism = 1, 8, 1


def officer(unit, username, *roles):
    from mingjian.office.people.add_account import NewOfficer, add_account

    new = NewOfficer(username, username, username, roles, "榕1", DAY.replace(year=2024), DAY.replace(year=2029))
    return add_account(unit, new, "correct horse battery", by=None, at=NOW)


@pytest.fixture
def place(db, settings):
    """Units, officers, agencies and services under plain names."""
    return territory(settings)


def territory(settings):
    """The territory of `place`, for tests with a database of their own too; `visit` is what `visited` gives."""
    from mingjian.office.registry.register_service import (
        DomainFacts,
        FilingFacts,
        NewService,
        NewSubject,
        register_service,
    )
    from mingjian.records.models import Agency, Unit

    settings.PASSWORD_HASHERS = ["tests.office.places.QuickArgon2"]
    province = Unit.objects.create(code="99", name_zh="榕江省网信办", name_en="Rongjiang", level="province", path="99.")
    city = Unit.objects.create(
        code="9901", name_zh="东屿市网信办", name_en="Dongyu", level="city", parent=province, path="99.9901."
    )
    other = Unit.objects.create(
        code="9902", name_zh="岚川市网信办", name_en="Lanchuan", level="city", parent=province, path="99.9902."
    )
    Agency.objects.create(code="telecom", name_zh="省通信管理局", name_en="Telecom")
    shop = register_service(
        city,
        NewSubject("速刷网络科技", sector="company"),
        NewService(
            "速刷网", host="sushua.test", filings=(FilingFacts("榕ICP备2024000001号-1", "速刷网络科技", DAY, "test"),)
        ),
        by=None,
        at=NOW,
    )
    clinic = register_service(
        city,
        NewSubject("清源镇卫生院", sector="clinic"),
        NewService(
            "清源镇卫生院",
            host="qyzwsy.test",
            domains=(DomainFacts("qyzwsy.test", DAY, "test", registered_again_on=DAY.replace(month=5)),),
        ),
        by=None,
        at=NOW,
    )
    return SimpleNamespace(
        visit=visiting(),
        province=province,
        city=city,
        other=other,
        shop=shop,
        clinic=clinic,
        patrol=officer(city, "patrol", "patrol_operator"),
        handler=officer(city, "handler", "handler"),
        head=officer(city, "head", "office_head"),
        intake=officer(city, "intake", "intake_clerk"),
        counter=officer(city, "counter", "statistician"),
        stranger=officer(other, "stranger", "handler"),
        all_roles=officer(city, "both", "handler", "office_head"),
        province_handler=officer(province, "p_handler", "handler"),
        province_head=officer(province, "p_head", "office_head", "main_head"),
    )


@pytest.fixture
def visited(place):
    """A function that visits a service now and gives the finding: `visited(service, verdict, status, at)`."""
    return place.visit


def visiting():
    """The function behind `visited`."""
    from mingjian.office.patrol.claim_visits import claim_visits
    from mingjian.office.patrol.record_visit import Judged, SeenView, VisitResult, record_visit
    from mingjian.records.models import Visit

    def visit(service, verdict="polluted", *, status=200, at=NOW, victim=False, digest="ab" * 32):
        if not Visit.objects.filter(service=service, state="waiting").exists():
            Visit.objects.create(service=service, unit=service.unit, views=["plain"])
        [claimed] = [row for row in claim_visits("test", 50, at=at) if row.service_id == service.pk]
        judged = None
        if verdict != "clean":
            reason = {"code": "domain_registered_again", "params": {}}
            mark = {
                "detector": "gambling", "category": "gambling", "start": 0, "end": 2, "quote": "网课",
                "surface": "body", "reason": reason, "weight": 0.9, "view": "plain",
            }  # fmt: skip
            judged = Judged("plain", verdict, 0.97, ("gambling",), "promotes", (mark,), (reason,), "m1", victim)
        seen = SeenView("plain", service.address, service.address, status, "标题", "网课代刷", (("body", 0, 4),))
        return record_visit(claimed, VisitResult(digest, 10, "t", at, (seen,), judged), at=at)

    return visit

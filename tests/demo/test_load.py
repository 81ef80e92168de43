"""The demo is loaded once: its passwords are random, told once, and a second load changes nothing."""

from __future__ import annotations

import datetime

import pytest

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)


def test_a_demo_loaded_twice_is_loaded_once(capsys):
    from mingjian.demo.load import load, tell
    from mingjian.records.models import Account, Agency, OnlineService, PatrolPlan, StoreListing, Unit

    keys = load(NOW.date(), NOW)
    counts = [model.objects.count() for model in (Unit, Account, Agency, OnlineService, PatrolPlan)]
    assert counts[:2] == [94, len(keys)]
    assert counts[3] == 60 + 40
    assert len({key.password for key in keys}) == len(keys)
    assert StoreListing.objects.filter(address__startswith="http://rongshi-apps.test/app/").count() == 2
    assert Account.objects.get(username=keys[0].username).check_password(keys[0].password)
    tell(keys)
    assert keys[0].password in capsys.readouterr().out

    assert load(NOW.date(), NOW) == []
    assert [model.objects.count() for model in (Unit, Account, Agency, OnlineService, PatrolPlan)] == counts


def test_every_role_of_the_house_has_somebody_in_the_demo():
    from mingjian.demo.load import load
    from mingjian.law.roles import ROLES
    from mingjian.records.models import Account

    load(NOW.date(), NOW)
    held = {role for roles in Account.objects.values_list("roles", flat=True) for role in roles}
    assert held == {code for code, role in ROLES.items() if role.inside}

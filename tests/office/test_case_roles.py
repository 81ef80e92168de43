"""Every role against every step, through the acts: refused for the role exactly where the law does not name it."""

from __future__ import annotations

import pytest

from mingjian.errors import ForbiddenAct
from mingjian.law.procedure import KINDS
from mingjian.law.roles import ROLES
from tests.office.casework import at, d
from tests.office.places import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STAGES = {
    "registered": (lambda led: led, "03-09"),
    "investigating": (lambda led: led.investigated(), "03-16"),
    "concluded": (lambda led: led.concluded(), "03-25"),
    "notified": (lambda led: led.notified(), "03-30"),
    "heard": (lambda led: led.heard(), "04-23"),
    "served": (lambda led: led.served(), "04-30"),
}


def refused_for(act):
    """The code of the refusal; empty if the act was taken (and taken back)."""
    from mingjian.office.cases.try_step import tried

    try:
        with tried():
            act()
    except ForbiddenAct as error:
        verdict = getattr(error.verdict, "verdict", error.verdict)
        return verdict.reason.code
    return ""


@pytest.mark.parametrize("stage", STAGES)
def test_every_role_against_every_step(desk, opened, stage):
    from mingjian.office.cases.take_step import enter_step
    from mingjian.records.models import Step

    lead, day = STAGES[stage]
    lead(opened)
    assert opened.case.stage == stage
    before = Step.objects.count()
    wrong = []
    for role in ROLES:
        who = officer(desk.city, f"only_{role}", role)
        for kind in (kind for kind in KINDS.values() if stage in kind.stages):
            sent = opened.sent(d(day))
            code = refused_for(
                lambda kind=kind, sent=sent, who=who: enter_step(
                    opened.case, kind.code, {}, sent, by=who, at=at(d(day))
                )
            )
            if (code == "role_needed") != (role not in kind.by):
                wrong.append((role, kind.code, code))
    assert wrong == []
    assert Step.objects.count() == before


def test_every_role_against_an_approval(desk, opened):
    from mingjian.office.cases.take_step import approve_step

    opened.take("not_filed", desk.lin, d("03-09"), reasons="不属于本机关管辖")
    wrong = []
    for role in ROLES:
        who = officer(desk.city, f"only_{role}", role)
        sent = opened.sent(d("03-09"))
        code = refused_for(
            lambda sent=sent, who=who: approve_step(opened.case, "not_filed", sent, by=who, at=at(d("03-09")))
        )
        if (code == "") != (role in KINDS["not_filed"].approved_by):
            wrong.append((role, code))
    assert wrong == []

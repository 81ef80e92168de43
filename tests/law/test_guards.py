"""Each guard refuses its offence, alone and for its own reason; taken away, the offence passes."""

import pytest

from mingjian.law import course
from mingjian.law.guards import GUARDS
from mingjian.law.procedure import KINDS
from mingjian.law.verdicts import Met
from tests.law.offences import OFFENCES

USED = {
    *course.ENTERING,
    *course.APPROVING,
    *course.PROPOSING,
    *course.BOTH,
    *(name for kind in KINDS.values() for name in (*kind.conditions, *kind.checks)),
}
NUMBERED = [pytest.param(make, id=f"{name}-{number}") for number, (name, make) in enumerate(OFFENCES)]


@pytest.mark.parametrize("make", NUMBERED)
def test_an_offence_is_refused_by_its_guard_and_by_no_other(make, monkeypatch):
    offence = make()
    refused = offence.refused_by()
    assert len(refused) == 1, [found.say("en") for found in refused]
    assert refused[0].article
    assert refused[0].say("zh") != refused[0].say("en")
    monkeypatch.setitem(GUARDS, offence.guard, lambda *_: Met())
    assert not offence.refused_by()


def test_every_guard_is_used_and_has_an_offence():
    assert set(GUARDS) == USED == {name for name, _ in OFFENCES}


def test_every_guard_says_what_it_asks_and_why():
    for name, guard in GUARDS.items():
        doc = getattr(guard, "__wrapped__", guard).__doc__
        assert doc, name

"""What is just lawful is allowed; and the mutation run notices every guard that is removed or weakened."""

import pytest
from benchmarks.guards import run

from mingjian.law.course import refusals
from mingjian.law.next import next_from
from tests.law.edges import EDGES


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in EDGES])
def test_just_lawful(make):
    state, step = make()
    assert [found.say("en") for found in refusals(state, step)] == []
    kind = step.text("step") if step.kind == "proposed" else step.kind
    assert kind in {
        offered.kind
        for offered in next_from(state, step.by[0], step.day)
        if not offered.missing or step.facts.get("late_reason")
    }


def test_every_guard_removed_or_weakened_is_noticed():
    report = run()
    assert report["removed_survivors"] == []
    assert report["weakened_survivors"] == []
    assert report["guards"] == report["removed_caught"]

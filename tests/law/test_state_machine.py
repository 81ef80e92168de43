"""A case led at random: whatever is accepted stays lawful, whatever is refused changes nothing, and both say so alike."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mingjian.law import first_fault, fold
from mingjian.law.case import OUTCOMES, STAGES
from mingjian.law.course import after, may_take
from mingjian.law.next import next_steps
from tests.law import courses as c
from tests.law.moves import moves
from tests.law.oracle import violations

STARTS = (
    c.registered,
    c.filed,
    c.investigated,
    c.concluded,
    c.checked,
    c.notified,
    c.hearing_pending,
    c.heard,
    c.crime_ruled,
)


class CaseAtRandom(RuleBasedStateMachine):
    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start):
        self.steps = list(c.at(start).steps)
        self.state = fold(self.steps)

    @rule(gap=st.sampled_from([0, 0, 1, 4, 7, 13, 30, 60]), data=st.data())
    def try_a_move(self, gap, data):
        options = list(moves(self.state, self.state.last_day + timedelta(days=gap)))
        step = data.draw(st.sampled_from(options))
        self._try(step)

    @rule(data=st.data(), gap=st.sampled_from([0, 1, 7]))
    def go_on_lawfully(self, data, gap):
        """Random moves alone are mostly refused; this one draws among those that are allowed."""
        day = self.state.last_day + timedelta(days=gap)
        allowed = [step for step in moves(self.state, day) if may_take(self.state, step)]
        if allowed:
            self._try(data.draw(st.sampled_from(allowed)))

    def _try(self, step):
        before = self.state
        offered = {found.kind for found in next_steps(self.steps, step.by[0], step.day) if found.allowed}
        if may_take(self.state, step):
            kind = step.text("step") if step.kind == "proposed" else step.kind
            assert kind in offered, f"{kind} was accepted but not offered"
            self.steps.append(step)
            self.state = after(self.state, step)
        else:
            assert self.state == before

    @invariant()
    def nothing_unlawful_was_decided(self):
        assert violations(self.steps) == []

    @invariant()
    def the_state_is_the_sum_of_the_steps(self):
        assert fold(self.steps) == self.state

    @invariant()
    def the_whole_course_checks_again(self):
        assert first_fault(self.steps) is None

    @invariant()
    def stage_and_outcome_are_known(self):
        assert self.state.stage in STAGES
        assert self.state.outcome in OUTCOMES


TestCaseAtRandom = CaseAtRandom.TestCase
TestCaseAtRandom.settings = settings(
    max_examples=15,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

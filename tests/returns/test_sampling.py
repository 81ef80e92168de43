"""A sample that nobody could foresee, an exact interval, and one stated rule."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.errors import BadInput
from mingjian.returns import assess, draw, seed_of, share_interval
from mingjian.returns.sampling import _at_most


def test_the_seed_needs_the_log_after_the_receipt():
    digest = "ab" * 32
    assert len({seed_of(b"root", 7, digest), seed_of(b"root", 8, digest), seed_of(b"toor", 7, digest)}) == 3
    assert seed_of(b"root", 7, digest) == hashlib.sha256(b"mingjian sample v1\nroot\n7\n" + digest.encode()).hexdigest()


@given(st.integers(1, 500), st.data())
def test_a_draw_is_distinct_within_bounds_and_can_be_repeated(population, data):
    size = data.draw(st.integers(1, population))
    drawn = draw("00" * 32, population, size)
    assert len(set(drawn)) == size
    assert set(drawn) <= set(range(population))
    assert draw("00" * 32, population, population)[:size] == drawn


def test_every_row_is_as_likely_as_any_other():
    hits = [0] * 10
    for number in range(4000):
        for position in draw(hashlib.sha256(str(number).encode()).hexdigest(), 10, 3):
            hits[position] += 1
    assert all(1080 < count < 1320 for count in hits)  # 1200 expected, deviation about 29


@pytest.mark.parametrize("size", [0, 11])
def test_more_than_there_are_cannot_be_drawn(size):
    with pytest.raises(BadInput):
        draw("00" * 32, 10, size)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (5, 10, 0.1871, 0.8129), (200, 200, 0.9817, 1.0)],
)
def test_the_interval_is_that_of_clopper_and_pearson(hits, of, low, high):
    assert share_interval(hits, of) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 300), st.data())
def test_the_ends_of_the_interval_leave_two_and_a_half_percent_outside(of, data):
    hits = data.draw(st.integers(0, of))
    low, high = share_interval(hits, of)
    assert low <= hits / of <= high
    if hits:
        assert 1 - _at_most(hits - 1, of, low) == pytest.approx(0.025, abs=1e-6)
    if hits < of:
        assert _at_most(hits, of, high) == pytest.approx(0.025, abs=1e-6)


@pytest.mark.parametrize(
    ("confirmed", "false", "rule", "factor"),
    [
        (200, 0, "whole", 1.0),
        (196, 4, "discounted", 0.9495),
        (188, 12, "discounted", 0.8975),
        (150, 50, "rejected", 0.0),
    ],
)
def test_the_rule_follows_the_lower_end(confirmed, false, rule, factor):
    said = assess(confirmed, false, 50_000)
    assert (said.rule, said.factor) == (rule, factor)


def test_a_sample_of_everything_is_no_sample():
    assert assess(9, 1, 10).rule == "whole"
    assert assess(7, 3, 10).rule == "rejected"

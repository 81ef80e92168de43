"""The benchmark measures what it says, at a size that costs nothing."""

from __future__ import annotations

from benchmarks.ledger import run


def test_the_benchmark_runs_and_proves_what_it_measures():
    found = run(["1000", "300"])
    assert found["leaves"] == 1_000
    assert all(value > 0 for value in found.values())

"""Killed at random instants during a patrol, nothing acknowledged is lost or doubled, and the log agrees."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_twenty_kills_lose_nothing_that_was_acknowledged():
    words = [sys.executable, "-m", "mingjian", "bench", "kills", "--rounds", "20", "--services", "40", "--seed", "7"]
    # A program of its own, for the benchmark forks its workers.
    asked = subprocess.run(
        words,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=_environment(),
        check=False,
    )
    assert asked.returncode == 0, asked.stderr[-3000:]
    found = dict(line.split(": ", 1) for line in asked.stdout.splitlines() if ": " in line)
    assert int(found["acknowledged visits"]) >= 20
    assert (found["of them lost"], found["recorded twice"], found["bundles missing or altered"]) == ("0", "0", "0")
    assert (found["seals lost"], found["the log agrees"]) == ("0", "True")
    assert found["events, all sealed"].endswith(" 0 waiting")
    assert set(json.loads(found["visits by state"].replace("'", '"'))) == {"done"}


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}

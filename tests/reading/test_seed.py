"""The seed as input: every figure and every named subject of the polluted bulletin that the project began with."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from mingjian.reading import read_bulletin

SEED = Path(__file__).parents[3] / "shared" / "seed"
_NAMES = ("named", "named_sites", "named_apps", "named_accounts", "systems")


@pytest.fixture(scope="module")
def seed() -> tuple[str, dict]:
    if not (SEED / "figures.json").exists():
        if os.environ.get("CI"):
            pytest.fail(f"the seed is missing at {SEED}")
        pytest.skip(f"the seed is not at {SEED}")
    return (SEED / "polluted-bulletin.txt").read_text("utf-8"), json.loads((SEED / "figures.json").read_text("utf-8"))


def leaves(node, names: set[str], figures: list[tuple]) -> None:
    if isinstance(node, dict):
        if "unit" in node:
            figures.append((node["value"], node["unit"], node.get("at_least", False), node.get("lost", False)))
        for key, value in node.items():
            if key in _NAMES:
                names.update(value)
            else:
                leaves(value, names, figures)
    elif isinstance(node, list):
        for item in node:
            leaves(item, names, figures)


def test_every_figure_of_the_seed_is_read_and_none_beside(seed):
    text, wanted = seed
    names: set[str] = set()
    figures: list[tuple] = []
    leaves(wanted, names, figures)
    reading = read_bulletin(text)
    assert Counter((f.value, f.unit, f.at_least, f.lost) for f in reading.figures) == Counter(figures)
    assert {n.name for n in reading.named} == names


def test_the_seed_says_who_reports_on_what_and_how_it_was_damaged(seed):
    reading = read_bulletin(seed[0])
    assert reading.period == "一季度", "not the date of the re-post"
    assert reading.issuer == "福建省互联网信息办公室"
    assert reading.damage == ("brand", "noise", "order", "lost words")
    brand = [m for m in reading.marks if m.kind == "brand"]
    assert len(brand) == 2
    assert all(seed[0][m.start : m.end] == m.text for m in reading.marks)
    assert not set("◆■★") & set(reading.cleaned)


def test_the_torn_figure_and_the_lost_one_are_found_where_they_stand(seed):
    text, _ = seed
    figures = read_bulletin(text).figures
    torn = next(f for f in figures if f.value == 13_000)
    assert text[torn.start : torn.end] == "1■★◆.3万余个"
    lost = next(f for f in figures if f.lost)
    assert (lost.value, lost.unit) == (None, "批次")
    assert "移送" in text[lost.start : lost.end]

"""No path to a decision without notice, hearing right, review, competence, band, crime check, or out of time."""

import pytest

from mingjian.law.guards import GUARDS
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met
from tests.law import courses as c
from tests.law.explorer import explore
from tests.law.oracle import violations

DECIDING = {"decided", "legal_reviewed", "hearing_asked", "defended", "defence_reviewed", "defence_waived"}


def slight_but_a_crime():
    return c.checked(figures=[{"figure": "posts", "value": 100}], opinion="minor_corrected")


def test_no_short_path_breaks_an_article():
    report = explore(c.notified().steps, 3, gaps=(0, 12), kinds=DECIDING)
    assert report.breaches == []
    assert report.decisions > 0
    assert report.unequal == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("start", [c.concluded, c.notified, c.heard])
def test_no_path_of_four_steps_breaks_an_article(start):
    report = explore(start().steps, 4, gaps=(0, 12))
    assert report.breaches == []
    assert report.unequal == 0
    assert report.decisions > 0


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("start", [c.filed, c.investigated, c.concluded, c.notified, c.heard, c.crime_hit])
def test_no_path_of_three_steps_on_any_of_three_days_breaks_an_article(start):
    report = explore(start().steps, 3, gaps=(0, 6, 30))
    assert report.breaches == []
    assert report.unequal == 0
    assert report.accepted > 5000


@pytest.mark.parametrize(
    ("guard", "article", "start", "kinds"),
    [
        ("told_before_penalty", "§44", c.checked, {"decided"}),
        ("was_heard", "§64", c.notified, {"decided"}),
        ("review_passed", "§58", c.heard, {"decided"}),
        ("decision_in_time", "§60", c.reviewed, {"decided"}),
        ("defence_settled", "§45", c.notified, {"defended", "decided"}),
        ("not_heavier_than_told", "§45", c.reviewed, {"decided"}),
        ("reviewer_is_neutral", "§58", c.heard, {"legal_reviewed", "decided"}),
        ("crime_was_ruled", "移送规定", slight_but_a_crime, {"decided"}),
    ],
)  # fmt: skip
def test_the_oracle_sees_a_missing_guard(guard, article, start, kinds, monkeypatch):
    monkeypatch.setitem(GUARDS, guard, lambda *_: Met())
    report = explore(start().steps, 3, gaps=(0, 12, 90), kinds=kinds, stop=True)
    assert any(article in found for broken, _ in report.breaches for found in broken)


def test_the_oracle_is_content_with_the_lawful_courses():
    for lawful in (c.archived, c.demanded, c.none_decided, c.crime_sent):
        assert violations(lawful().steps) == []


def test_the_oracle_reads_steps_only():
    steps = [step for step in c.decided().steps if step.kind != "notified"]
    assert violations(steps) == ["§44 not told"]
    early = [
        Step("filed", step.day, step.by, step.facts) if step.kind == "filed" else step for step in c.decided().steps
    ]
    assert violations(early) == []

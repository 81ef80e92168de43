"""Bases about what somebody says (`speech` in basis.json) are tied to no detector, plan or label: people choose them by hand."""

from __future__ import annotations

import ast
import json
from datetime import date
from pathlib import Path

import pytest

import mingjian
from mingjian.detect import CATEGORIES
from mingjian.detect.lexicon import lexicon
from mingjian.law.basis import bases
from mingjian.law.fitting import fitting

SOURCE = Path(mingjian.__file__).parent
DAYS = (date(2024, 6, 1), date(2025, 6, 1), date(2026, 11, 24))
CATALOGUE = {"basis.json", "basis_versions.json"}
SPEECH = {
    row["code"] for row in json.loads((SOURCE / "law" / "basis.json").read_text("utf-8"))["rows"] if row.get("speech")
}


def test_the_catalogue_marks_some() -> None:
    assert len(SPEECH) >= 9


@pytest.mark.parametrize("ending", ["py", "json", "toml", "txt", "html", "csv"])
def test_nothing_but_the_catalogue_names_one(ending: str) -> None:
    named = {
        str(file.relative_to(SOURCE)): code
        for file in SOURCE.rglob(f"*.{ending}")
        if file.name not in CATALOGUE
        for code in SPEECH
        if code in file.read_text("utf-8", "replace")
    }
    assert named == {}


@pytest.mark.parametrize("day", DAYS)
def test_no_category_brings_one_up(day: date) -> None:
    offered = bases(on=day)
    assert not {rule.code for rule in offered} & SPEECH
    for category in CATEGORIES:
        for victim in (False, True):
            fit, others = fitting(offered, [category], "site", victim)
            assert not {rule.code for rule in (*fit, *others)} & SPEECH


def test_detectors_and_lexicons_know_nothing_of_the_law() -> None:
    """Detection imports no law at all, so no setting of it can reach a basis."""
    for file in (SOURCE / "detect").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [name.name for name in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if name.startswith(("mingjian.law", "mingjian.office"))], file
    assert {entry.category for entry in lexicon().entries} <= {None, *CATEGORIES}


def test_plans_findings_and_labels_have_no_place_for_a_basis() -> None:
    import django.apps

    holders = {
        model._meta.model_name
        for model in django.apps.apps.get_app_config("records").get_models()
        if any("basis" in field.name for field in model._meta.get_fields())
    }
    assert not holders & {
        "patrolplan", "patrolrun", "visit", "finding", "report", "lead", "leadsource", "detectionmodel", "modelswitch",
        "subject", "onlineservice",
    }  # fmt: skip

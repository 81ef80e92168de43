"""A template as it is downloaded would be taken back, in both languages and both forms."""

from __future__ import annotations

import pytest

from mingjian.returns import CATEGORIES, category
from mingjian.returns.reasons import EN, ZH
from mingjian.returns.templates import csv_template, explanation, xlsx_template
from tests.returns.files import FIRST, checked


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", CATEGORIES)
@pytest.mark.parametrize("make", [csv_template, xlsx_template])
def test_a_template_counts_as_it_stands(tmp_path, make, code, language):
    path = tmp_path / "template"
    path.write_bytes(make(category(code), FIRST, language))
    assert [row.problems for row in checked(path, code)] == [[]]


def test_the_explanation_names_no_basis_about_speech():
    lines = {line[0] for line in explanation(category("accounts"), FIRST, "zh")}
    assert "RD-CSL69" in lines
    assert "RD-ECO34" not in lines


def test_every_problem_has_a_sentence_in_both_languages():
    assert set(ZH) == set(EN)

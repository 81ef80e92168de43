"""The validator holds each rule of dsa.md, and what we shape passes it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.disclosure import check, shape, write_csv
from mingjian.disclosure.dsa_schema import CATEGORY, CONTENT_TYPE, FULL, KEYWORD, LIGHT, TERRITORY, VISIBILITY
from mingjian.disclosure.dsa_shape import CATEGORIES, CODES
from mingjian.law.measures import measures

GOOD = {
    "puid": "9901-P-2026-0001",
    "decision_provision": "DECISION_PROVISION_TOTAL_TERMINATION",
    "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
    "illegal_content_legal_ground": "网络安全法 §69",
    "illegal_content_explanation": "说明",
    "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    "content_type": ["CONTENT_TYPE_OTHER"],
    "content_type_other": "website",
    "content_date": "2026-11-01",
    "application_date": "2026-11-24",
    "decision_facts": "事实",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "Yes",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
}
OURS = {
    "number": "9901-P-2026-0001", "measure": "closure", "category": "gambling", "kind": "site", "facts": "推广赌博",
    "basis_law": "网络安全法", "basis_article": "69", "first_seen": "2026-11-01", "executed_on": "2026-11-24", "term_to": "",
    "source": "inspection", "detected": True, "host": "a.test", "state": "published", "office": "东屿市网信办",
}  # fmt: skip


def test_the_lists_have_the_lengths_of_the_source():
    assert [len(values) for values in (VISIBILITY, CATEGORY, KEYWORD, CONTENT_TYPE, TERRITORY)] == [7, 16, 69, 8, 30]
    assert (len(FULL), len(LIGHT)) == (38, 34)
    assert len(set(KEYWORD)) == 69


def test_a_good_statement_has_no_problem():
    assert check(GOOD) == ()


@pytest.mark.parametrize("field", [
    "puid", "decision_ground", "category", "content_type", "content_date", "application_date", "decision_facts",
    "source_type", "automated_detection", "automated_decision", "illegal_content_legal_ground", "content_type_other",
])  # fmt: skip
def test_what_is_needed_is_missed(field):
    found = check({name: value for name, value in GOOD.items() if name != field})
    assert field in {problem.field for problem in found}


@pytest.mark.parametrize(
    ("change", "field", "rule"),
    [
        ({"decision_provision": None}, "decision_visibility", "missing"),
        ({"decision_provision": "CLOSED"}, "decision_provision", "not_a_value"),
        ({"puid": "京A"}, "puid", "malformed"),
        ({"puid": "x" * 501}, "puid", "too_long"),
        ({"decision_facts": "x" * 5001}, "decision_facts", "too_long"),
        ({"illegal_content_explanation": "x" * 2001}, "illegal_content_explanation", "too_long"),
        ({"illegal_content_legal_ground": "x" * 501}, "illegal_content_legal_ground", "too_long"),
        ({"content_type": "CONTENT_TYPE_APP"}, "content_type", "not_a_list"),
        ({"content_type": ["CONTENT_TYPE_APP"]}, "content_type_other", "not_with_this"),
        ({"content_date": "1999-12-31"}, "content_date", "out_of_range"),
        ({"content_date": "2038-01-02"}, "content_date", "out_of_range"),
        ({"application_date": "2019-12-31"}, "application_date", "out_of_range"),
        ({"application_date": "24.11.2026"}, "application_date", "not_a_day"),
        ({"application_date": "20261124"}, "application_date", "not_a_day"),
        ({"end_date_service_restriction": "2038-01-02"}, "end_date_service_restriction", "out_of_range"),
        ({"category_specification": ["KEYWORD_OTHER"]}, "category_specification_other", "without_its_other"),
        ({"category_specification_other": "x"}, "category_specification_other", "not_with_this"),
        ({"category_addition": ["GAMBLING"]}, "category_addition", "not_a_value"),
        ({"territorial_scope": ["CN"]}, "territorial_scope", "not_a_value"),
        ({"territorial_scope": ["EL"]}, "territorial_scope", "not_a_value"),
        ({"content_language": "zh"}, "content_language", "not_a_value"),
        ({"content_id": {"EAN-13": "123"}}, "content_id", "malformed"),
        ({"decision_ground_reference_url": "law"}, "decision_ground_reference_url", "not_an_address"),
        ({"incompatible_content_ground": "x"}, "incompatible_content_ground", "not_with_this"),
        ({"incompatible_content_illegal": "Yes"}, "incompatible_content_illegal", "not_with_this"),
        ({"source_identity": "x"}, "source_identity", "not_with_this"),
        ({"automated_detection": True}, "automated_detection", "not_a_value"),
        ({"url": "https://a.test"}, "url", "unknown"),
        ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, "decision_visibility_other", "without_its_other"),
    ],
)
def test_each_rule_is_held(change, field, rule):
    alone = {**GOOD, **change}
    if change.get("content_type") == "CONTENT_TYPE_APP":
        del alone["content_type_other"]
    assert [(problem.field, problem.rule) for problem in check(alone)] == [(field, rule)]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("category", [*CATEGORIES, "something else"])
@pytest.mark.parametrize("kind", ["site", "app", "account", "item"])
def test_what_we_shape_passes(code, category, kind):
    shaped = shape({**OURS, "measure": code, "category": category, "kind": kind, "term_to": "2026-12-24"})
    assert shaped.statement is not None
    assert check(shaped.statement) == ()


@pytest.mark.parametrize("code", sorted(set(measures()) - set(CODES)))
def test_acts_of_a_regulator_are_dropped_and_say_so(code):
    shaped = shape({**OURS, "measure": code})
    assert (shaped.statement, shaped.why) == (None, "no_code")


def test_what_cannot_be_said_is_named():
    assert shape(OURS).dropped == ("host", "territory", "names_of_offices")
    assert shape({**OURS, "state": "withdrawn"}).why == "withdrawn"
    assert shape({**OURS, "executed_on": ""}).why == "not_executed"
    long = shape({**OURS, "facts": "长" * 6000})
    assert "facts_beyond_5000" in long.dropped
    assert check(long.statement) == ()


@given(st.text(max_size=6000), st.text(max_size=700))
def test_any_words_of_ours_give_a_statement_that_is_taken(facts, article):
    shaped = shape({**OURS, "facts": facts or "事实", "basis_article": article})
    assert check(shaped.statement) == ()


def test_the_csv_has_its_columns_in_order_and_lists_as_json():
    out = io.StringIO()
    server = {"uuid": "u", "platform_name": "=1+1", "created_at": "2026-11-24 00:00:00"}
    assert write_csv(out, [(GOOD, server)]) == 1
    head, row = csv.reader(io.StringIO(out.getvalue()))
    assert tuple(head) == FULL
    cells = dict(zip(head, row, strict=True))
    assert json.loads(cells["content_type"]) == ["CONTENT_TYPE_OTHER"]
    assert (cells["uuid"], cells["platform_uid"], cells["platform_name"]) == ("u", GOOD["puid"], "'=1+1")
    assert cells["decision_visibility"] == ""

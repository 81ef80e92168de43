"""Both languages are complete: every sentence of a page is a pair, and every code has its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mingjian
from mingjian.web.words import WORDS

PACKAGE = Path(mingjian.__file__).parent
TEMPLATES = sorted((PACKAGE / "web" / "templates").rglob("*.html"))
PAIR = re.compile(r"""\{%\s*(?:t|empty)\s+("[^"]*"|'[^']*')\s+("[^"]*"|'[^']*')""")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = {"中文"}
"""What stands in Chinese in English too: the name of the language."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_sentence_of_a_template_is_a_pair(template):
    text = template.read_text()
    calls = re.findall(r"\{%\s*(?:t|empty)\s+[\"']", text)
    pairs = PAIR.findall(text)
    assert len(calls) == len(pairs)
    for zh, en in pairs:
        assert zh.strip("\"'").strip(), en
        assert en.strip("\"'").strip(), zh
        assert not CHINESE.search(en) or en.strip("\"'") in NAMES, en
        assert sorted(re.findall(r"\{(\w+)\}", zh)) == sorted(re.findall(r"\{(\w+)\}", en)), zh
    assert not CHINESE.search(PAIR.sub("", text)), "Chinese outside of a pair"


@pytest.mark.parametrize("table", WORDS)
def test_every_code_has_a_word_in_both_languages(table):
    for code, (zh, en) in WORDS[table].items():
        assert zh, code
        assert en, code
        assert not CHINESE.search(en), code


def test_every_state_of_a_record_has_a_word():
    from mingjian.records import models

    tables = {
        "finding_state": models.FindingState,
        "report_state": models.ReportState,
        "lead_state": models.LeadState,
        "measure_state": models.MeasureState,
        "run_state": models.RunState,
        "rotation_state": models.RotationState,
        "bulletin_state": models.BulletinState,
        "service_state": models.ServiceState,
        "service_kind": models.ServiceKind,
        "source_kind": models.SourceKind,
        "outcome": models.OutcomeResult,
        "listing_state": models.ListingState,
        "platform_account_state": models.AccountState,
        "target_kind": models.TargetKind,
        "order_act": models.OrderAct,
        "order_state": models.OrderState,
        "item_result": models.ItemResult,
        "row_fate": models.RowFate,
        "reminder_step": models.ReminderStep,
        "objection_state": models.ObjectionState,
        "level": models.Level,
        "return_state": models.ReturnState,
        "sample_result": models.SampleResult,
        "publication_state": models.PublicationState,
        "import_state": models.ImportState,
        "destruction_state": models.DestructionState,
        "record_state": models.RecordState,
        "link_state": models.LinkState,
        "handover_state": models.HandoverState,
    }
    for table, states in tables.items():
        assert set(WORDS[table]) == set(states.values), table


def test_every_event_that_an_act_logs_has_a_word():
    logged = set()
    for path in (PACKAGE / "office").rglob("*.py"):
        text = path.read_text()
        logged |= set(re.findall(r'log_event\(\s*"(\w+)"', text))
        logged |= set(re.findall(r'RunState\.\w+, RunState\.\w+, "(\w+)"', text))
    logged |= {"measure_executed", "measure_not_executed"}
    assert len(logged) > 25
    assert logged <= set(WORDS["verb"])


def test_the_categories_of_a_report_are_those_of_the_detectors():
    from mingjian.detect import CATEGORIES
    from mingjian.office.intake.receive_report import CATEGORIES as REPORTED

    assert set(REPORTED) == set(CATEGORIES)
    assert set(CATEGORIES) <= set(WORDS["category"])

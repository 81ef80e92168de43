"""The docs name every setting, figure, measure and detector, and every command of the surface exists."""

from __future__ import annotations

import re
from pathlib import Path

import mingjian

ROOT = Path(mingjian.__file__).parents[2]


def docs() -> str:
    return "\n".join(path.read_text() for path in (ROOT / "docs").glob("*.md"))


def test_operations_list_every_setting():
    named = set()
    for path in [*(ROOT / "src").rglob("*.py"), ROOT / "mj", ROOT / ".ci" / "run"]:
        named |= set(re.findall(r"\bMINGJIAN_[A-Z_]+\b", path.read_text()))
    inner = {"MINGJIAN_CHILD"}
    text = (ROOT / "docs" / "operations.md").read_text()
    assert {name for name in named - inner if name not in text} == set()


def test_every_figure_has_its_paragraph():
    from mingjian.figures.register import all_figures

    text = docs()
    assert {key for key in all_figures() if f"`{key}`" not in text} == set()


def test_every_measure_and_detector_has_its_line():
    from mingjian.detect.register import detectors
    from mingjian.law.measures import measures

    text = docs()
    assert {code for code in measures() if f"`{code}`" not in text} == set()
    assert {name for name, _ in detectors() if f"`{name}`" not in text} == set()


def test_the_terms_hold_every_record_state_role_document_and_category():
    from mingjian.detect import CATEGORIES, CONTEXTS, VERDICTS
    from mingjian.law.case import STAGES
    from mingjian.law.documents import documents
    from mingjian.law.measure_kind import STATES
    from mingjian.law.roles import ROLES
    from mingjian.records import FLOW
    from mingjian.web.words import WORDS

    states = {code for table in WORDS if table.endswith("_state") or table == "source_kind" for code in WORDS[table]}
    codes = {*FLOW, *states, *STATES, *STAGES, *ROLES, *documents(), *CATEGORIES, *VERDICTS, *CONTEXTS}
    text = (ROOT / "docs" / "terms.md").read_text()
    assert {code for code in codes if f"`{code}`" not in text} == set()


def test_the_architecture_draws_the_flow_as_it_is():
    from mingjian.records import FLOW

    text = (ROOT / "docs" / "architecture.md").read_text()
    assert " → ".join(f"`{name}`" for name in FLOW) in text


def test_the_index_lists_every_document():
    text = (ROOT / "docs" / "README.md").read_text()
    names = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in names if f"[{name}]({name})" not in text} == set()


def test_the_readme_stays_a_front_door():
    for name in ("README.md", "README.zh.md"):
        assert len((ROOT / name).read_text().splitlines()) <= 80


def test_every_link_of_the_docs_leads_somewhere():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".github").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_at_most_twelve_things_stand_at_the_root():
    from subprocess import run

    names = run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    visible = {name.split("/")[0] for name in names if not name.startswith(".")}
    assert len(visible) <= 12, sorted(visible)

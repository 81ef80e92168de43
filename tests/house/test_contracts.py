"""The contracts of the house hold, and each of them breaks when it is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mingjian

ROOT = Path(mingjian.__file__).parents[2]
BREAKS = {
    "an engine imports what lies above": ("text/charset.py", "import mingjian.detect", "Arrows point down only BROKEN"),
    "two entrances know each other": (
        "jobs/schedule.py",
        "import mingjian.web.language",
        "Arrows point down only BROKEN",
    ),
    "an engine imports Django": ("law/levels.py", "import django.conf", "No Django below the records BROKEN"),
    "a record calls an act": (
        "records/unit.py",
        "import mingjian.office.audit.log_event",
        "Arrows point down only BROKEN",
    ),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    ignore = shutil.ignore_patterns("__pycache__", "*.npz", "*.json", "*.txt", "templates", "static")
    shutil.copytree(ROOT / "src", root / "src", ignore=ignore)
    return root


@pytest.mark.slow
def test_the_contracts_hold(copy):
    answer = lint(copy)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.slow
@pytest.mark.parametrize("what", BREAKS)
def test_a_contract_breaks_when(copy, what):
    name, line, verdict = BREAKS[what]
    file = copy / "src" / "mingjian" / name
    before = file.read_text()
    file.write_text(before + f"\n{line}\n")
    try:
        answer = lint(copy)
    finally:
        file.write_text(before)
    assert answer.returncode == 1
    assert verdict in answer.stdout

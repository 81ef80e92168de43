"""The front door: what the READMEs show is what the commands print, and both languages say the same."""

from __future__ import annotations

import re

import pytest

from mingjian.site.main import _BY_THE_SCRIPT, modules
from tests.house.transcripts import BLOCK, READMES, ROOT, commands, played

TEXTS = {name: (ROOT / name).read_text("utf-8") for name in READMES}


@pytest.mark.parametrize("name", READMES)
def test_the_transcripts_are_what_the_commands_print(name):
    blocks = BLOCK.findall(TEXTS[name])
    assert blocks
    for block in blocks:
        assert block == played(block, READMES[name]), "run: .venv/bin/python -m tests.house.transcripts"


def test_both_languages_run_the_same_commands_and_lead_to_the_same_places():
    english, chinese = (TEXTS[name] for name in ("README.md", "README.zh.md"))
    shown = [[commands(block) for block in BLOCK.findall(text)] for text in (english, chinese)]
    assert shown[0] == shown[1]
    places = [re.findall(r"\]\(([^)]+)\)", text) for text in (english, chinese)]
    assert sorted({*places[0], "README.md"}) == sorted({*places[1], "README.zh.md"})
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))


@pytest.mark.parametrize("name", READMES)
def test_every_command_that_is_named_exists(name):
    named = set(re.findall(r"\./mj ([a-z-]+)", TEXTS[name]))
    assert {"up", "test", "scan", "read-bulletin"} <= named
    assert named <= {*modules(), *_BY_THE_SCRIPT}


def test_the_licence_is_apache_2():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text("utf-8")
